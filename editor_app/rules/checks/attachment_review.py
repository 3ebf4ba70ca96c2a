"""An attached document must not carry unaccepted changes or comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.finding import attachment_part
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """`options["codes"]`: code of the inspection -> what it means, in Chinese."""
    for attachment in article.content.attachments:
        for code, place in article.context.attachment_notes.get(attachment.id, ()):
            if code in options["codes"]:
                yield Found(
                    part=attachment_part(attachment.id), text=attachment.name, place=place, note=str(options["codes"][code])
                )
