"""The article as a page with its changes marked: block against block, then character against character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import pairwise

from editor_app.content.page import meta_rows
from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.diff import Op, Run, diff_line, diff_text
from editor_app.core.document import Block, BlockKind, SpanKind
from editor_app.core.review import Comment
from editor_app.ui.editor.marked_text import runs_html
from editor_app.ui.editor.presenter import find_quote
from editor_app.ui.review.ports import ReviewPage
from editor_app.ui.review.source_map import SourceMap

ALIKE = 0.4  # two paragraphs that share less are one gone and one new
LOOK_AHEAD = 8
_MARKER = re.compile(r"^[ \t>]*((?:\d+[.)])|[-*+])[ \t]+$")
Pair = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class PageWords:
    """The few words of the page itself, in the language of the window."""

    attachments: str = "附件"
    added: str = "新增"
    removed: str = "删去"
    changed: str = "有变化"
    image: str = "图片"
    section: str = "栏目"


def review_page(
    new: ArticleContent,
    old: ArticleContent | None,
    comments: Sequence[Comment] = (),
    words: PageWords | None = None,
    section_name: Callable[[str], str] = lambda code: code,
) -> ReviewPage:
    """Pieces for ArticlePage. With `old` None nothing is marked but the places of remarks."""
    builder = _Builder(new, old, comments, words or PageWords(), section_name)
    builder.build()
    images = {f"attachment:{item.id}": item for item in (*(old.images if old else ()), *new.images)}
    return ReviewPage(tuple(builder.pieces), tuple(builder.maps), builder.changes, images, builder.first_change)


class _Builder:
    def __init__(
        self,
        new: ArticleContent,
        old: ArticleContent | None,
        comments: Sequence[Comment],
        words: PageWords,
        section_name: Callable[[str], str],
    ) -> None:
        self.new, self.old, self.words, self.section_name = new, old, words, section_name
        self.places = [place for comment in comments if (place := _comment_place(new.body, comment)) is not None]
        self.pieces: list[str] = []
        self.maps: list[SourceMap | None] = []
        self.changes = 0
        self.first_change = -1

    def add(self, html: str, where: SourceMap | None = None, changed: bool = False) -> None:
        if changed:
            self.changes += 1
            if self.first_change < 0:
                self.first_change = len(self.pieces)
        self.pieces.append(html)
        self.maps.append(where)

    def build(self) -> None:
        self.head()
        new_blocks = parse(self.new.body).blocks
        old_blocks = parse(self.old.body).blocks if self.old is not None else new_blocks
        pairs = align(old_blocks, new_blocks)
        index = 0
        while index < len(pairs):
            block = pairs[index][1] or pairs[index][0]
            assert block is not None
            if block.table >= 0:
                stop = index
                while stop < len(pairs) and _table(pairs[stop]) >= 0 and _same_table(pairs[index], pairs[stop]):
                    stop += 1
                self.table(pairs[index:stop])
                index = stop
            else:
                self.block(*pairs[index])
                index += 1
        self.files()

    def head(self) -> None:
        title = diff_text(self.old.title, self.new.title) if self.old is not None else _same(self.new.title)
        self.add(f'<h1 align="center">{runs_html(title)}</h1>', changed=_changed(title))
        rows = dict(meta_rows(self.new))
        before = dict(meta_rows(self.old)) if self.old is not None else rows
        for label in {**before, **rows}:
            runs = diff_text(before.get(label, ""), rows.get(label, ""))
            self.add(f'<p class="meta" align="center">{escape(label)}：{runs_html(runs)}</p>', changed=_changed(runs))
        if self.old is not None and self.old.section != self.new.section:
            runs = [Run(Op.DELETE, self.section_name(self.old.section)), Run(Op.INSERT, self.section_name(self.new.section))]
            self.add(f'<p class="meta" align="center">{escape(self.words.section)}：{runs_html(runs)}</p>', changed=True)
        self.add("<hr>")

    def block(self, old: Block | None, new: Block | None) -> None:
        block = new or old
        assert block is not None
        runs = _runs(old, new)
        prefix = self.prefix(block, new is not None)
        inside = escape(prefix) + self.inline(runs, new)
        if block.text:
            where = SourceMap(new, tuple(runs), len(prefix)) if new is not None else None
            self.add(_wrap(block, inside), where, _changed(runs))
        self.block_images(old, new)

    def prefix(self, block: Block, new: bool) -> str:
        """The bullet or number of a list item, read from the source line."""
        if block.kind is not BlockKind.LIST_ITEM or not block.offsets:
            return ""
        source = self.new.body if new or self.old is None else self.old.body
        start = source.rfind("\n", 0, block.offsets[0]) + 1
        match = _MARKER.match(source[start : block.offsets[0]])
        if match is None:
            return ""
        return "• " if match.group(1) in "-*+" else match.group(1) + " "

    def inline(self, runs: Sequence[Run], new: Block | None) -> str:
        """Runs with links, bold words and the places of remarks."""
        if new is None:
            return runs_html(runs)
        marks = self.marks(new)
        cuts = sorted(
            {0, len(new.text), *(edge for span in new.spans for edge in (span.start, span.end)), *(e for m in marks for e in m)}
        )
        parts, place = [], 0
        for run in runs:
            if run.op is Op.DELETE:
                parts.append(runs_html([run]))
                continue
            end = place + len(run.text)
            edges = [place, *(cut for cut in cuts if place < cut < end), end]
            for left, right in pairwise(edges):
                parts.append(_dressed(Run(run.op, new.text[left:right]), new, left, right, marks))
            place = end
        return "".join(parts)

    def marks(self, block: Block) -> list[tuple[int, int]]:
        found = []
        for start, end in self.places:
            inside = [index for index, offset in enumerate(block.offsets[:-1]) if start <= offset < end]
            if inside:
                found.append((inside[0], inside[-1] + 1))
        return found

    def block_images(self, old: Block | None, new: Block | None) -> None:
        before = {span.target for span in old.spans if span.kind is SpanKind.IMAGE} if old is not None else set()
        after = [span.target for span in new.spans if span.kind is SpanKind.IMAGE] if new is not None else []
        for target in after:
            fresh = self.old is not None and target not in before
            note = f'<p class="caption" align="center">{runs_html([Run(Op.INSERT, self.words.added)])}</p>' if fresh else ""
            self.add(f'<p class="flat" align="center"><img src="{escape(target)}"></p>{note}', None, fresh)
        for target in sorted(before - set(after)):
            item = self.old.attachment(target.removeprefix("attachment:")) if self.old is not None else None
            name = f"{self.words.image}：{item.name if item else target}"
            self.add(f'<p class="caption" align="center">{runs_html([Run(Op.DELETE, name)])}</p>', None, True)

    def table(self, pairs: Sequence[Pair]) -> None:
        """Rows of one table; a cell that is only in the old one is shown struck out in a row of its own."""
        rows: dict[tuple[int, int], list[str]] = {}
        changed = False
        for old, new in pairs:
            block = new or old
            assert block is not None
            runs = _runs(old, new)
            changed = changed or _changed(runs)
            tag = "th" if block.kind is BlockKind.TABLE_HEADER else "td"
            key = (block.row, 0 if new is not None else 1)
            rows.setdefault(key, []).append(f"<{tag}>{self.inline(runs, new)}</{tag}>")
        lines = "".join(f"<tr>{''.join(cells)}</tr>" for _key, cells in sorted(rows.items()))
        self.add(f'<table border="1" cellspacing="0" cellpadding="5" width="100%">{lines}</table>', None, changed)

    def files(self) -> None:
        listed = list(self.file_lines())
        if listed:
            self.add(f'<p class="files">{escape(self.words.attachments)}</p>')
        for html, changed in listed:
            self.add(html, None, changed)

    def file_lines(self) -> Iterator[tuple[str, bool]]:
        before = {item.id: item for item in self.old.attachments} if self.old is not None else {}
        for item in self.new.attachments:
            known = before.pop(item.id, None)
            if self.old is not None and known is None:
                yield _file_line([Run(Op.INSERT, f"{item.name}（{self.words.added}）")]), True
            elif known is not None and known != item:
                yield _file_line(_file_runs(known, item, self.words)), True
            elif not item.is_image:
                yield _file_line(_same(item.name)), False
        for item in before.values():
            yield _file_line([Run(Op.DELETE, f"{item.name}（{self.words.removed}）")]), True


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Blocks side by side: equal ones, alike ones, gone ones, new ones, in the order of the new text."""
    if old is new:
        return [(block, block) for block in new]
    pairs: list[Pair] = []
    keys = [(block.kind, block.text) for block in old], [(block.kind, block.text) for block in new]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.extend(zip(old[a1:a2], new[b1:b2], strict=True))
        else:
            pairs.extend(_stretch(old[a1:a2], new[b1:b2]))
    return pairs


