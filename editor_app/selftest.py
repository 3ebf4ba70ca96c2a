"""What the built program says of itself: run inside the bundle, because a source tree proves nothing about one."""

from __future__ import annotations

import json
import platform
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor_app import __version__, selftest_work
from editor_app.core.errors import EditorError
from editor_app.selftest_work import need as _need


def run(report: Path | None, portal_url: str = "") -> int:
    """Write the report as JSON (to stdout without a file); 0 when all that must be there is there.

    The portal being out of reach and a missing keyring are told, not failed: both can be right where the program runs.
    """
    parts: dict[str, Callable[[], Any]] = {
        "program": _program,
        "qt": _qt,
        "keyring": _keyring,
        "keyring_helper": selftest_work.keyring_helper,
        "tls": _tls,
        "images": _images,
        "sqlite": _sqlite,
        "rules": _rules,
        "kinds": _kinds,
        "translations": lambda: selftest_work.translations(bool(getattr(sys, "frozen", False))),
        "store": selftest_work.store,
        "page": selftest_work.page,
        "documents": selftest_work.documents,
        "http": selftest_work.http,
        "portal": lambda: _portal(portal_url),
    }
    result: dict[str, Any] = {}
    failed = []
    for name, part in parts.items():
        try:
            result[name] = part()
        except (ImportError, OSError, ValueError, RuntimeError, sqlite3.Error, subprocess.SubprocessError, EditorError) as error:
            result[name] = {"error": f"{type(error).__name__}: {error}"}
            failed.append(name)
    result["failed"] = failed
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    if report is not None:
        report.write_text(text, encoding="utf-8")
    elif sys.stdout is not None:
        sys.stdout.write(text)
    return 1 if failed else 0


def _program() -> dict[str, Any]:
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
    }


def _qt() -> dict[str, Any]:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QGuiApplication)
    formats = sorted(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats())
    for name in ("png", "jpeg", "svg", "gif", "webp", "ico"):
        _need(name in formats, f"Qt cannot read {name}")
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return {
        "version": qVersion(),
        "platform": application.platformName(),
        "image_formats": formats,
        "chinese_fonts": len(chinese),
    }


def _keyring() -> dict[str, Any]:
    from editor_app.core.errors import KeyringUnavailable
    from editor_app.keyring_client import SystemKeyring

    try:
        return {"backend": SystemKeyring().backend()}
    except KeyringUnavailable as error:
        return {"backend": None, "reason": error.reason, "note": error.title}


def _tls() -> dict[str, Any]:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return {"openssl": ssl.OPENSSL_VERSION, "trust_store": type(context).__module__}


def _images() -> dict[str, Any]:
    import PIL
    from PIL import Image, features

    Image.init()
    for name in ("JPEG", "PNG", "WEBP", "GIF", "BMP"):
        _need(name in Image.OPEN, f"Pillow cannot read {name}")
    _need(features.check("jpg") is True, "Pillow has no JPEG")
    return {"pillow": PIL.__version__, "formats": len(Image.OPEN)}


def _sqlite() -> dict[str, Any]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("create virtual table probe using fts5(text)")
    finally:
        connection.close()
    return {"version": sqlite3.sqlite_version, "fts5": True}


def _rules() -> dict[str, Any]:
    from editor_app.rules.pack import shipped_pack

    pack = shipped_pack()
    _need(len(pack.rules) > 0, "the rule pack is empty")
    return {"version": pack.version, "count": len(pack.rules)}


def _kinds() -> dict[str, Any]:
    from editor_app.core.kind import shipped_kinds

    return {"count": len(shipped_kinds())}


def _portal(url: str) -> dict[str, Any]:
    if not url:
        return {"reachable": None, "note": "no portal address given"}
    from editor_app.api.gate import HttpPortalGate
    from editor_app.core.errors import PortalError

    try:
        health = HttpPortalGate().health(url)
    except PortalError as error:
        return {"reachable": False, "note": error.title, "detail": error.detail}
    return {"reachable": True, "name": health.name, "version": health.version}
