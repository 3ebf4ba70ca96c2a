"""HTML and script in every text that comes from outside: shown as plain text; the page loads nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget

from editor_app.core.draft import DraftState
from editor_app.ui.editor.sheets import PreviewSheet
from editor_app.ui.i18n import tr
from tests.stories.house import CONTENT, CONTROL, House, shown_widgets
from tests.support import fake_district

ROOT = Path(__file__).resolve().parents[2]


def evil(house: House, what: str) -> str:
    """Markup that would be seen, would run, would call home, would read a file."""
    return (
        f'{what}<b>粗</b><script>alert(1)</script><img src="{house.portal.url}/stolen-{what}.png">'
        f'<img src="file:///etc/passwd"><a href="javascript:alert(2)">点我</a>'
    )


def targets(document: QTextDocument) -> list[str]:
    """Where links lead and where pictures come from."""
    found = []
    block = document.begin()
    while block.isValid():
        for place in block:
            style = place.fragment().charFormat()
            found += [style.anchorHref(), style.toImageFormat().name() if style.isImageFormat() else ""]
        block = block.next()
    return [target for target in found if target]


def look(house: House) -> None:
    """Every label and tool tip of what can be seen is plain; every page holds no script and no picture from elsewhere."""
    for label in shown_widgets(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not GuiQt.mightBeRichText(label.text()), label.text()
    for widget in shown_widgets(QWidget):
        assert "<" not in widget.toolTip().removeprefix("<span>").removesuffix("</span>"), widget.toolTip()
    for page in shown_widgets(QTextBrowser):
        for target in targets(page.document()):
            assert not target.startswith(("javascript:", "file:", "data:")), target
    stolen = [path for _, path, _ in house.portal.requests if "stolen" in path]
    assert stolen == []


def test_markup_in_every_text(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    district = house.portal.district
    monkeypatch.setitem(fake_district.UNIT, "name", evil(house, "unit"))
    monkeypatch.setitem(fake_district.UNIT, "short_name", evil(house, "short"))
    monkeypatch.setitem(fake_district.SECTIONS[0], "name", evil(house, "section"))
    real = district.profile

    def profile(username: str) -> dict[str, Any]:
        known = real(username)
        known["display_name"], known["portal"]["name"] = evil(house, "person"), evil(house, "portal")
        return known

    monkeypatch.setattr(district, "profile", profile)
    district.portal_name = evil(house, "health")
    house.open()
    house.driver.fill(house.screen.portal, house.portal.url)
    house.driver.key(Qt.Key.Key_Tab)
    house.says("health<b>粗</b><script>")
    house.picture("sign-in")
    look(house)
    house.signed_in()
    draft = house.written(
        title=evil(house, "title"),
        fields={**CONTENT.fields, "issuer": evil(house, "issuer")},
        body=CONTENT.body + evil(house, "body") + f"\n\n![{evil(house, 'alt')}]({house.portal.url}/stolen-md.png)\n",
    )
    house.settle()
    house.on_disk(lambda: house.services().outbox._store.outbox.enqueue(draft.id, draft.content, (), "test"))
    house.context.wake_outbox()
    house.wait_for("sent")
    article = district.articles[draft.id]
    district.send_back(draft.id, evil(house, "reason"))
    article.comments[-1].update(text=evil(house, "comment"), author=evil(house, "author"), quote=evil(house, "quote"))
    house.context.wake_outbox()
    house.driver.wait(lambda: house.load(draft).state is DraftState.RETURNED, "the return")
    for place in ("today", "drafts", "outbox", "published", "trash", "settings", "about"):
        house.go(place)
        look(house)
        if place in ("today", "drafts"):
            house.picture(place)
    house.go("outbox")
    house.driver.press(tr("Outbox", "Receipt"))
    house.says("The portal has received this submission, once.")
    look(house)
    house.picture("receipt")
    house.driver.key(Qt.Key.Key_Escape)
    house.open_draft(draft)
    house.says("reason<b>粗</b><script>", "comment<b>粗</b><script>")
    house.settle()
    look(house)
    house.picture("editor")
    house.driver.key(Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    house.driver.dialog(PreviewSheet)
    house.settle()
    look(house)
    house.picture("preview")
    house.driver.key(Qt.Key.Key_Escape)
    assert house.close() == 0


def test_words_go_through_plain_labels() -> None:
    """Wherever a widget could take its words for HTML, it is one of ours that never does."""
    found = []
    for path in sorted((ROOT / "editor_app" / "ui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found += [(path.name, "QMessageBox")] if "QMessageBox" in text else []
        if path.name != "labels.py":
            found += [(path.name, match) for match in re.findall(r"\bQLabel\(", text)]
            found += [(path.name, match) for match in re.findall(r"setToolTip\((?!plain_tip|\"\")[^)]*\)", text)]
    assert found == []
