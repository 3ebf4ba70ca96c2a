"""A picture that was added but stands nowhere in the text would never be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.content import ATTACHMENT_SCHEME
from editor_app.core.finding import attachment_part
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each such picture."""
    targets = [image.target for image in article.images] + [span.target for _, span in article.links()]
    shown = {target.removeprefix(ATTACHMENT_SCHEME) for target in targets}
    for image in article.content.images:
        if image.id not in shown:
            yield Found(part=attachment_part(image.id), end=len(image.name), text=image.name, place="name", note=image.name)
