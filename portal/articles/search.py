"""Search in public text, for the API and the public search page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When

from portal.articles.models import ArticlePage
from portal.articles.search_terms import matching

PAGE = 20
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[#*_>`|~^]+|\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results with an excerpt of plain text each, and how many there are in all."""

    rows: list[tuple[ArticlePage, str]]
    total: int
    pages: int


def public_results(query: str, page: int = 1) -> Found:
    """Public articles that hold all of `query`, those with it in the title first, then the newest; pages from 1."""
    words = query.strip()
    in_title = Case(When(title__icontains=words, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = (
        ArticlePage.objects.filter(matching("public", words), live=True)
        .select_related("unit", "section")
        .defer("attachments", "field_values")
        .order_by(in_title, "-published_at", "-pk")
    )
    total = rows.count()
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Found([(row, _excerpt(row.body, words)) for row in shown], total, -(-total // PAGE))


def _excerpt(body: str, words: str, around: int = 50) -> str:
    plain = " ".join(_MARKS.sub(r"\1", body).split())
    place = max(plain.lower().find(words.lower()), 0)
    start = max(place - around, 0)
    cut = plain[start : place + len(words) + 2 * around]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(plain) else ''}"
