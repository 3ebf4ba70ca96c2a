"""Search over Chinese: single characters and pairs of neighbours in a column of our own, the same answer on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

_RUN = re.compile(r"[a-z0-9]+|[㐀-鿿豈-﫿\U00020000-\U0003ffff]+")
MAX_QUERY_TERMS = 40


class SearchTerms(models.Model):
    """Terms of an article, each between spaces: `public` of the live text (empty when not public), `newest` of the newest revision."""

    article = models.OneToOneField(
        "articles.ArticlePage", primary_key=True, on_delete=models.CASCADE, related_name="search_terms"
    )
    public = models.TextField(blank=True)
    newest = models.TextField(blank=True)

    class Meta:
        verbose_name = "检索词"

    def __str__(self) -> str:
        return str(self.article_id)


def terms_of(text: str) -> set[str]:
    """Terms to store: Latin words and numbers whole, each Chinese character, each pair of neighbours."""
    terms: set[str] = set()
    for run in _RUN.findall(text.lower()):
        if run[0] < "\u3400":
            terms.add(run)
            continue
        terms.update(run)
        terms.update(run[index : index + 2] for index in range(len(run) - 1))
    return terms


def query_terms(query: str) -> list[str]:
    """Terms that must all be there: pairs for runs of two characters and more, which are rarer than their parts."""
    terms: dict[str, None] = {}
    for run in _RUN.findall(query.lower()):
        if run[0] < "\u3400" or len(run) == 1:
            terms[run] = None
        else:
            terms.update(dict.fromkeys(run[index : index + 2] for index in range(len(run) - 1)))
    return list(terms)[:MAX_QUERY_TERMS]


def packed(*texts: str) -> str:
    """The column's form: sorted terms, a space before and after each."""
    terms = sorted(set().union(*(terms_of(text) for text in texts)))
    return f" {' '.join(terms)} " if terms else ""


def matching(column: str, query: str) -> models.Q:
    """Condition on articles: all terms of `query` stand in `column` ("public" or "newest"); a query without terms matches nothing."""
    terms = query_terms(query)
    if not terms:
        return models.Q(pk__in=[])
    return models.Q(**{f"search_terms__{column}__hasterms": terms})


@models.TextField.register_lookup
class HasTerms(models.Lookup):
    """All the terms stand in the column. PostgreSQL asks its index over the terms as an array, others look for " term "."""

    lookup_name = "hasterms"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: list[str], connection: Any) -> tuple[str, list[Any]]:
        """Nothing to prepare: as_sql builds the whole condition."""
        return "", []

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A LIKE for each term; terms hold no wildcard."""
        column, parameters = self.process_lhs(compiler, connection)
        parts, values = [], []
        for term in self.rhs:
            parts.append(f"{column} LIKE %s")
            values += [*parameters, f"% {term} %"]
        return f"({' AND '.join(parts)})", values

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Containment of arrays, which the index of migration 0002 answers."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"string_to_array({column}, ' ') @> %s::text[]", [*parameters, list(self.rhs)]
