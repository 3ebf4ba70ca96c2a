"""The rendered page: only what changed is redone, nothing is loaded from outside, markup of others stays text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QUrl
from PySide6.QtGui import QImage, QTextDocument

from editor_app.ui.editor.pages import cut
from editor_app.ui.theme import Theme, ThemeMode
from editor_app.ui.widgets.article_page import ArticlePage, decode

PIECES = (
    "<h2>一、标题</h2>",
    "<p>第一段<strong>重点</strong></p>",
    "<ul><li>甲</li><li>乙</li></ul>",
    '<table border="1"><tr><th>a</th></tr><tr><td>1</td></tr></table>',
    "<blockquote><p>引用</p></blockquote>",
    "<p>末段</p>",
)


@pytest.fixture
def theme(qapp):
    return Theme(ThemeMode.LIGHT)


@pytest.fixture
def page(qtbot, theme):
    widget = ArticlePage(theme)
    qtbot.addWidget(widget)
    widget.resize(430, 500)
    widget.show()
    return widget


def fill(qtbot, page, pieces):
    page.show_pieces(pieces)
    qtbot.waitUntil(lambda: not page.filling)


def test_any_way_of_changes_ends_with_the_same_page_as_a_fresh_one(qtbot, page, theme):
    steps = [
        PIECES,
        PIECES[:2] + PIECES[3:],
        ("<p>新的开头</p>", *PIECES),
        PIECES[::-1],
        (*PIECES[:3], "<p>x</p>", *PIECES[4:]),
        PIECES[3:4],
        (),
        PIECES,
    ]
    for pieces in steps:
        fill(qtbot, page, pieces)
        fresh = ArticlePage(theme)
        qtbot.addWidget(fresh)
        fill(qtbot, fresh, pieces)
        assert page.toPlainText() == fresh.toPlainText()
        assert page.pieces == pieces


def test_paragraphs_keep_their_indent_and_headings_their_size(qtbot, page):
    fill(qtbot, page, PIECES)
    first = page.document().firstBlock()
    assert first.blockFormat().headingLevel() == 2
    assert first.begin().fragment().charFormat().font().pixelSize() == 18
    assert first.next().blockFormat().textIndent() == 32


def test_one_changed_paragraph_leaves_the_others_alone(qtbot, page):
    many = [f"<p>第{number}段</p>" for number in range(300)]
    fill(qtbot, page, many)
    changes = []
    page.document().contentsChange.connect(lambda at, gone, come: changes.append(gone + come))
    many[150] = "<p>改过</p>"
    fill(qtbot, page, many)
    assert sum(changes) < 60
    assert "改过" in page.toPlainText()


def test_files_and_network_are_never_asked(page, tmp_path):
    secret = tmp_path / "secret.png"
    QImage(40, 40, QImage.Format.Format_RGB32).save(str(secret))
    for address in (QUrl.fromLocalFile(str(secret)), QUrl("http://127.0.0.1:9/x.png"), QUrl(str(secret))):
        found = page.loadResource(QTextDocument.ResourceType.ImageResource.value, address)
        assert (found.width(), found.height()) == (1, 1)
    page.setSource(QUrl.fromLocalFile(str(secret)))
    assert page.toPlainText() == ""


def test_pictures_keep_their_room_until_they_come_and_fit_the_page(qtbot, page):
    page.set_picture_sizes({"attachment:a": (4000, 2000)})
    before = page.loadResource(2, QUrl("attachment:a"))
    assert before.width() <= page.viewport().width()
    assert abs(before.width() / before.height() - 2) < 0.05
    picture = QImage(1000, 500, QImage.Format.Format_RGB32)
    picture.fill("red")
    page.set_picture("attachment:a", picture)
    after = page.loadResource(2, QUrl("attachment:a"))
    assert after.width() == before.width()


def test_decoding_scales_down_and_survives_rubbish(qapp):
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImage(1200, 300, QImage.Format.Format_RGB32).save(buffer, "PNG")
    assert (decode(bytes(store.data()), 600).width(), decode(b"rubbish", 600).isNull()) == (600, True)


def test_cutting_keeps_every_element_once():
    html = '<p>甲<br>乙 &amp; 丙</p>\n<table>\n<tr><td>1</td></tr>\n</table><p class="signature">落款</p>'
    pieces = cut(html)
    assert pieces[0] == "<p>甲<br>乙 &amp; 丙</p>"
    assert pieces[1].startswith('<table border="1"')
    assert pieces[2] == '<p align="right" class="flat">落款</p>'
    assert len(pieces) == 3
