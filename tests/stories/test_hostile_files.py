"""Files that are broken or mean harm, by drop and by dialog: refused with the reason, not added, the text untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.core.draft import Draft
from editor_app.ui.drafts.starting import SectionSheet
from editor_app.ui.i18n import tr
from tests.stories.house import CONTENT, CONTROL, House
from tests.support.files import docx_bytes, lying_zip, png_bomb, xxe_docx, zip_bomb, zip_bytes


@pytest.fixture
def draft(house: House) -> Draft:
    """An article is open in the editor."""
    house.open()
    house.signed_in()
    made = house.written()
    house.open_draft(made)
    return made


def drop(target: QWidget, *paths: Path) -> None:
    """What the window system sends when files are let go over a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPoint(20, 20)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted(), "files may be dropped here"
    QApplication.sendEvent(target, QDropEvent(at.toPointF(), Qt.DropAction.CopyAction, mime, buttons, keys))


EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(400)
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("900兆像素.png", png_bomb, "The picture has too many pixels"),
    ("名单.zip", zip_bomb, "The file unpacks to far more than it seems"),
    ("说谎.zip", lying_zip, "The file"),
    ("路径.zip", lambda: zip_bytes({"../../../root/.bashrc": "x"}), "A member's name would write outside its folder"),
    ("实体.docx", xxe_docx, "The file holds forbidden XML declarations"),
    ("通知.pdf", lambda: EXE, "The content is not what the extension says"),
    ("安装.exe", lambda: EXE, "Files of this type are not accepted"),
    ("宏.docx", lambda: docx_bytes(macros=True), "The file holds macros"),
    ("截断.docx", lambda: docx_bytes()[:300], "The file is damaged or incomplete"),
    ("空白.txt", lambda: b"", "The file is empty"),
    ("报告\u202etxt.exe.docx", docx_bytes, "The name"),
    ("发票.exe.pdf", lambda: b"%PDF-1.4\n", "The name hides a second extension of a program"),
]


@pytest.mark.parametrize("way", ["drop", "dialog"])
def test_hostile_files(house: House, draft: Draft, tmp_path: Path, way: str) -> None:
    house.screen.side.show_tab(1)
    for number, (name, make, sentence) in enumerate(HOSTILE):
        path = tmp_path / f"{number}" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(make())
        house.window._message_bar.dismiss()
        if way == "drop":
            drop(house.screen.source.viewport() if number % 2 else house.screen.files, path)
        else:
            house.driver.press(tr("Editor", "Add files…"))
            house.driver.choose_files([path])
        house.says(sentence, "It was not added. Choose another file.")
        house.settle()
        if house.language == "en":
            assert name.strip("\u202e")[:2] in house.words(), "the sentence names the file"
        if number in (0, 4):
            house.picture(f"{way}-{number}")
    assert house.screen.files.cards == {}
    assert house.load(draft).content == CONTENT
    assert not [path for path in (house.home / "data").rglob("blobs/*/*") if path.is_file()], "nothing was copied"
    assert house.close() == 0


def test_tricks_in_names(house: House, draft: Draft, tmp_path: Path) -> None:
    """Harmless files with names that would lead elsewhere get plain names; the public and the disk see only those."""
    tricks = ["..\\..\\windows\\名单.txt", "CON.txt", "\n名\r单\x07.txt", "<b>名单<img src=x>.txt", "长" * 80 + ".txt"]
    paths = []
    for name in tricks:
        path = tmp_path / name
        path.write_bytes("内容\n".encode() + name.encode()[:20].hex().encode())
        paths.append(path)
    drop(house.screen.files, *paths)
    house.driver.wait(lambda: len(house.screen.files.cards) == len(tricks), "all five to be added")
    house.settle()
    house.picture("names")
    names = [card.row.attachment.name for card in house.screen.files.cards.values()]
    for name in names:
        assert name.endswith(".txt")
        assert not set(name) & set('\\/:*?"<>|\n\r\x07'), name
        assert name.partition(".")[0].upper() != "CON"
    house.driver.wait(lambda: len(house.load(draft).content.attachments) == len(tricks), "the attachments to be saved")
    stored = [path.name for path in (house.home / "data").rglob("blobs/*/*") if path.is_file()]
    assert all(len(name) == 64 for name in stored)
    assert house.close() == 0


@pytest.mark.parametrize("kind", ["file", "laughs", "utf16", "damaged"])
def test_hostile_document_is_not_imported(house: House, tmp_path: Path, kind: str) -> None:
    house.open()
    house.signed_in()
    path = tmp_path / "来文.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(300) if kind == "damaged" else xxe_docx(kind))
    house.go("drafts")
    house.driver.key(Qt.Key.Key_O, CONTROL)
    house.driver.choose_files([path])
    house.driver.click(house.driver.dialog(SectionSheet).deed)
    house.says("Nothing was imported.")
    house.settle()
    house.picture(kind)
    assert "root:" not in house.words()
    assert house.screen.list.rows.rows == []
    assert house.close() == 0
