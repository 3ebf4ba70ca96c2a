"""Loads the Chinese translation: the compiled .qm when there is one, else the .ts itself: a plain checkout speaks Chinese too."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from editor_app.core.errors import EditorError
from editor_app.core.resources import resource_path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENDING = "_zh_CN"


class Language(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    CHINESE = "zh_CN"
    ENGLISH = "en"


def tr(context: str, text: str, /, **values: object) -> str:
    """The sentence in the language in use, its {names} filled in. `context` and `text` must be literals: a test reads them."""
    found = QCoreApplication.translate(context, text)
    return found.format(**values) if values else found


def error_words(error: EditorError) -> tuple[str, str]:
    """(title, advice) of an error in the language in use."""
    translate = QCoreApplication.translate
    return translate("errors", error.title), translate("errors", error.advice) if error.advice else ""


def read_catalogue(path: Path) -> dict[tuple[str, str], str]:
    """(context, source) -> translation of a .ts file; unfinished and vanished ones are left out."""
    from defusedxml.ElementTree import parse

    root: Element | None = parse(path).getroot()
    if root is None:
        return {}
    found: dict[tuple[str, str], str] = {}
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                found[(name, message.findtext("source", ""))] = translation.text
    return found


class TsTranslator(QTranslator):
    """Translates from a .ts file that was never compiled."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = read_catalogue(path)

    def isEmpty(self) -> bool:
        """Qt asks before it uses a translator."""
        return not self._words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        """The translation, or None so that Qt goes on to the next translator."""
        return self._words.get((context, source))


class Translation(QObject):
    """Installs and removes the translators; `changed` follows after the application has the new ones."""

    changed = Signal()

    def __init__(self, language: Language = Language.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []
        self.language = language
        self._install()

    @property
    def code(self) -> str:
        """ "zh_CN" or "en": the language in use."""
        if self.language is Language.SYSTEM:
            return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"
        return self.language.value

    def choose(self, language: Language) -> None:
        """Switch now."""
        before = self.code
        self.language = language
        if self.code != before:
            self._install()
            self.changed.emit()

    def release(self) -> None:
        """Take the translators out (end of the program, tests)."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []

    def _install(self) -> None:
        self.release()
        QLocale.setDefault(QLocale(self.code))
        if self.code != "zh_CN":
            return
        standard = QTranslator(self)
        if standard.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._installed.append(standard)
        self._installed.extend(_ours(self))
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)


def _ours(parent: QObject) -> list[QTranslator]:
    """One translator per catalogue: the compiled one where it is there and not older than its source."""
    folder = resource_path("i18n")
    names = sorted({path.stem for path in folder.iterdir() if path.suffix in (".ts", ".qm") and path.stem.endswith(ENDING)})
    return [_translator(folder / f"{name}.ts", parent) for name in names]


def _translator(source: Path, parent: QObject) -> QTranslator:
    compiled = source.with_suffix(".qm")
    if compiled.is_file() and (not source.is_file() or compiled.stat().st_mtime >= source.stat().st_mtime):
        made = QTranslator(parent)
        if made.load(str(compiled)):
            return made
    return TsTranslator(source, parent)
