"""The receipt (回执): what the portal confirmed, to be read, copied and printed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QGridLayout, QWidget

from editor_app.core.outbox import OutboxEntry, Receipt
from editor_app.ui import words
from editor_app.ui.dialogs import Sheet
from editor_app.ui.i18n import tr
from editor_app.ui.outbox.words import entry_title
from editor_app.ui.widgets.labels import Label

LONG = 30


def receipt_lines(entry: OutboxEntry, receipt: Receipt, person: str, unit: str, portal: str) -> list[tuple[str, str]]:
    """Name and value of each line."""
    content = entry.submission.content
    return [
        (tr("Receipt", "Receipt number"), receipt.number),
        (tr("Receipt", "Title"), entry_title(entry)),
        (tr("Receipt", "Kind"), words.kind_name(content.kind)),
        (tr("Receipt", "Attachments"), str(len(content.attachments))),
        (tr("Receipt", "Submitted by"), words.join(person, unit)),
        (tr("Receipt", "Received by"), portal),
        (tr("Receipt", "Received at"), words.full(receipt.accepted_at)),
        (tr("Receipt", "Next"), receipt.stage),
        (tr("Receipt", "Fingerprint of the text"), receipt.content_hash),
    ]


class ReceiptSheet(Sheet):
    """Number large, the rest as a table."""

    def __init__(self, parent: QWidget | None, entry: OutboxEntry, receipt: Receipt, person: str, unit: str, portal: str) -> None:
        super().__init__(parent, tr("Receipt", "Receipt"), width=560)
        self.lines = receipt_lines(entry, receipt, person, unit, portal)
        self.body.addWidget(Label(receipt.number, "display", selectable=True))
        self.body.addWidget(Label(tr("Receipt", "The portal has received this submission, once."), "ok"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.lines[1:]):
            grid.addWidget(Label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = Label(_broken(value), "control", wrap=len(value) > LONG, selectable=True)
            grid.addWidget(shown, row, 1)
        self.body.addLayout(grid)
        self.add_button(tr("Receipt", "Copy"), self._on_copy)
        self.add_button(tr("Receipt", "Print…"), self._on_print)
        self.add_button(tr("Receipt", "Close"), self.accept, "primary")

    def as_text(self) -> str:
        """For the clipboard."""
        return "\n".join(f"{name}: {value}" for name, value in self.lines)

    def as_document(self) -> QTextDocument:
        """For the printer."""
        rows = "".join(
            f"<tr><td style='padding:5px 18px 5px 0;color:#555'>{escape(name)}</td>"
            f"<td style='padding:5px 0'>{escape(_broken(value))}</td></tr>"
            for name, value in self.lines
        )
        document = QTextDocument()
        document.setHtml(f"<h2>{escape(tr('Receipt', 'Receipt'))}</h2><table>{rows}</table>")
        return document

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.as_document().print_(printer))
        dialog.show()


def _broken(value: str) -> str:
    """A long fingerprint in groups, so that it can be read aloud and wraps."""
    if len(value) == 64 and all(char in "0123456789abcdef" for char in value):
        return " ".join(value[index : index + 8] for index in range(0, 64, 8))
    return value
