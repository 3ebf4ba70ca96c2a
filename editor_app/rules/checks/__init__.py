"""Checks that data cannot express, one file each: no I/O, no clock. A rule names one by `check`.

A text check looks at one piece of text and is gated like an expression; an article check looks at the whole article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from editor_app.rules.article import Article, Found
from editor_app.rules.checks import (
    attachment_columns,
    attachment_file,
    attachment_review,
    attachments_listed,
    attachments_named,
    document_type,
    empty_body,
    empty_source,
    enumeration,
    future_date,
    heading_order,
    image_only,
    map_number,
    missing_reference,
    numbering,
    numbering_levels,
    pairs,
    personal_columns,
    repeated_paragraph,
    table_header,
    unused_image,
    weekday,
)
from editor_app.rules.checks.slip import Slip
from editor_app.rules.patterns import Gate


class TextCheck(NamedTuple):
    """`gate` says which texts are worth a look; `find` yields slips with offsets into the text."""

    gate: Gate
    find: Callable[[str, Mapping[str, Any]], Iterator[Slip]]


TEXT_CHECKS: dict[str, TextCheck] = {
    "weekday": TextCheck(weekday.GATE, weekday.find),
    "enumeration": TextCheck(enumeration.GATE, enumeration.find),
}

ARTICLE_CHECKS: dict[str, Callable[[Article, Mapping[str, Any]], Iterator[Found]]] = {
    "attachment_columns": attachment_columns.check,
    "attachment_file": attachment_file.check,
    "attachment_review": attachment_review.check,
    "attachments_listed": attachments_listed.check,
    "attachments_named": attachments_named.check,
    "document_type": document_type.check,
    "empty_body": empty_body.check,
    "empty_source": empty_source.check,
    "future_date": future_date.check,
    "heading_order": heading_order.check,
    "image_only": image_only.check,
    "map_number": map_number.check,
    "missing_reference": missing_reference.check,
    "numbering": numbering.check,
    "numbering_levels": numbering_levels.check,
    "pairs": pairs.check,
    "personal_columns": personal_columns.check,
    "repeated_paragraph": repeated_paragraph.check,
    "table_header": table_header.check,
    "unused_image": unused_image.check,
}
