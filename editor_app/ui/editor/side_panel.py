"""The right side of the editor: findings, attachments, history, with their counts on the tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget


class SidePanel(QFrame):
    """Tabs over a stack; a count of 0 is not shown."""

    def __init__(self, width: int = 320) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setMinimumWidth(width - 40)
        self.setMaximumWidth(width + 140)
        self._names: list[str] = []
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        head = QFrame()
        head.setObjectName("cardHead")
        head_layout = QVBoxLayout(head)
        head_layout.setContentsMargins(4, 0, 4, 0)
        head_layout.addWidget(self.tabs)
        layout.addWidget(head)
        layout.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)

    def add(self, name: str, panel: QWidget) -> int:
        """Another tab; returns its number."""
        self._names.append(name)
        self.stack.addWidget(panel)
        return self.tabs.addTab(name)

    def set_count(self, index: int, count: int) -> None:
        """The number behind a tab's name."""
        text = f"{self._names[index]} {count}" if count else self._names[index]
        if self.tabs.tabText(index) != text:
            self.tabs.setTabText(index, text)

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(index)
