"""Markdown body -> the HTML that the preview shows and the portal publishes: one function, one dialect, sanitised at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from editor_app.content.blocks import read_blocks
from editor_app.content.inline import Event, scan
from editor_app.content.nodes import Node
from editor_app.content.sanitise import clean, clean_raw, safe_url
from editor_app.core.content import ATTACHMENT_SCHEME


@dataclass(frozen=True, slots=True)
class ResolvedAttachment:
    """Where an attachment can be loaded from, and what to show of it; `size` in bytes, `width`, `height` in pixels or 0."""

    url: str
    name: str
    media_type: str
    size: int
    alt: str = ""
    caption: str = ""
    width: int = 0
    height: int = 0


Resolve = Callable[[str], ResolvedAttachment | None]

_CLASS_ORDER = ("signature", "center", "indent", "noindent")


def render(body: str, resolve: Resolve) -> str:
    """Sanitised HTML fragment of a body. `resolve` maps an attachment id to its address; None shows as a gap. Never raises."""
    return clean(_Renderer(resolve).body(read_blocks(body)))


def size_text(size: int) -> str:
    """A file size as people read it: `24 KB`, `1.3 MB`."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def file_label(name: str, size: int) -> str:
    """`森林防火值班表（XLSX，24 KB）`: the name without its extension, the type and the size."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or not extension.isalnum() or len(extension) > 5:
        return f"{name}（{size_text(size)}）"
    return f"{stem}（{extension.upper()}，{size_text(size)}）"


class _Renderer:
    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.notes: dict[str, Node] = {}
        self.note_order: list[str] = []
        self.note_uses: dict[str, int] = {}

    def body(self, nodes: list[Node]) -> str:
        self.notes = {node.value: node for node in reversed(nodes) if node.kind == "note"}
        html = self.blocks(nodes)
        return html + self.footnotes() if self.notes else html

    def blocks(self, nodes: list[Node], *, tight: bool = False) -> str:
        return "".join(self.block(node, tight) for node in nodes if node.kind != "note")

    def block(self, node: Node, tight: bool) -> str:
        kind = node.kind
        if kind == "paragraph":
            return self.paragraph(node, tight)
        if kind == "heading":
            level = min(max(node.level, 2), 4)
            return f"<h{level}{_classes(node)}>{self.inline(node.text)}</h{level}>\n"
        if kind == "list":
            return self.listing(node)
        if kind == "quote":
            return f"<blockquote>\n{self.blocks(node.children)}</blockquote>\n"
        if kind == "table":
            return self.table(node)
        if kind == "code":
            text = "".join(line.text + "\n" for line in node.lines)
            return f"<pre><code>{escape(text, quote=False)}</code></pre>\n"
        if kind == "html":
            return self.raw(node)
        return "<hr>\n"

    def paragraph(self, node: Node, tight: bool) -> str:
        events = scan(node.text)
        if len(events) == 1 and events[0].kind == "image" and not node.classes:
            return self.figure(events[0])
        html = self.events(node.text, events)
        return html + "\n" if tight else f"<p{_classes(node)}>{html}</p>\n"

    def listing(self, node: Node) -> str:
        tag = "ol" if node.value else "ul"
        start = f' start="{int(node.value)}"' if node.value and int(node.value) != 1 else ""
        items = "".join(f"<li>{self.blocks(item.children, tight=not node.loose).strip()}</li>\n" for item in node.children)
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def table(self, node: Node) -> str:
        head, *rows = node.children
        html = f"<table>\n<thead>\n{self.row(head, 'th')}</thead>\n"
        if rows:
            html += "<tbody>\n" + "".join(self.row(row, "td") for row in rows) + "</tbody>\n"
        return html + "</table>\n"

    def row(self, node: Node, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{self.inline(cell.text)}</{tag}>" for cell in node.children) + "</tr>\n"

    def raw(self, node: Node) -> str:
        """The author's own HTML, made well-formed and safe by itself so that nothing open reaches what follows."""
        return clean_raw("\n".join(line.text for line in node.lines), self.attachment_url) + "\n"

    def attachment_url(self, url: str) -> str | None:
        if not url.startswith(ATTACHMENT_SCHEME):
            return url
        found = self.resolve(url.removeprefix(ATTACHMENT_SCHEME))
        return found.url if found else None

    def inline(self, text: str) -> str:
        return self.events(text, scan(text))

    def events(self, text: str, events: list[Event]) -> str:
        parts: list[str] = []
        links: list[str] = []
        for event in events:
            kind = event.kind
            if kind == "text":
                parts.append(escape(text[event.start : event.end], quote=False))
            elif kind == "char":
                parts.append(escape(event.value, quote=False))
            elif kind == "break":
                parts.append("<br>\n")
            elif kind == "open":
                parts.append(self.link(event.target, links) if event.value == "a" else f"<{event.value}>")
            elif kind == "close":
                parts.append(links.pop() if event.value == "a" else f"</{event.value}>")
            elif kind == "code":
                parts.append(f"<code>{escape(text[event.start : event.end], quote=False)}</code>")
            elif kind == "image":
                parts.append(self.image(event))
            elif kind == "note":
                parts.append(self.note(event, text))
        return "".join(parts)

    def link(self, target: str, closings: list[str]) -> str:
        """The opening tag; what closes it goes on `closings`. Attachments tell type and size, unknown ones are a visible gap."""
        if not target.startswith(ATTACHMENT_SCHEME):
            closings.append("</a>" if safe_url(target) else "")
            return f'<a href="{escape(target)}">' if safe_url(target) else ""
        found = self.resolve(target.removeprefix(ATTACHMENT_SCHEME))
        if found is None:
            closings.append("（附件缺失）</span>")
            return '<span class="missing">'
        label = file_label(found.name, found.size)
        closings.append(f"{escape(label[label.rindex('（') :])}</a>")
        return f'<a class="attachment" href="{escape(found.url)}" title="{escape(found.name)}">'

    def image(self, event: Event) -> str:
        found = self.picture(event)
        if found is None:
            words = event.value or event.title or event.target
            return f'<span class="missing">{escape("图片缺失：" + words if words else "图片缺失")}</span>'
        sizes = f' width="{found.width}" height="{found.height}"' if found.width > 0 and found.height > 0 else ""
        return f'<img src="{escape(found.url)}" alt="{escape(found.alt or event.value)}"{sizes}>'

    def picture(self, event: Event) -> ResolvedAttachment | None:
        if event.target.startswith(ATTACHMENT_SCHEME):
            return self.resolve(event.target.removeprefix(ATTACHMENT_SCHEME))
        if not event.target.lower().startswith(("http://", "https://")):
            return None
        return ResolvedAttachment(event.target, "", "", 0)

    def figure(self, event: Event) -> str:
        found = self.picture(event)
        if found is None:
            return f"<p>{self.image(event)}</p>\n"
        caption = found.caption or event.title
        words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
        return f"<figure>{self.image(event)}{words}</figure>\n"

    def note(self, event: Event, text: str) -> str:
        name = event.value
        if name not in self.notes:
            return escape(text[event.start : event.end], quote=False)
        if name not in self.note_uses:
            self.note_order.append(name)
            self.note_uses[name] = len(self.note_order)
            anchor = f' id="fnref-{self.note_uses[name]}"'
        else:
            anchor = ""
        number = self.note_uses[name]
        return f'<sup{anchor}><a class="footnote-ref" href="#fn-{number}">{number}</a></sup>'

    def footnotes(self) -> str:
        """Notes in the order of their marks; a note may hold further marks, notes without a mark come last."""
        items: list[str] = []
        done = 0
        waiting = sorted(self.notes, key=lambda name: -self.notes[name].start)
        while done < len(self.note_order) or waiting:
            if done == len(self.note_order):
                name = waiting.pop()
                if name in self.note_uses:
                    continue
                self.note_order.append(name)
                self.note_uses[name] = len(self.note_order)
            number = done + 1
            content = self.blocks(self.notes[self.note_order[done]].children, tight=True).strip()
            items.append(f'<li id="fn-{number}">{content} <a class="footnote-back" href="#fnref-{number}">↩</a></li>\n')
            done += 1
        return f'<hr class="footnotes">\n<ol class="footnotes">\n{"".join(items)}</ol>\n'


def _classes(node: Node) -> str:
    names = [name for name in _CLASS_ORDER if name in node.classes]
    return f' class="{" ".join(names)}"' if names else ""
