"""The article as document-level checks see it, and what they answer with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editor_app.core.content import ATTACHMENT_SCHEME, ArticleContent
from editor_app.core.document import Block, BlockKind, Document, Span
from editor_app.core.finding import BODY
from editor_app.core.kind import Kind
from editor_app.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is around the article.

    `attachment_texts`: attachment id -> (place, text) pairs, as content.inspection reads them; an attachment without an entry was
    not read. `attachment_notes`: attachment id -> (code, place) of the inspection's reasons, for example ("tracked_changes", "").
    """

    today: dt.date
    attachment_texts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    kind: Kind | None = None
    section_name: str = ""
    attachment_notes: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a block (`block`, offsets into its text) or in another part (`part`, offsets into that part's text).

    Without a block, offsets of the body are those of the Markdown source; start == end speaks of the part as a whole.
    `note` fills {note} of the message.
    """

    block: Block | None = None
    start: int = 0
    end: int = 0
    fixes: tuple[str, ...] = ()
    note: str = ""
    part: str = BODY
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image of the body: its range in the Markdown source, and its own alternative text with the place where that begins."""

    block: Block
    target: str
    start: int
    end: int
    alt: str
    alt_start: int


_IMAGE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400})\]\([ ]{0,8}<?")


class Article:
    """Content, document, context, and the blocks that have facts."""

    def __init__(
        self,
        content: ArticleContent,
        document: Document,
        context: CheckContext,
        facts: Sequence[tuple[Block, Facts]],
    ) -> None:
        self.content = content
        self.document = document
        self.context = context
        self.facts = facts
        self._by_kind: dict[BlockKind, list[Block]] | None = None
        self.images: tuple[ImageRef, ...] = tuple(self._images())

    def of_kind(self, *kinds: BlockKind) -> list[Block]:
        """The blocks of these kinds, in order."""
        if self._by_kind is None:
            self._by_kind = {}
            for block in self.document.blocks:
                self._by_kind.setdefault(block.kind, []).append(block)
        found = [block for kind in kinds for block in self._by_kind.get(kind, ())]
        return found if len(kinds) == 1 else sorted(found, key=lambda block: block.offsets[0])

    def after(self, block: Block) -> str:
        """The text of the block that follows, stripped; empty at the end."""
        blocks = self.document.blocks
        at = next(index for index, item in enumerate(blocks) if item is block) + 1
        return blocks[at].text.strip() if at < len(blocks) else ""

    def links(self) -> Iterator[tuple[Block, Span]]:
        """Links of the body in order."""
        return ((block, span) for block, facts in self.facts for span in facts.links)

    def _images(self) -> Iterator[ImageRef]:
        """Image spans are empty, so each is looked up in the source: the next image there with the same address."""
        source = self.document.source
        after = 0
        for block, facts in self.facts:
            for span in facts.images:
                match = self._at(span.target, after)
                if match is None:
                    at = min(block.to_source(span.start, span.start)[0], len(source))
                    yield ImageRef(block, span.target, at, at, "", at)
                    continue
                after = match.end() + len(span.target)
                end = source.find(")", after) + 1 or len(source)
                yield ImageRef(block, span.target, match.start(), end, match[1], match.start(1))

    def _at(self, target: str, after: int) -> re.Match[str] | None:
        source = self.document.source
        at = source.find("![", after)
        while at >= 0:
            match = _IMAGE.match(source, at)
            if match is not None and source.startswith(target, match.end()):
                return match
            at = source.find("![", at + 2)
        return None

    def alt_text(self, image: ImageRef) -> str:
        """The words in place of an image: its own, else those kept with the attachment."""
        if image.alt.strip() or not image.target.startswith(ATTACHMENT_SCHEME):
            return image.alt.strip()
        attachment = self.content.attachment(image.target.removeprefix(ATTACHMENT_SCHEME))
        return attachment.alt.strip() if attachment else ""
