"""The blocks of an imported document as Markdown: its title found, Chinese numbering made headings, signatures kept right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from editor_app.content.docx_html import Element, note_name, read_html, rows_of, runs_of
from editor_app.content.markdown_writer import Run, write_heading, write_list, write_paragraph, write_table

_FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、\s*\S")
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*\S")
_SENTENCE_END = re.compile(r"[。；;：:，,！!？?]")
_NOT_TITLE = re.compile(r"\d{4}|[〔（(]|第.{1,4}期")
_TITLE_ENDS = ("通知", "公告", "通报", "公示", "意见", "办法", "方案", "报告", "函", "纪要", "决定")
_MAX_HEADING = 40
_MAX_TITLE = 120
_MAX_LIST_DEPTH = 5
_HEADING = re.compile(r"h[1-6]")


class BlockWriter:
    """Writes one document; `changed` and `kept` are counted up."""

    def __init__(self, html: str, changed: Counter[str], kept: Counter[str]) -> None:
        self.blocks = read_html(html).elements
        self.changed = changed
        self.kept = kept
        self.notes: dict[str, str] = {}

    def write(self) -> tuple[str, str]:
        """Title and body."""
        title = self.take_title()
        levels = [int(block.name[1]) for block in self.blocks if _HEADING.fullmatch(block.name)]
        self.shift = 2 - min(levels, default=2)
        parts: list[str] = []
        index = 0
        while index < len(self.blocks):
            index, text = self.next_block(index)
            if text:
                parts.append(text)
        parts.extend(f"[^{name}]: {text}" for name, text in self.notes.items())
        return title, "\n\n".join(parts) + ("\n" if parts else "")

    def take_title(self) -> str:
        """The title: a paragraph of style Title, else a heading 1 or a centred line near the top; lines of one title join."""
        self.blocks = [block for block in self.blocks if block.text.strip() or _holds_picture(block)]
        for index, block in enumerate(self.blocks[:6]):
            if block.attributes.get("class") == "title":
                return self.title_at(index, "title")
        for index, block in enumerate(self.blocks[:3]):
            if block.name == "h1":
                return self.title_at(index, "")
            if block.attributes.get("class") == "center" and len(block.text) <= _MAX_TITLE and not _holds_picture(block):
                return self.title_at(index, "center")
        return ""

    def title_at(self, index: int, joined: str) -> str:
        end = index + 1
        while joined and end - index < 3 and self.continues_title(end, joined):
            end += 1
        words = ["".join(run.text for run in runs_of(block) if not run.image).strip() for block in self.blocks[index:end]]
        title = re.sub(r"\s+", " ", "".join(words)).strip()
        if not title or len(title) > _MAX_TITLE:
            return ""
        self.blocks = self.blocks[:index] + self.blocks[end:]
        self.kept["title"] += 1
        return title

    def continues_title(self, index: int, joined: str) -> bool:
        """A second centred line belongs to the title unless it is a number, a date or follows the word that ends a title."""
        if index >= len(self.blocks) or self.blocks[index].attributes.get("class") != joined:
            return False
        if _NOT_TITLE.search(self.blocks[index].text) or _holds_picture(self.blocks[index]):
            return False
        return joined == "title" or not self.blocks[index - 1].text.rstrip().endswith(_TITLE_ENDS)

    def next_block(self, index: int) -> tuple[int, str]:
        """The next index and the Markdown of the block (or of the run of right-aligned lines) at `index`."""
        block = self.blocks[index]
        if block.attributes.get("class") == "right":
            end = index
            runs: list[Run] = []
            while end < len(self.blocks) and self.blocks[end].attributes.get("class") == "right":
                runs += [*([Run("\n")] if runs else []), *runs_of(self.blocks[end])]
                end += 1
            self.kept["signatures"] += 1
            return end, write_paragraph(runs, ["signature"])
        return index + 1, self.block(block)

    def block(self, block: Element) -> str:
        if _HEADING.fullmatch(block.name):
            self.kept["headings"] += 1
            return write_heading(int(block.name[1]) + self.shift, runs_of(block))
        if block.name in ("ul", "ol"):
            return self.listing(block, 1)
        if block.name == "table":
            self.kept["tables"] += 1
            return write_table(rows_of(block))
        if block.name == "blockquote":
            return "\n>\n".join(_quoted(self.block(child)) for child in block.elements if child.text.strip())
        return self.paragraph(block)

    def paragraph(self, block: Element) -> str:
        runs = runs_of(block)
        plain = "".join(run.text for run in runs if not run.image).strip()
        level = _chinese_level(plain) if not any(run.image for run in runs) else 0
        if level:
            self.changed["numbered_headings"] += 1
            return write_heading(level, runs)
        centred = block.attributes.get("class") == "center"
        if any(run.image for run in runs):
            return self.with_pictures(runs)
        self.kept["paragraphs"] += 1 if plain else 0
        return write_paragraph(runs, ["center"] if centred else [])

    def with_pictures(self, runs: Sequence[Run]) -> str:
        """Pictures stand alone, so that the page shows them as figures."""
        parts: list[str] = []
        waiting: list[Run] = []
        for run in runs:
            if run.image:
                parts += [write_paragraph(waiting), write_paragraph([Run(run.text, image=run.image)])]
                waiting = []
            else:
                waiting.append(run)
        return "\n\n".join(part for part in [*parts, write_paragraph(waiting)] if part)

    def listing(self, block: Element, depth: int) -> str:
        items = []
        for item in block.elements:
            name = note_name(item)
            if name:
                text = write_paragraph([run for run in runs_of(item) if run.text.strip() != "↑"])
                self.notes[name] = text.replace("\n", "\n    ")
                self.kept["footnotes"] += 1
                continue
            self.kept["list_items"] += 1
            items.append(self.item(item, depth))
        filled = [item for item in items if item.strip()]
        return write_list(filled, start=1 if block.name == "ol" else 0)

    def item(self, item: Element, depth: int) -> str:
        """An item's own line, then its nested lists; lists too deep join their parent as lines."""
        own = Element(
            "p", {}, [child for child in item.children if isinstance(child, str) or child.name not in ("ul", "ol", "table")]
        )
        parts = [write_paragraph(runs_of(own)) or ("&nbsp;" if item.elements else "")]
        for child in item.elements:
            if child.name in ("ul", "ol"):
                parts.append(self.listing(child, depth + 1) if depth < _MAX_LIST_DEPTH else write_paragraph(runs_of(child)))
            elif child.name == "table":
                parts.append("\n" + write_table(rows_of(child)))
        return "\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _holds_picture(block: Element) -> bool:
    return block.name == "img" or any(_holds_picture(child) for child in block.elements)


def _chinese_level(text: str) -> int:
    """2 for `一、总体要求`, 3 for `（一）加强领导`, when the paragraph is that heading and nothing else; 0 otherwise."""
    if len(text) > _MAX_HEADING or _SENTENCE_END.search(text) or "\n" in text:
        return 0
    if _FIRST_LEVEL.match(text):
        return 2
    return 3 if _SECOND_LEVEL.match(text) else 0
