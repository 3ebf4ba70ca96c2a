"""The list of attachments below the text and the files that are attached must agree in number, order and name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found
from editor_app.rules.checks.annex import listed_attachments

_NOISE = re.compile(
    r"^[ \u3000]{0,4}附[ ]?件[ ]?[一二三四五六七八九十\d]{0,3}[：:.．、_\-— ]{0,3}"
    r"|[\s《》“”（）()\[\]〔〕【】._\-—·、，：:+]"
)


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the list's first line when the numbers differ, else each line whose name is not that of the file in its place."""
    files = article.content.files
    listed = listed_attachments(article) if files and any(facts.annex for _, facts in article.facts) else []
    if not listed:
        return
    if len(listed) != len(files):
        first = listed[0]
        yield Found(first.block, first.start, first.end, note=f"附件说明列了{len(listed)}个，实际挂了{len(files)}个")
        return
    for entry, file in zip(listed, files, strict=True):
        name, stem = _bare(entry.name), _bare(file.name.rpartition(".")[0] or file.name)
        if name and stem and name not in stem and stem not in name:
            yield Found(entry.block, entry.start, entry.end, note=f"此处的附件是“{file.name}”，与说明的名称不同")


def _bare(name: str) -> str:
    return _NOISE.sub("", _NOISE.sub("", name, count=1) if name.startswith("附") else name).lower()
