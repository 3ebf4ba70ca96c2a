"""The dialogs of starting an article: section and kind, importing a Word document, and what the import kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from editor_app.core.organisation import Section
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.dialogs import Sheet
from editor_app.ui.drafts.presenter import Choices, Imported, Starting
from editor_app.ui.i18n import tr
from editor_app.ui.seams import LocalScope
from editor_app.ui.widgets.labels import Label


def count_name(code: str) -> str:
    """What an import report counts, in words."""
    return {
        "title": tr("Starting", "Title"),
        "paragraphs": tr("Starting", "Paragraphs"),
        "headings": tr("Starting", "Headings"),
        "numbered_headings": tr("Starting", "Numbered lines made headings"),
        "list_items": tr("Starting", "List items"),
        "tables": tr("Starting", "Tables"),
        "pictures": tr("Starting", "Pictures"),
        "footnotes": tr("Starting", "Footnotes"),
        "signatures": tr("Starting", "Signature and date"),
        "position_removed": tr("Starting", "Pictures freed of their position"),
        "tracked_insertions": tr("Starting", "Tracked insertions"),
        "tracked_deletions": tr("Starting", "Tracked deletions"),
        "comments": tr("Starting", "Comments"),
        "headers_and_footers": tr("Starting", "Headers and footers"),
        "equations": tr("Starting", "Equations"),
        "charts_and_drawings": tr("Starting", "Charts and drawn shapes"),
        "embedded_objects": tr("Starting", "Embedded objects"),
    }.get(code, code)


class SectionSheet(Sheet):
    """Section (filtered while typing) and kind; Enter starts."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        accept: str,
        choices: Choices,
        done: Callable[[str, str, str], None],
        note: str = "",
    ) -> None:
        super().__init__(parent, title, width=480)
        self._choices = choices
        self._done = done
        if note:
            self.body.addWidget(Label(note, "small", wrap=True))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Starting", "Find a section"))
        self.search.setAccessibleName(tr("Starting", "Find a section"))
        self.search.textChanged.connect(self._fill)
        self.sections = QListWidget()
        self.sections.setObjectName("articles")
        self.sections.setAccessibleName(tr("Starting", "Section"))
        self.sections.setMinimumHeight(220)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(tr("Starting", "Kind"))
        self._add(tr("Starting", "Section"), self.search)
        self.body.addWidget(self.sections, 1)
        self._add(tr("Starting", "Kind"), self.kinds)
        self.add_cancel()
        self.deed = self.add_button(accept, self._on_accept, "primary")
        self.sections.currentItemChanged.connect(lambda _now, _before: self._show_kinds())
        self.sections.itemDoubleClicked.connect(lambda _item: self._on_accept())
        self._fill("")
        self.search.setFocus()

    def _add(self, name: str, widget: QWidget) -> None:
        label = Label(name, "small")
        label.setBuddy(widget)
        self.body.addWidget(label)
        self.body.addWidget(widget)

    def _fill(self, text: str) -> None:
        wanted = text.strip().lower()
        self.sections.clear()
        for section in self._choices.writable:
            name = self._name(section)
            if wanted in name.lower() or wanted in section.code.lower():
                item = QListWidgetItem(name)
                item.setData(Qt.ItemDataRole.UserRole, section)
                self.sections.addItem(item)
        self.sections.setCurrentRow(0)
        self._show_kinds()

    def _name(self, section: Section) -> str:
        parent = self._choices.names.get(section.parent, "")
        return f"{parent} › {section.name}" if parent else section.name

    def _section(self) -> Section | None:
        item = self.sections.currentItem()
        section = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return section if isinstance(section, Section) else None

    def _show_kinds(self) -> None:
        section = self._section()
        self.kinds.clear()
        self.deed.setEnabled(section is not None)
        if section is not None:
            for code in section.kinds:
                self.kinds.addItem(words.kind_name(code), code)
            self.kinds.setCurrentIndex(max(0, self.kinds.findData(section.default_kind)))

    def _on_accept(self) -> None:
        section = self._section()
        if section is not None and self.kinds.count():
            kind = str(self.kinds.currentData())
            self.accept()
            self._done(section.code, kind, "")


