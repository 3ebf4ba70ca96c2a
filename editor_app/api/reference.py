"""GET /me, /sections, /rule-pack: who I am and what the district has."""

from __future__ import annotations

from editor_app.api import wire
from editor_app.api.client import HttpClient
from editor_app.core.organisation import Profile, Section
from editor_app.core.transfer import RulePackFiles


def profile(client: HttpClient) -> Profile:
    """Who the portal says this account is."""
    return wire.read("profile", Profile.from_dict, client.get("/me").data)


def sections(client: HttpClient) -> tuple[Section, ...]:
    """All sections, with whether this account may write in each."""
    return wire.read("sections", wire.many(Section.from_dict, "sections"), client.get("/sections").data)


def rule_pack(client: HttpClient, etag: str) -> RulePackFiles | None:
    """The rule pack, or None when it still has that etag."""
    answer = client.get("/rule-pack", headers={"If-None-Match": wire.quoted(etag)} if etag else None)
    if answer.status == 304:
        return None
    return wire.read("rule pack", lambda data: wire.rule_pack(data, answer.etag), answer.data)
