"""GET /changes: what happened since a cursor."""

from __future__ import annotations

from editor_app.api import wire
from editor_app.api.client import HttpClient
from editor_app.core.review import FeedPage

PAGE = 200


def fetch(client: HttpClient, cursor: str) -> FeedPage:
    """The next page after `cursor` ("" from the beginning)."""
    params: dict[str, str | int] = {"limit": PAGE}
    if cursor:
        params["cursor"] = cursor
    return wire.read("change feed", wire.feed_page, client.get("/changes", params).data)
