"""Files are looked into again on the server; what was found is kept with the file, so the second submission costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.finding import attachment_part
from editor_app.core.organisation import Limits
from portal.accounts.models import User
from portal.problems import Problem
from portal.uploads.files import local_path, owned
from portal.uploads.models import StoredFile

_GPS = 0x8825
_IMAGE_TYPES = frozenset({"jpg", "jpeg", "png", "webp", "gif", "bmp"})
_MAX_TEXT = 2_000_000  # characters of one file kept for the rules
_VERSION = 1  # of what is kept; another number inspects anew


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in one file."""

    type: str
    media_type: str
    verdict: str
    reasons: tuple[dict[str, str], ...]
    texts: tuple[tuple[str, str], ...]


def inspect_files(user: User, content: ArticleContent, limits: Limits) -> dict[str, Inspected]:
    """Look into all attachments, by attachment id. Raises Problem 422 missing_files (items = hashes) or file_refused (fields say why)."""
    if not content.attachments:
        return {}
    stored = owned(user.unit, [item.sha256 for item in content.attachments])
    missing = sorted({item.sha256 for item in content.attachments if item.sha256 not in stored})
    if missing:
        raise Problem(422, "missing_files", detail=" ".join(missing), items=missing)
    found, refused = {}, []
    for item in content.attachments:
        inspected = _inspected(stored[item.sha256], item, limits)
        found[item.id] = inspected
        refused += [{"field": attachment_part(item.id), **reason} for reason in _objections(item, stored[item.sha256], inspected)]
    if refused:
        raise Problem(422, "file_refused", fields=refused)
    return found


def _objections(item: Attachment, stored: StoredFile, inspected: Inspected) -> list[dict[str, object]]:
    reasons: list[dict[str, object]] = []
    if inspected.verdict == "block":
        reasons += [_reason(reason["code"], reason["message"], reason["message"]) for reason in inspected.reasons]
    if stored.size != item.size:
        reasons.append(_reason("size_differs", "文件大小与所述不符", "The file has another size than stated"))
    if item.is_image and inspected.type not in _IMAGE_TYPES:
        reasons.append(_reason("not_an_image", "正文图片不是图片文件", "The picture is no image file"))
    if item.is_image and "position_in_image" in {reason["code"] for reason in inspected.reasons}:
        reasons.append(_reason("position_in_image", "图片含有拍摄位置信息", "The picture tells where it was taken"))
    return reasons


def _reason(code: str, zh: str, en: str) -> dict[str, object]:
    return {"code": code, "message": {"zh": zh, "en": en}}


def _inspected(stored: StoredFile, item: Attachment, limits: Limits) -> Inspected:
    key = f"{_VERSION}{PurePosixPath(item.name).suffix.lower()}"
    kept = stored.inspection.get(key)
    if kept is None:
        with local_path(stored) as path:
            kept = _look(path, item, limits)
        stored.inspection[key] = kept
        StoredFile.objects.filter(pk=stored.pk).update(inspection=stored.inspection)
    return _from_kept(kept)


def _from_kept(kept: Mapping[str, object]) -> Inspected:
    return Inspected(
        type=str(kept["type"]),
        media_type=str(kept["media_type"]),
        verdict=str(kept["verdict"]),
        reasons=tuple(kept["reasons"]),  # type: ignore[arg-type]
        texts=tuple((place, text) for place, text in kept["texts"]),  # type: ignore[attr-defined]
    )


def _look(path: Path, item: Attachment, limits: Limits) -> dict[str, object]:
    from editor_app.content.inspection import inspect_file

    result = inspect_file(path, item.name, limits)
    reasons = [{"code": r.code, "message": r.message, "place": r.place} for r in result.reasons]
    if result.type in _IMAGE_TYPES and result.verdict != "block" and _has_position(path):
        reasons.append({"code": "position_in_image", "message": "图片含有拍摄位置信息", "place": ""})
    texts, room = [], _MAX_TEXT
    for place, text in result.texts:
        clean = text[: max(room, 0)].replace("\x00", "")
        room -= len(clean)
        if clean:
            texts.append([place.replace("\x00", ""), clean])
    return {"type": result.type, "media_type": result.media_type, "verdict": result.verdict, "reasons": reasons, "texts": texts}


def _has_position(path: Path) -> bool:
    """Does the picture's EXIF name a place? Unreadable pictures are judged by the inspection, not here."""
    try:
        with Image.open(path) as image:
            return _GPS in image.getexif()
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
