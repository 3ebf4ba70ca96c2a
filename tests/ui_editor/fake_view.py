"""EditorView that remembers, over a body editor that is a plain string. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor_app.ui.editor.markup import Edit, apply_edit
from editor_app.ui.editor.ports import FindingList


class PlainBody:
    """BodyEditor over a string; marks move with edits as underlines do."""

    def __init__(self) -> None:
        self.value = ""
        self.chosen = (0, 0)
        self.marks: dict[str, tuple[int, int]] = {}
        self.marked = 0
        self.read_only = False
        self.finished = 0
        self._changed: list[Callable[[], None]] = []
        self._composing: list[Callable[[bool], None]] = []

    def text(self) -> str:
        return self.value

    def load_text(self, text: str) -> None:
        self.value, self.marks = text, {}
        self._tell()

    def set_text_keeping_cursor(self, text: str) -> None:
        self.value = text
        self._tell()

    def type(self, words: str) -> None:
        self.replace_source_range(len(self.value), len(self.value), words)

    def apply(self, edit: Edit) -> None:
        self.value = apply_edit(self.value, edit)
        self.chosen = (edit.select_start, edit.select_end)
        self._tell()

    def insert(self, text: str) -> None:
        self.replace_source_range(*self.chosen, text)

    def replace_source_range(self, start: int, end: int, text: str) -> None:
        self.value = self.value[:start] + text + self.value[end:]
        shift = len(text) - (end - start)
        self.marks = {key: (a + shift, b + shift) if a >= end else (a, b) for key, (a, b) in self.marks.items()}
        self.chosen = (start + len(text), start + len(text))
        self._tell()

    def select_source_range(self, start: int, end: int) -> None:
        self.chosen = (start, end)

    def selection(self) -> tuple[int, int]:
        return self.chosen

    def show_marks(self, marks: Any) -> None:
        self.marked += 1
        self.marks = {mark.key: (mark.start, mark.end) for mark in marks}

    def mark_range(self, key: str) -> tuple[int, int] | None:
        return self.marks.get(key)

    def set_read_only(self, read_only: bool) -> None:
        self.read_only = read_only

    def finish_composing(self) -> None:
        self.finished += 1

    def on_changed(self, listener: Callable[[], None]) -> None:
        self._changed.append(listener)

    def on_composing(self, listener: Callable[[bool], None]) -> None:
        self._composing.append(listener)

    def compose(self, on: bool) -> None:
        for listener in self._composing:
            listener(on)

    def _tell(self) -> None:
        for listener in self._changed:
            listener()


class FakeView:
    """Every show_… keeps its last arguments in `shown`, every tell_… its calls in `told`."""

    def __init__(self) -> None:
        self.body = PlainBody()
        self.shown: dict[str, tuple[Any, ...]] = {}
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        self.findings = FindingList()
        self.reason = "经领导同意"
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.presenter: Any = None

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not name.startswith(("show_", "tell_", "select_", "close_")):
            raise AttributeError(name)

        def remember(*args: Any) -> None:
            self.calls.append((name, args))
            if name.startswith("tell_"):
                self.told.append((name, args))
            else:
                self.shown[name] = args
            if name == "show_findings":
                self.findings = args[0]

        return remember

    def ask_reason(self, row: Any, done: Callable[[str], None]) -> None:
        done(self.reason)

    def replace_in_title(self, start: int, end: int, text: str) -> None:
        title = self.presenter.content().title
        self.presenter.title_changed(title[:start] + text + title[end:])

    def replace_in_field(self, code: str, start: int, end: int, text: str) -> None:
        value = self.presenter.content().fields[code]
        self.presenter.field_changed(code, value[:start] + text + value[end:])

    def errors(self) -> list[Any]:
        return [args[0] for name, args in self.told if name == "tell_error"]