class ProgressSheet(Sheet):
    """Something long goes on; it can be cancelled."""

    def __init__(self, parent: QWidget | None, title: str, text: str, cancel: Callable[[], None]) -> None:
        super().__init__(parent, title)
        self.body.addWidget(Label(text, wrap=True))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self.body.addWidget(bar)
        self.add_cancel()
        self.rejected.connect(cancel)


class ImportSheet(Sheet):
    """What the import kept, changed and dropped."""

    def __init__(self, parent: QWidget | None, imported: Imported) -> None:
        super().__init__(parent, tr("Starting", "The document was opened"), width=480)
        for title, counts in (
            (tr("Starting", "Kept"), imported.kept),
            (tr("Starting", "Changed"), imported.changed),
            (tr("Starting", "Left out"), imported.dropped),
        ):
            if counts:
                self._group(title, counts)
        for name in imported.lost_pictures:
            self.body.addWidget(
                Label(tr("Starting", "Picture {name} could not be used: add it again.", name=name), "error", wrap=True)
            )
        for message in imported.messages:
            self.body.addWidget(Label(QCoreApplication.translate("errors", message), "small", wrap=True))
        self.add_button(tr("Starting", "Go on"), self.accept, "primary")

    def _group(self, title: str, counts: Mapping[str, int]) -> None:
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(Label(title, "heading"))
        line = words.join(*(f"{count_name(code)} {count}" for code, count in counts.items()))
        box.addWidget(Label(line, "control", wrap=True))
        self.body.addLayout(box)


class StartingDialogs:
    """Implements StartingView on real sheets."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        self._parent = parent
        self._context = context
        self._progress: ProgressSheet | None = None

    def ask_new(self, choices: Choices, done: Callable[[str, str, str], None]) -> None:
        """Section and kind."""
        SectionSheet(self._parent.window(), tr("Starting", "New article"), tr("Starting", "Start writing"), choices, done).open()

    def ask_import(self, path: Path, choices: Choices, done: Callable[[str, str], None]) -> None:
        """Section and kind of a document."""
        SectionSheet(
            self._parent.window(),
            tr("Starting", "Open a Word document"),
            tr("Starting", "Open"),
            choices,
            lambda section, kind, _title: done(section, kind),
            tr("Starting", "{name} becomes a draft; the document itself is not changed.", name=path.name),
        ).open()

    def show_progress(self, name: str, cancel: Callable[[], None]) -> None:
        """While it is read."""
        title = tr("Starting", "Opening the document")
        self._progress = ProgressSheet(self._parent.window(), title, name, cancel)
        self._progress.open()

    def hide_progress(self) -> None:
        """Done, or failed."""
        sheet, self._progress = self._progress, None
        if sheet is not None:
            sheet.accept()

    def show_import_report(self, imported: Imported) -> None:
        """What was kept."""
        ImportSheet(self._parent.window(), imported).open()

    def file_dialog_words(self) -> tuple[str, str]:
        """Title and filter of the file dialog."""
        return tr("Starting", "Open a Word document"), tr("Starting", "Word documents (*.docx)")

    def say_no_sections(self) -> None:
        """Nothing may be written in yet."""
        words_ = tr("Starting", "No section is known yet in which you may write. Sign in while connected, then it is there.")
        self._context.messages.show_notice(words_)


def make_starting(parent: QWidget, context: UiContext, scope: LocalScope) -> Starting:
    """Starting articles, wired to the context."""
    services = context.services
    return Starting(
        StartingDialogs(parent, context),
        services.drafting,
        services.reference,
        context.runner,
        context.changes,
        context.dialogs,
        context.navigation,
        context.messages,
        scope,
    )
