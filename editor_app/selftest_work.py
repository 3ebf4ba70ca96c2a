"""The part of the self-test that does real work with the program's own machinery, in a temporary folder."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_TITLE = "关于开展消防安全检查的通知"
_BODY = "各村（社区）：\n\n## 时间\n\n11月24日**上午**，查~~验~~看台账。\n\n| 村 | 户 |\n|---|---|\n| 石桥 | 12 |\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{_TITLE}</w:t></w:r></w:p></w:body></w:document>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def need(condition: bool, text: str) -> None:
    """Raises RuntimeError with `text` when the condition does not hold."""
    if not condition:
        raise RuntimeError(text)


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="unit-editor-selftest-") as path:
        yield Path(path)


def store() -> dict[str, Any]:
    """Make a store with its migrations, write a draft, find it again after closing and opening."""
    from editor_app.core.content import ArticleContent
    from editor_app.core.draft import DraftQuery
    from editor_app.store.profile import ProfileStore

    with _folder() as folder:
        opened = ProfileStore.open(folder)
        try:
            made = opened.open_account("selftest").drafts.create(ArticleContent(_TITLE, body=_BODY, kind="notice"), "selftest")
        finally:
            opened.close()
        opened = ProfileStore.open(folder)
        try:
            again = opened.open_account("selftest").drafts
            need(again.load(made.id).content == made.content, "a draft came back changed")
            found = [row.id for row in again.summaries(DraftQuery(text="消防"))]
            need(found == [made.id], "the search does not find the draft")
        finally:
            opened.close()
    return {"draft": "kept and found"}


def page() -> dict[str, Any]:
    """Render a page and check a text with the shipped rules."""
    from editor_app.content.page import render_standalone
    from editor_app.core.content import ArticleContent
    from editor_app.rules.engine import check_text

    html = render_standalone(
        ArticleContent(_TITLE, kind="notice", body=_BODY + "\n<script>alert(1)</script>\n"), lambda _id: None
    )
    for part in (_TITLE, "<h2", "<strong>", "<table", "<style"):
        need(part in html, f"the rendered page lacks {part}")
    need("<script" not in html, "a script survived rendering")
    findings = check_text("统一布署防汛工作。").findings
    need(bool(findings), "the rules found nothing in a text with a mistake")
    return {"characters": len(html), "finding": findings[0].rule}


def documents() -> dict[str, Any]:
    """Recognise and import a Word document, prepare a picture."""
    from PIL import Image

    from editor_app.content.docx_import import import_docx
    from editor_app.content.images import prepare_image
    from editor_app.content.inspection import inspect_file
    from editor_app.core.organisation import Limits

    with _folder() as folder:
        path = folder / "通知.docx"
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("[Content_Types].xml", _TYPES)
            parts.writestr("_rels/.rels", _RELATIONS)
            parts.writestr("word/document.xml", _DOCUMENT)
        inspection = inspect_file(path, path.name, Limits())
        need(inspection.extension == ".docx", f"a Word document was taken for {inspection.extension}")
        imported = import_docx(path, Limits())
    need(_TITLE in imported.title + imported.body, "the text of a Word document was lost")
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(data, "PNG")
    picture = prepare_image(data.getvalue(), Limits())
    return {"docx": inspection.verdict, "picture": picture.media_type}


def keyring_helper(seconds: float = 30.0) -> dict[str, Any]:
    """Ask the helper process as the window does. It must answer; that there is no password store is an answer."""
    from editor_app.keyring_client import command

    request = json.dumps({"action": "probe", "service": "Unit Editor", "account": "", "secret": ""}).encode()
    done = subprocess.run(command(), input=request, capture_output=True, timeout=seconds, check=False)
    trace = done.stderr.decode("utf-8", "replace").strip().splitlines()
    need(done.returncode == 0, f"the helper ended with {done.returncode}: {trace[-1] if trace else 'no message'}")
    answer = json.loads(done.stdout)
    need(isinstance(answer.get("ok"), bool), "the helper gave no answer")
    backends = sorted(_backends())
    need("keyring.backends.SecretService" in backends, "the password stores are not part of this program")
    return {
        "available": answer["ok"],
        "backend": answer.get("backend", ""),
        "reason": answer.get("reason", ""),
        "known": backends,
    }


def _backends() -> Iterator[str]:
    import importlib.util

    for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows"):
        if importlib.util.find_spec(f"keyring.backends.{name}") is not None:
            yield f"keyring.backends.{name}"


def http() -> dict[str, Any]:
    """Load everything a request and an upload need."""
    import requests

    from editor_app.api.gate import HttpPortalGate

    portal = HttpPortalGate().connect("https://portal.invalid", "selftest")
    import tusclient.uploader

    need(hasattr(tusclient.uploader, "Uploader"), "uploads are not part of this program")
    return {"requests": requests.__version__, "portal": type(portal).__name__}


def translations(frozen: bool) -> dict[str, Any]:
    """Every catalogue translates; the built program has them compiled."""
    from PySide6.QtCore import QTranslator

    from editor_app.core.resources import resource_path
    from editor_app.ui.i18n.translator import read_catalogue

    files = sorted(path.name for path in resource_path("i18n").iterdir() if path.suffix in (".qm", ".ts"))
    compiled = [name for name in files if name.endswith(".qm")]
    need(bool(files), "no Chinese translation")
    for name in compiled:
        translator = QTranslator()
        need(translator.load(str(resource_path("i18n", name))) and not translator.isEmpty(), f"{name} cannot be read")
    if frozen:
        need({"editor_zh_CN.qm", "review_zh_CN.qm", "unit_editor_zh_CN.qm"} <= set(compiled), "a compiled translation is missing")
    else:
        need(all(read_catalogue(resource_path("i18n", name)) for name in files if name.endswith(".ts")), "an empty translation")
    return {"files": files}
