"""Makes the QApplication: Fusion, fonts with Chinese, the input method, the icon."""

from __future__ import annotations

import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


def choose_input_method(environment: MutableMapping[str, str], plugin_folder: Path) -> str:
    """Qt from the wheels has no fcitx plugin and would silently fall back to no Chinese at all; fcitx5 also speaks ibus.

    Changes QT_IM_MODULE in `environment` when it asks for a plugin that is not there; answers what is in use ("" = Qt's choice).
    """
    wanted = environment.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx"):
        present = [path.name for path in plugin_folder.glob("*fcitx*")] if plugin_folder.is_dir() else []
        if not present:
            environment["QT_IM_MODULE"] = "ibus"
    return environment.get("QT_IM_MODULE", "")


def create_application(argv: Sequence[str]) -> QApplication:
    """The application object, without any window. Call it once."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    choose_input_method(os.environ, plugins)
    QCoreApplication.setOrganizationName("unit-editor")
    QCoreApplication.setApplicationName("unit-editor")
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Named on the command line the style is made once; setStyle() would first make the system's and throw it away.
    application = QApplication([*argv, "-style", "Fusion"])
    application.setDesktopFileName("unit-editor")
    application.setFont(interface_font())
    application.setQuitOnLastWindowClosed(True)
    hints = application.styleHints()
    if hints is not None:
        hints.setShowShortcutsInContextMenus(True)
    return application


def interface_font() -> QFont:
    """The first installed family that has Chinese; the system's own font follows as a fallback."""
    present = set(QFontDatabase.families())
    family = next((name for name in FAMILIES if name in present), "")
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if family:
        font.setFamilies([family, font.family()])
    font.setPixelSize(14)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def has_chinese_font() -> bool:
    """Can Chinese be shown at all?"""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
