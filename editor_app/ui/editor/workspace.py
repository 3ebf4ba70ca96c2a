"""The editor's working surface: what stands where. No behaviour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from editor_app.ui.editor.attachments_panel import AttachmentsPanel
from editor_app.ui.editor.banner import Banner
from editor_app.ui.editor.find_bar import FindBar
from editor_app.ui.editor.findings_panel import FindingsPanel
from editor_app.ui.editor.form_panel import FormPanel
from editor_app.ui.editor.history_panel import HistoryPanel
from editor_app.ui.editor.side_panel import SidePanel
from editor_app.ui.editor.source_editor import SourceEditor
from editor_app.ui.editor.toolbar import ToolBar
from editor_app.ui.i18n import tr
from editor_app.ui.seams import Dialogs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.article_page import ArticlePage


class Workspace(QWidget):
    """Banners, tools, form, source and page side by side, panels at the right. `keys_of` owns the tools' shortcuts."""

    def __init__(self, theme: Theme, dialogs: Dialogs, unit: str, keys_of: QWidget) -> None:
        super().__init__()
        self.source = SourceEditor()
        self.form = FormPanel()
        self.toolbar = ToolBar(theme, self.source, dialogs, unit, keys_of)
        self.banner = Banner()
        self.save_banner = Banner()
        self.find_bar = FindBar(self.source)
        self.page = ArticlePage(theme)
        self.findings = FindingsPanel(theme)
        self.files = AttachmentsPanel(theme)
        self.history = HistoryPanel()
        self.side = SidePanel()
        self.side.add(tr("Editor", "Check"), self.findings)
        self.side.add(tr("Editor", "Attachments"), self.files)
        self.side.add(tr("Editor", "Versions"), self.history)
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.source, 1)
        column.addWidget(self.find_bar)
        self.page_host = self._make_page_host()
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(1)
        both.addWidget(writing)
        both.addWidget(self.page_host)
        both.setSizes([1000, 1000])
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(0)
        left_column.addWidget(self.form)
        left_column.addWidget(both, 1)
        work = QSplitter(Qt.Orientation.Horizontal)
        work.setChildrenCollapsible(False)
        work.setHandleWidth(1)
        work.addWidget(left)
        work.addWidget(self.side)
        work.setStretchFactor(0, 1)
        work.setSizes([850, 320])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.save_banner, self.banner, self.toolbar):
            outer.addWidget(widget)
        outer.addWidget(work, 1)
        self.source.setAccessibleName(tr("Editor", "Text (Markdown source)"))
        self.page.setAccessibleName(tr("Editor", "Page as it will be published"))
        self.source.setPlaceholderText(tr("Editor", "Write here. The page beside it shows how it will be published."))

    def _make_page_host(self) -> QFrame:
        host = QFrame()
        host.setObjectName("pageHost")
        column = QVBoxLayout(host)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.page)
        return host
