"""Dialogs of the review screen: approve, return with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from editor_app.core.review import ReturnReason, ReviewCase
from editor_app.ui.dialogs import Sheet
from editor_app.ui.i18n import tr
from editor_app.ui.review.words import short_hash
from editor_app.ui.widgets.labels import Label
from editor_app.ui.words import reason_name

LONGEST = 1000


def version_words(case: ReviewCase) -> str:
    """Revision number and hash of what is on the screen."""
    return tr("Review", "Version {number} · {hash}", number=case.revision.number, hash=short_hash(case.revision.content_hash))


class ApproveSheet(Sheet):
    """One press of Enter approves; the version is named."""

    def __init__(self, parent: QWidget, case: ReviewCase, done: Callable[[], None]) -> None:
        super().__init__(parent, tr("Review", "Approve this version?"), 460)
        self.setObjectName("approveSheet")
        self._done = done
        self.body.addWidget(Label(case.revision.content.title, "body", wrap=True))
        last = case.task.stage_position >= case.task.stage_total
        after = tr("Review", "It is the last stage: it is published.") if last else tr("Review", "It goes on to the next stage.")
        self.body.addWidget(Label(after, "muted", wrap=True))
        left = sum(1 for comment in case.comments if not comment.resolved)
        if left:
            self.body.addWidget(Label(tr("Review", "{count} remarks are still open.", count=left), "error", wrap=True))
        self.body.addWidget(
            Label(tr("Review", "Valid only for what is on the screen: {version}", version=version_words(case)), "small")
        )
        self.add_cancel()
        self.deed = self.add_button(tr("Review", "Approve"), self._on_deed, "primary")
        self.deed.setFocus()

    def _on_deed(self) -> None:
        self.accept()
        self._done()


class ReturnSheet(Sheet):
    """A reason of the list and a text; both are needed. Ctrl+Enter sends it."""

    def __init__(self, parent: QWidget, case: ReviewCase, done: Callable[[ReturnReason, str], None]) -> None:
        super().__init__(parent, tr("Review", "Return to {name}", name=case.task.submitted_by), 520)
        self.setObjectName("returnSheet")
        self._done = done
        label = Label(tr("Review", "Reason"), "small")
        self.reason = QComboBox()
        self.reason.addItem(tr("Review", "Choose a reason…"), "")
        for reason in ReturnReason:
            self.reason.addItem(reason_name(reason.value), reason.value)
        self.reason.setAccessibleName(tr("Review", "Reason"))
        self.reason.currentIndexChanged.connect(lambda _index: self._judge())
        label.setBuddy(self.reason)
        text_label = Label(tr("Review", "What is to be changed (the officer reads this)"), "small")
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(120)
        self.text.setAccessibleName(text_label.text())
        self.text.textChanged.connect(self._judge)
        text_label.setBuddy(self.text)
        open_remarks = sum(1 for comment in case.comments if not comment.resolved)
        for widget in (label, self.reason, text_label, self.text):
            self.body.addWidget(widget)
        if open_remarks:
            self.body.addWidget(Label(tr("Review", "Your {count} remarks in the text go with it.", count=open_remarks), "small"))
        self.add_cancel()
        self.deed = self.add_button(tr("Review", "Return"), self._on_deed, "primary")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_deed)
        self.reason.setFocus()
        self._judge()

    def _judge(self) -> None:
        written = self.text.toPlainText().strip()
        self.deed.setEnabled(bool(self.reason.currentData()) and 0 < len(written) <= LONGEST)

    def _on_deed(self) -> None:
        if self.deed.isEnabled():
            reason, text = ReturnReason(str(self.reason.currentData())), self.text.toPlainText().strip()
            self.accept()
            self._done(reason, text)
