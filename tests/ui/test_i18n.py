"""The Chinese translation is complete, keeps its placeholders, and works compiled and not compiled."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from editor_app.core.errors import DiskFull, EditorError
from editor_app.ui.i18n import Language, Translation, error_words, tr
from editor_app.ui.i18n.catalogue import (
    CATALOGUES,
    all_words,
    build_translations,
    catalogue_of,
    extract,
    missing,
    source_path,
    write_catalogue,
)
from editor_app.ui.i18n.translator import TsTranslator, read_catalogue


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_nothing_is_untranslated() -> None:
    left = missing(all_words(), extract())
    assert not left, f"{len(left)} sentences without Chinese; run python -m editor_app.ui.i18n.catalogue: {left[:10]}"


def test_nothing_stale_is_kept() -> None:
    for name in CATALOGUES:
        kept = set(read_catalogue(source_path(name)))
        assert kept <= {key for key in extract() if catalogue_of(key[0]) == name}, name


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [key for key, text in all_words().items() if _names(key[1]) != _names(text)]
    assert not wrong


def test_every_error_has_its_sentences_among_the_extracted() -> None:
    wanted = set(extract())

    def walk(kind: type[EditorError]) -> list[type[EditorError]]:
        return [kind, *(child for item in kind.__subclasses__() for child in walk(item))]

    for kind in walk(EditorError):
        for text in (kind.default_title, kind.default_advice):
            assert not text or not kind.__module__.startswith("editor_app") or ("errors", text) in wanted


def test_an_unfinished_sentence_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    write_catalogue(path, [("A", "One <b> & two"), ("A", "Three")], {("A", "Three"): "三 & <四>"})
    words = read_catalogue(path)
    assert words == {("A", "Three"): "三 & <四>"}
    assert missing(words, [("A", "One <b> & two"), ("A", "Three")]) == [("A", "One <b> & two")]


def test_switching_while_running(qtbot: QtBot, qapp: QApplication) -> None:
    translation = Translation(Language.CHINESE)
    try:
        assert translation.code == "zh_CN"
        assert tr("places", "Drafts") == "稿件"
        assert error_words(DiskFull())[0].startswith("磁盘已满")
        with qtbot.waitSignal(translation.changed):
            translation.choose(Language.ENGLISH)
        assert tr("places", "Drafts") == "Drafts"
        assert error_words(EditorError("Never heard of"))[0] == "Never heard of"
    finally:
        translation.release()


def test_standard_dialogs_speak_chinese_too(qapp: QApplication) -> None:
    translation = Translation(Language.CHINESE)
    try:
        assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QFileDialog.tr("Look in:") != "Look in:"
    finally:
        translation.release()


def test_compiled_and_uncompiled_say_the_same(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtCore import QTranslator

    made = build_translations(tmp_path)
    if not made:
        pytest.skip("lrelease is not installed")
    assert [path.stem for path in made] == [f"{name}_zh_CN" for name in CATALOGUES]
    for name, path in zip(CATALOGUES, made, strict=True):
        compiled, plain = QTranslator(), TsTranslator(source_path(name))
        assert compiled.load(str(path))
        words = read_catalogue(source_path(name))
        assert len(words) > 50
        for (context, text), chinese in words.items():
            assert compiled.translate(context, text) == plain.translate(context, text) == chinese
