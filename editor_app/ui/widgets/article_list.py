"""The long list: chip, title, one muted line, a short text at the right. One painter for all rows: ten thousand cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor_app.ui import words
from editor_app.ui.theme import TextRole, Theme
from editor_app.ui.theme.tokens import Tone

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 62


@dataclass(frozen=True, slots=True)
class ListRow:
    """What one row shows; everything is plain text."""

    id: str
    chip: str
    tone: Tone
    title: str
    detail: str
    trailing: str = ""


class ArticleListModel(QAbstractListModel):
    """Rows, and more of them on demand: `wanted_more(count of rows now)` when the view reaches the end of a page."""

    wanted_more = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ListRow] = []
        self._more = False

    def show_rows(self, rows: Sequence[ListRow], more: bool = False) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._more = more
        self.endResetModel()

    def add_rows(self, rows: Sequence[ListRow], more: bool = False) -> None:
        """The next page."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()
        self._more = more

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        """How many rows are loaded."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself for the painter, words for screen readers."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(part for part in (row.chip, row.title, row.detail, row.trailing) if part)
        return None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Is there another page?"""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        """Ask for it, once."""
        self._more = False
        self.wanted_more.emit(len(self.rows))


class ArticleDelegate(QStyledItemDelegate):
    """Paints a ListRow."""

    def __init__(self, theme: Theme, parent: QListView, chips: Sequence[str]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip_width = words.chip_width(chips)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows are of one height."""
        return QSize(320, self._theme.scale(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Background, hairline, chip, words."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ListRow):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("accent_weak"))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("line"))
        left = self._chip(painter, row, rect)
        right = self._trailing(painter, row, rect)
        self._words(painter, row, QRect(QPoint(left, rect.top()), QPoint(right, rect.bottom())))
        painter.restore()

    def _chip(self, painter: QPainter, row: ListRow, rect: QRect) -> int:
        front, back = self._theme.tone(row.tone)
        font = self._theme.font(TextRole.SMALL)
        width = max(self._chip_width, QFontMetrics(font).horizontalAdvance(row.chip) + 16)
        height = self._theme.scale(20)
        box = QRectF(rect.left() + 16, rect.top() + (rect.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(front)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), row.chip)
        return int(box.right()) + 13

    def _trailing(self, painter: QPainter, row: ListRow, rect: QRect) -> int:
        font = self._theme.font(TextRole.SMALL)
        width = QFontMetrics(font).horizontalAdvance(row.trailing)
        box = QRect(rect.right() - 16 - width, rect.top(), width + 1, rect.height())
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.trailing)
        return box.left() - 16

    def _words(self, painter: QPainter, row: ListRow, box: QRect) -> None:
        half = box.height() // 2
        for role, colour, text, top, side in (
            (TextRole.BODY, "text", row.title, box.top(), Qt.AlignmentFlag.AlignBottom),
            (TextRole.SMALL, "muted", row.detail, box.top() + half + 1, Qt.AlignmentFlag.AlignTop),
        ):
            font = self._theme.font(role)
            painter.setFont(font)
            painter.setPen(self._theme.colour(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), top, box.width(), half), int(side | Qt.AlignmentFlag.AlignLeft), shown)


class ArticleList(QListView):
    """`opened(id)` on Enter or double click, `removed(id)` on Delete; `menu_for(id)` builds the context menu."""

    opened = Signal(str)
    removed = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, menu_for: Callable[[str], QMenu | None], chips: Sequence[str] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._chips = chips
        self.setObjectName("articles")
        self.setAccessibleName(name)
        self.rows = ArticleListModel()
        self.setModel(self.rows)
        self.setItemDelegate(ArticleDelegate(theme, self, chips))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.doubleClicked.connect(lambda index: self._open(index))
        self._menu_for = menu_for
        theme.changed.connect(self._on_theme_changed)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(self._id(now)))

    @property
    def current(self) -> str:
        """The id of the current row, "" for none."""
        return self._id(self.currentIndex())

    def choose(self, row_id: str) -> None:
        """Make a row current; the first one when it is not there."""
        if self.rows.rows:
            place = next((number for number, row in enumerate(self.rows.rows) if row.id == row_id), 0)
            self.setCurrentIndex(self.rows.index(place))

    def show_rows(self, rows: Sequence[ListRow], more: bool = False) -> None:
        """Replace the rows and stay at the row one was at."""
        kept, scroll = self.current, self.verticalScrollBar().value()
        self.rows.show_rows(rows, more)
        self.choose(kept)
        if kept:
            self.verticalScrollBar().setValue(scroll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _id(self, index: AnyIndex) -> str:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return row.id if isinstance(row, ListRow) else ""

    def _open(self, index: AnyIndex) -> None:
        if self._id(index):
            self.opened.emit(self._id(index))

    def _on_menu(self, position: QPoint) -> None:
        row_id = self._id(self.indexAt(position))
        menu = self._menu_for(row_id) if row_id else None
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.viewport().mapToGlobal(position))

    def _on_theme_changed(self) -> None:
        self.setItemDelegate(ArticleDelegate(self._theme, self, self._chips))
        self.rows.layoutChanged.emit()
        self.viewport().update()
