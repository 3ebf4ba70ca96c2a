"""The live page beside the source: the portal's own rendering, cut into blocks so that a key press repaints one of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from editor_app.content.page import meta_rows
from editor_app.content.render import ResolvedAttachment, render
from editor_app.core.content import ArticleContent
from editor_app.services.ports import Lane, Runner, Scope
from editor_app.ui.editor.ports import EditorView, PageContent
from editor_app.ui.editor.saving import Timers

RENDER_SECONDS = 0.3
_VOID = frozenset({"br", "hr", "img", "col", "input", "wbr"})


class _Cutter(HTMLParser):
    """Cuts a sanitised fragment into its top-level elements; Qt scales pictures itself, so width and height are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._parts: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = _for_qt(tag, attrs)
        words = "".join(f' {name}="{escape(value or "")}"' for name, value in kept)
        self._parts.append(f"<{tag}{words}>")
        if tag not in _VOID:
            self._depth += 1
        elif self._depth == 0:
            self._cut()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._parts.append(f"</{tag}>")
        self._depth = max(0, self._depth - 1)
        if self._depth == 0:
            self._cut()

    def handle_data(self, data: str) -> None:
        if data.strip() or (self._depth and "\n" not in data):
            self._parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self._parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._parts.append(f"&#{name};")

    def _cut(self) -> None:
        self.pieces.append("".join(self._parts))
        self._parts = []

    def close(self) -> None:
        super().close()
        if self._parts:
            self._cut()


def _for_qt(tag: str, attrs: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """What Qt's rich text knows by attribute only: alignment, borders of tables; sizes of pictures it takes from the picture."""
    if tag == "img":
        return [(name, value) for name, value in attrs if name not in ("width", "height", "loading")]
    if tag == "table":
        return [*attrs, ("border", "1"), ("cellspacing", "0"), ("cellpadding", "5"), ("width", "100%")]
    classes = next((value or "" for name, value in attrs if name == "class"), "").split()
    if "signature" in classes:
        return [("align", "right"), ("class", "flat")]
    if "center" in classes or tag in ("figure", "figcaption"):
        return [("align", "center"), ("class", "caption" if tag == "figcaption" else "flat")]
    if "noindent" in classes:
        return [("class", "flat")]
    return attrs


def cut(html: str) -> tuple[str, ...]:
    """The top-level elements of a rendered fragment, in order."""
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return tuple(cutter.pieces)


def page_content(content: ArticleContent) -> PageContent:
    """Title, fields, body and files as the public will read them; pictures are named `attachment:<id>`."""
    images = {f"attachment:{item.id}": item for item in content.images}

    def resolve(attachment_id: str) -> ResolvedAttachment | None:
        item = content.attachment(attachment_id)
        if item is None:
            return None
        return ResolvedAttachment(
            url=f"attachment:{item.id}",
            name=item.name,
            media_type=item.media_type,
            size=item.size,
            alt=item.alt,
            caption=item.caption,
            width=item.width,
            height=item.height,
        )

    head = [f'<h1 align="center">{escape(content.title)}</h1>'] if content.title else []
    rows = [_unbroken(f"{label}：{value}") for label, value in meta_rows(content) if value and "\n" not in value]
    long_rows = [(label, value) for label, value in meta_rows(content) if "\n" in value]
    if rows:
        head.append(f'<p class="meta" align="center">{"&nbsp;&nbsp;&nbsp; ".join(rows)}</p>')
    if head:
        head.append("<hr>")
    for label, value in long_rows:
        head.append(f"<h3>{escape(label)}</h3>")
        head.extend(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
    files = [f'<p class="file">{escape(item.name)}</p>' for item in content.files]
    if files:
        files.insert(0, '<p class="files">附件</p>')
    return PageContent((*head, *cut(render(content.body, resolve)), *files), images)


def _unbroken(text: str) -> str:
    """Label and value stay on one line: word joiners, because Chinese may break anywhere."""
    return escape("\u2060".join(text) if len(text) <= 30 else text)


class PageDesk:
    """Renders on the cpu lane after typing; a long text is rendered less often, so that it never gets in the way."""

    def __init__(
        self,
        view: EditorView,
        runner: Runner,
        timers: Timers,
        scope: Scope,
        content: Callable[[], ArticleContent],
        composing: Callable[[], bool],
    ) -> None:
        self._view, self._runner, self._timers, self._scope = view, runner, timers, scope
        self._content, self._composing = content, composing
        self._pause = RENDER_SECONDS
        self._waiting = False
        self._shown: ArticleContent | None = None

    def changed(self) -> None:
        """Something was typed. Constant cost."""
        self._timers.start("render", self._pause, self.render_now)

    def composing_ended(self) -> None:
        """Catch up with what was put off."""
        if self._waiting:
            self.changed()

    def render_now(self) -> None:
        """Render the present text; of several only the newest is shown."""
        if self._composing():
            self._waiting = True
            return
        self._waiting = False
        content = self._content()
        if content == self._shown:
            return

        def work(_job: object) -> tuple[PageContent, float]:
            begun = time.perf_counter()
            return page_content(content), time.perf_counter() - begun

        def done(result: tuple[PageContent, float]) -> None:
            self._shown = content
            self._pause = min(2.0, max(RENDER_SECONDS, 3 * result[1]))
            self._view.show_page(result[0])

        self._runner.run(Lane.CPU, work, done, self._view.tell_error, scope=self._scope, topic="page")
