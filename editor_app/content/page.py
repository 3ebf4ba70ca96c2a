"""A whole article as one page that stands alone: title, fields, body and attachments, with its style sheet inside."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from html import escape

from editor_app.content.render import Resolve, file_label, render
from editor_app.core.content import ArticleContent
from editor_app.core.kind import Field, FieldType, shipped_kinds
from editor_app.core.resources import resource_path


def meta_rows(content: ArticleContent) -> list[tuple[str, str]]:
    """Chinese label and shown value of each filled field of the kind, in the order of the form; [] for an unknown kind."""
    kind = shipped_kinds().get(content.kind)
    if kind is None:
        return []
    values = ((field, content.fields.get(field.code, "").strip()) for field in kind.fields)
    return [(field.label.zh, _shown(field, value)) for field, value in values if value]


def render_standalone(content: ArticleContent, resolve: Resolve, *, unit_name: str = "", published_at: str = "") -> str:
    """A complete HTML page in Chinese, without script and without outside addresses but those that `resolve` gives.

    `published_at` is an ISO time or any text to show. Raises FileNotFoundError when the style sheet is not installed.
    """
    title = escape(content.title or "（无标题）", quote=False)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{_byline(unit_name, published_at)}{_meta_table(content)}"
        f'<div class="body">\n{render(content.body, resolve)}\n</div>\n{_files(content, resolve)}</main>\n</body>\n</html>\n'
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return resource_path("themes", "article.css").read_text(encoding="utf-8")


def _shown(field: Field, value: str) -> str:
    if field.type is FieldType.CHOICE:
        return next((choice.label.zh for choice in field.choices if choice.code == value), value)
    if field.type is FieldType.DATE:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day.year}年{day.month}月{day.day}日"
    return value


def _byline(unit_name: str, published_at: str) -> str:
    moment = published_at.replace("T", " ")[:16] if published_at[4:5] == "-" else published_at
    parts = [f"<span>{label}：{escape(text)}</span>" for label, text in (("发布时间", moment), ("来源", unit_name)) if text]
    return f'<div class="byline">{"".join(parts)}</div>\n' if parts else ""


def _meta_table(content: ArticleContent) -> str:
    rows = meta_rows(content)
    if not rows:
        return ""
    lines = (
        f"<tr><th>{escape(label)}</th><td>{escape(value, quote=False).replace(chr(10), '<br>')}</td></tr>\n"
        for label, value in rows
    )
    return f'<table class="meta">\n{"".join(lines)}</table>\n'


def _files(content: ArticleContent, resolve: Resolve) -> str:
    if not content.files:
        return ""
    items = []
    for item in content.files:
        found = resolve(item.id)
        label = escape(file_label(item.name, item.size))
        link = (
            f'<a class="attachment" href="{escape(found.url)}">{label}</a>' if found else f'<span class="missing">{label}</span>'
        )
        items.append(f"<li>{link}</li>\n")
    return f'<section class="files">\n<h2>附件</h2>\n<ol>\n{"".join(items)}</ol>\n</section>\n'
