"""The bar of writing tools: each is a button, a shortcut and a pure function of markup.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from editor_app.ui import icons
from editor_app.ui.editor import markup
from editor_app.ui.editor.body import BodyEditor
from editor_app.ui.editor.markup import Edit
from editor_app.ui.i18n import tr
from editor_app.ui.seams import Dialogs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import plain_tip

Command = Callable[[str, int, int], Edit]


@dataclass(frozen=True, slots=True)
class Tool:
    """One button. Without `words` only its icon is shown."""

    name: str
    icon: str
    hint: str
    keys: str
    pressed: Callable[[], None]
    words: str = ""


def chinese_date(day: dt.date) -> str:
    """2026年11月23日, as it stands under an official letter."""
    return f"{day.year}年{day.month}月{day.day}日"


class ToolBar(QFrame):
    """Writes into a BodyEditor. `page_toggled(bool)` shows or hides the live page, the others ask for files or the find bar."""

    image_pressed = Signal()
    attachment_pressed = Signal()
    find_pressed = Signal()
    page_toggled = Signal(bool)
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, theme: Theme, body: BodyEditor, dialogs: Dialogs, unit: str, keys_of: QWidget) -> None:
        super().__init__()
        self._theme, self._body, self._dialogs, self._unit = theme, body, dialogs, unit
        self._keys_of = keys_of
        self.buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self.setObjectName("toolBar")
        self.setFixedHeight(40)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(2)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def run(self, command: Command) -> None:
        """Apply one command to the selection as one undo step."""
        start, end = self._body.selection()
        self._body.apply(command(self._body.text(), start, end))
        self._body.select_source_range(*self._body.selection())

    def _build(self) -> None:
        self._add(Tool("undo", "undo-2", tr("Editor", "Undo"), "", self.undo_pressed.emit))
        self._add(Tool("redo", "redo-2", tr("Editor", "Redo"), "", self.redo_pressed.emit))
        self._gap()
        self._add_headings()
        self._inline("bold", tr("Editor", "Bold"), "Ctrl+B", "**")
        self._inline("italic", tr("Editor", "Italic"), "Ctrl+I", "*")
        self._inline("strikethrough", tr("Editor", "Strike through"), "Ctrl+Shift+X", "~~")
        self._gap()
        run = self.run
        self._add(Tool("list", "list", tr("Editor", "List"), "Ctrl+Shift+8", lambda: run(markup.toggle_bullets)))
        self._add(
            Tool("numbers", "list-ordered", tr("Editor", "Numbered list"), "Ctrl+Shift+7", lambda: run(markup.toggle_numbers))
        )
        self._add(Tool("quote", "quote", tr("Editor", "Quotation"), "Ctrl+Shift+9", lambda: run(markup.toggle_quote)))
        self._gap()
        self._add(Tool("table", "table", tr("Editor", "Table"), "", self._table, tr("Editor", "Table")))
        self._add(Tool("image", "image", tr("Editor", "Image"), "Ctrl+Shift+I", self.image_pressed.emit, tr("Editor", "Image")))
        self._add(
            Tool(
                "attach",
                "paperclip",
                tr("Editor", "Attachment"),
                "Ctrl+Shift+A",
                self.attachment_pressed.emit,
                tr("Editor", "Attachment"),
            )
        )
        self._add(Tool("link", "link", tr("Editor", "Link"), "Ctrl+K", self._link, tr("Editor", "Link")))
        self._add(Tool("signature", "stamp", tr("Editor", "Signature block"), "", self._signature, tr("Editor", "Signature")))
        self._gap()
        self._add(
            Tool("find", "search", tr("Editor", "Find and replace"), "Ctrl+H", self.find_pressed.emit, tr("Editor", "Find"))
        )
        self._row.addStretch(1)
        page = self._add(
            Tool("page", "columns-2", tr("Editor", "Page beside the text"), "Ctrl+Shift+P", lambda: None, tr("Editor", "Page"))
        )
        page.setCheckable(True)
        page.setChecked(True)
        page.toggled.connect(self.page_toggled)

    def _inline(self, name: str, hint: str, keys: str, mark: str) -> None:
        self._add(
            Tool(name, name, hint, keys, lambda: self.run(lambda text, start, end: markup.toggle_inline(text, start, end, mark)))
        )

    def _add(self, tool: Tool) -> QToolButton:
        button = QToolButton()
        button.setObjectName("tool")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(17, 17))
        button.setAccessibleName(tool.hint)
        if tool.words:
            button.setText(" " + tool.words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if tool.keys:
            action = QAction(tool.hint, self._keys_of)
            action.setShortcut(QKeySequence(tool.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(button.click)
            self._keys_of.addAction(action)
        shown = QKeySequence(tool.keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(plain_tip(" · ".join(part for part in (tool.hint, shown) if part)))
        button.clicked.connect(lambda _checked=False: tool.pressed())
        self._row.addWidget(button)
        self.buttons[tool.name] = button
        self._icons[tool.name] = tool.icon
        return button

    def _add_headings(self) -> None:
        button = QToolButton()
        button.setObjectName("tool")
        button.setText(tr("Editor", "Heading") + " ▾")
        button.setAccessibleName(tr("Editor", "Heading"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        levels = (
            (2, tr("Editor", "一、 Heading 1"), "Ctrl+Alt+1"),
            (3, tr("Editor", "（一） Heading 2"), "Ctrl+Alt+2"),
            (4, tr("Editor", "1. Heading 3"), "Ctrl+Alt+3"),
            (0, tr("Editor", "Text"), "Ctrl+Alt+0"),
        )
        for level, words, keys in levels:
            action = QAction(words, self._keys_of)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(
                lambda _on=False, level=level: self.run(lambda text, start, end: markup.set_heading(text, start, end, level))
            )
            self._keys_of.addAction(action)
            menu.addAction(action)
        button.setMenu(menu)
        self._row.addWidget(button)
        self.buttons["heading"] = button

    def _gap(self) -> None:
        line = QFrame()
        line.setObjectName("toolLine")
        line.setFixedHeight(18)
        self._row.addSpacing(5)
        self._row.addWidget(line)
        self._row.addSpacing(5)

    def _table(self) -> None:
        heading = tr("Editor", "Column")
        self.run(lambda text, start, end: markup.insert_table(text, start, end, 2, 3, heading))

    def _link(self) -> None:
        start, end = self._body.selection()

        def insert(address: str) -> None:
            self._body.apply(markup.insert_link(self._body.text(), start, end, address))
            self._body.select_source_range(*self._body.selection())

        self._dialogs.ask_text(
            tr("Editor", "Insert a link"),
            tr("Editor", "Address, for example https://…"),
            tr("Editor", "Insert"),
            insert,
            max_length=2000,
        )

    def _signature(self) -> None:
        date = chinese_date(dt.date.today())
        self.run(lambda text, start, end: markup.insert_signature(text, start, end, self._unit, date))

    def set_read_only(self, read_only: bool) -> None:
        """Only finding and the page stay."""
        for name, button in self.buttons.items():
            button.setEnabled(not read_only or name in ("find", "page"))

    def _dress(self) -> None:
        tokens = self._theme.tokens
        for name, icon in self._icons.items():
            self.buttons[name].setIcon(icons.icon(icon, tokens.text, tokens.accent, 17))
        self.setStyleSheet(
            f"QToolButton#tool {{ border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; background: transparent;"
            f" font-size: {self._theme.scale(13)}px; }}"
            f"QToolButton#tool:hover {{ background: {tokens.hover}; }}"
            f"QToolButton#tool:checked {{ background: {tokens.accent_weak}; color: {tokens.accent}; }}"
            f"QToolButton#tool:focus {{ border-color: {tokens.accent}; }}"
            f"QToolButton#tool::menu-indicator {{ image: none; }}"
        )
