"""The article's files: adding (looked at, then copied), naming, describing, ordering, removing and taking that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from editor_app.core.content import Attachment
from editor_app.core.errors import EditorError
from editor_app.services.ports import Job, Lane, Runner, Scope
from editor_app.ui.editor.markup import insert_image
from editor_app.ui.editor.ports import AttachedFile, AttachmentRow, EditorServices, EditorView, Inspected


class DraftDesk(Protocol):
    """What the desks need of the presenter."""

    @property
    def editable(self) -> bool: ...
    def body_text(self) -> str: ...
    def attachments_changed(self) -> None: ...


class AttachmentDesk:
    """Holds the attachments of the open draft in their order."""

    def __init__(self, view: EditorView, services: EditorServices, runner: Runner, scope: Scope, desk: DraftDesk) -> None:
        self._view, self._services, self._runner, self._scope, self._desk = view, services, runner, scope, desk
        self.items: tuple[Attachment, ...] = ()
        self.most = 30
        self._seen: dict[str, Inspected] = {}
        self._asked: set[str] = set()
        self._waiting = 0
        self._total = 0

    def load(self, items: Sequence[Attachment]) -> None:
        """Show the attachments of a draft; what is inside them is looked at again in the background."""
        self.items = tuple(items)
        self.show()
        for item in self.items:
            self._inspect(item)

    def _inspect(self, item: Attachment) -> None:
        if item.is_image or item.sha256 in self._asked:
            return
        self._asked.add(item.sha256)

        def inspected(result: Inspected) -> None:
            self._seen[item.sha256] = result
            self.show()

        def located(path: Path) -> None:
            self._runner.run(
                Lane.CPU,
                lambda _job: self._services.inspect(path, item.name),
                inspected,
                self._view.tell_error,
                scope=self._scope,
            )

        attaching = self._services.attaching
        self._runner.run(Lane.DISK, lambda _job: attaching.path(item), located, self._view.tell_error, scope=self._scope)

    def show(self) -> None:
        """List them again; `used` is read from the body."""
        body = self._desk.body_text()
        rows = []
        for item in self.items:
            seen = self._seen.get(item.sha256)
            reasons = tuple((reason.message, reason.place) for reason in seen.reasons) if seen else ()
            rows.append(AttachmentRow(item, seen.verdict if seen else "ok", reasons, f"attachment:{item.id}" in body))
        self._view.show_attachments(rows)

    # ---- adding

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files one after the other; a refused one is told and the others go on."""
        for path in paths:
            self._add(path.name, partial(self._prepare, path))

    def _prepare(self, path: Path, _job: Job) -> Any:
        return self._services.attaching.prepare_file(path, path.name)

    def add_image(self, data: bytes, name: str) -> None:
        """A picture from the clipboard."""
        self._add(name, lambda _job: self._services.attaching.prepare_image_bytes(data, name))

    def _add(self, name: str, prepare: Callable[[Job], Any]) -> None:
        if not self._desk.editable:
            return
        if len(self.items) + self._waiting >= self.most:
            self._view.tell_too_many(name, self.most)
            return
        self._waiting += 1
        self._total += 1
        self._progress(name)
        self._runner.run(
            Lane.CPU,
            prepare,
            lambda prepared: self._keep(name, prepared),
            lambda error: self._refused(name, error),
            scope=self._scope,
        )

    def _keep(self, name: str, prepared: Any) -> None:
        attaching = self._services.attaching
        self._runner.run(
            Lane.DISK,
            lambda _job: attaching.keep(prepared),
            self._added,
            lambda error: self._refused(name, error),
            scope=self._scope,
        )

    def _added(self, added: AttachedFile) -> None:
        item = added.attachment
        self._settle(item.name)
        self._seen[item.sha256] = added.inspection
        self._asked.add(item.sha256)
        self.items = (*self.items, item)
        if item.is_image:
            start, end = self._view.body.selection()
            self._view.body.apply(insert_image(self._desk.body_text(), start, end, item.id, item.alt or _stem(item.name)))
        self._changed()
        self._view.select_attachment(item.id)

    def _refused(self, name: str, error: EditorError) -> None:
        self._settle(name)
        self._view.tell_attachment_refused(name, error)

    def _settle(self, name: str) -> None:
        self._waiting -= 1
        self._progress(name)
        if not self._waiting:
            self._total = 0

    def _progress(self, name: str) -> None:
        self._view.show_attaching(name, self._total - self._waiting, self._total)

    # ---- changing

    def describe(
        self, attachment_id: str, *, alt: str | None = None, caption: str | None = None, name: str | None = None
    ) -> None:
        """Change the words of one attachment; a name keeps its extension and is never empty."""

        def change(item: Attachment) -> Attachment:
            new = item
            if alt is not None:
                new = replace(new, alt=alt.strip())
            if caption is not None:
                new = replace(new, caption=caption.strip())
            if name is not None and name.strip():
                new = replace(new, name=_with_suffix(name.strip(), Path(item.name).suffix))
            return new

        items = tuple(change(item) if item.id == attachment_id else item for item in self.items)
        if items != self.items and self._desk.editable:
            self.items = items
            self._changed()

    def move(self, attachment_id: str, step: int) -> None:
        """Up (-1) or down (+1) in the order shown to the public."""
        index = self._index(attachment_id)
        target = -1 if index is None else index + step
        if index is None or not 0 <= target < len(self.items) or not self._desk.editable:
            return
        items = list(self.items)
        items.insert(target, items.pop(index))
        self.items = tuple(items)
        self._changed()

    def remove(self, attachment_id: str) -> None:
        """Take it off the article; the bytes stay in the store, so that this can be taken back."""
        index = self._index(attachment_id)
        if index is None or not self._desk.editable:
            return
        item = self.items[index]
        self.items = self.items[:index] + self.items[index + 1 :]
        self._changed()

        def undo() -> None:
            if self._index(item.id) is None and self._desk.editable:
                self.items = (*self.items[:index], item, *self.items[index:])
                self._changed()

        self._view.tell_removed(item.name, undo)

    def _index(self, attachment_id: str) -> int | None:
        return next((index for index, item in enumerate(self.items) if item.id == attachment_id), None)

    def _changed(self) -> None:
        self.show()
        self._desk.attachments_changed()


def _stem(name: str) -> str:
    stem = Path(name).stem
    return "" if stem.lower().startswith(("image", "img_", "dsc", "screenshot", "pasted")) else stem


def _with_suffix(name: str, suffix: str) -> str:
    clean = "".join(char for char in name if char.isprintable() and char not in '/\\:*?"<>|')[:120]
    return clean if not suffix or clean.lower().endswith(suffix.lower()) else clean + suffix