def _stretch(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    at = 0
    for left in old:
        best, score = -1, ALIKE
        for index in range(at, min(at + LOOK_AHEAD, len(new))):
            if _shape(left) != _shape(new[index]):
                continue
            matcher = SequenceMatcher(None, left.text, new[index].text, autojunk=False)
            if matcher.quick_ratio() > score and (ratio := matcher.ratio()) > score:
                best, score = index, ratio
        if best < 0:
            yield left, None
            continue
        yield from ((None, block) for block in new[at:best])
        yield left, new[best]
        at = best + 1
    yield from ((None, block) for block in new[at:])


def _shape(block: Block) -> tuple[bool, bool]:
    return block.kind is BlockKind.HEADING, block.table >= 0


def _table(pair: Pair) -> int:
    block = pair[1] or pair[0]
    assert block is not None
    return block.table


def _same_table(first: Pair, other: Pair) -> bool:
    """Pairs of one table: by the new table's number where both have it, else by the old one's."""
    for side in (1, 0):
        left, right = first[side], other[side]
        if left is not None and right is not None:
            return left.table == right.table
    return True


def _runs(old: Block | None, new: Block | None) -> list[Run]:
    if old is None:
        assert new is not None
        return [Run(Op.INSERT, new.text)] if new.text else []
    if new is None:
        return [Run(Op.DELETE, old.text)] if old.text else []
    return _same(new.text) if old.text == new.text else list(diff_line(old.text, new.text))


def _same(text: str) -> list[Run]:
    return [Run(Op.SAME, text)] if text else []


def _changed(runs: Iterable[Run]) -> bool:
    return any(run.op is not Op.SAME for run in runs)


def _dressed(run: Run, block: Block, left: int, right: int, marks: Sequence[tuple[int, int]]) -> str:
    html = runs_html([run])
    if any(start < right and left < end for start, end in marks):
        html = f'<span class="mark">{html}</span>'
    for span in block.spans:
        if span.start < right and left < span.end:
            if span.kind is SpanKind.STRONG:
                html = f"<b>{html}</b>"
            elif span.kind is SpanKind.LINK:
                html = f'<a href="{escape(span.target)}">{html}</a>'
    return html


def _wrap(block: Block, inside: str) -> str:
    if block.kind is BlockKind.HEADING:
        level = min(4, max(2, block.level))
        return f"<h{level}>{inside}</h{level}>"
    if block.kind is BlockKind.SIGNATURE:
        return f'<p class="flat" align="right">{inside}</p>'
    if block.kind is BlockKind.CAPTION:
        return f'<p class="caption" align="center">{inside}</p>'
    if block.kind is BlockKind.QUOTE:
        return f"<blockquote><p>{inside}</p></blockquote>"
    if block.kind is BlockKind.CODE:
        return f"<pre>{inside}</pre>"
    if block.kind is BlockKind.LIST_ITEM:
        return f'<p class="flat" style="margin-left:{24 * max(1, block.level)}px">{inside}</p>'
    return f"<p>{inside}</p>"


def _file_line(runs: Sequence[Run]) -> str:
    return f'<p class="file">{runs_html(runs)}</p>'


def _file_runs(old: Attachment, new: Attachment, words: PageWords) -> list[Run]:
    runs = diff_text(old.name, new.name) if old.name != new.name else _same(new.name)
    notes = [words.changed] if old.sha256 != new.sha256 else []
    runs += diff_text(f" {old.alt}", f" {new.alt}") if old.alt != new.alt else []
    runs += diff_text(f" {old.caption}", f" {new.caption}") if old.caption != new.caption else []
    return [*runs, *(Run(Op.INSERT, f"（{note}）") for note in notes)]


def _comment_place(body: str, comment: Comment) -> tuple[int, int] | None:
    if comment.part not in ("", "body") or not comment.quote or comment.resolved:
        return None
    start, end = find_quote(body, comment.quote, comment.start, comment.end)
    return (start, end) if end > start else None
