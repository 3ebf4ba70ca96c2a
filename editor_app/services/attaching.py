"""Attachments and images: looked at on the way in, copied into the store at once, so that the original may change or vanish.

The readers of file formats cost a quarter of a second to load, so they are imported with the first file, not at start-up.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.errors import BadAttachment
from editor_app.core.organisation import Limits

if TYPE_CHECKING:
    from editor_app.content.images import PreparedImage
    from editor_app.content.inspection import Inspection
    from editor_app.store.account import AccountStore

Texts = tuple[tuple[str, str], ...]
_KEPT_LOOKS = 64


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules may know of a file: its texts as (place, text), and the inspection's remarks as (code, place)."""

    texts: Texts = ()
    notes: Texts = ()

    @classmethod
    def at(cls, inspection: Inspection) -> Look:
        """From an inspection."""
        return cls(inspection.texts, tuple((reason.code, reason.place) for reason in inspection.reasons))


_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "image/bmp": ".bmp"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was inspected (a picture: prepared), not yet stored. `path` is the source unless `picture` is set."""

    name: str
    path: Path | None
    picture: PreparedImage | None
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored attachment, ready to be put into a draft's content, and what the inspection said."""

    attachment: Attachment
    inspection: Inspection
    notes: tuple[str, ...] = ()


def new_attachment_id() -> str:
    """Twelve characters of a-z0-9."""
    return secrets.token_hex(6)


class Attaching:
    """Adds files to the store of one account and reads the text inside them."""

    def __init__(self, store: AccountStore, limits_provider: Callable[[], Limits]) -> None:
        self._store = store
        self._limits = limits_provider
        self._looks: OrderedDict[str, Look] = OrderedDict()
        self._lock = threading.Lock()

    def prepare_file(self, path: Path, name: str = "") -> Prepared:
        """[cpu] Inspect a file; a picture is turned upright, scaled and stripped of its position. Raises BadAttachment."""
        from editor_app.content.images import prepare_image
        from editor_app.content.inspection import inspect_file
        from editor_app.content.names import safe_file_name

        limits = self._limits()
        shown = safe_file_name(name or path.name)
        inspection = inspect_file(path, shown, limits)
        if inspection.verdict == "block":
            raise refusal(inspection)
        if inspection.media_type.startswith("image/"):
            try:
                picture = prepare_image(path.read_bytes(), limits)
            except OSError as error:
                raise BadAttachment("unreadable", detail=str(error)) from error
            return Prepared(_renamed(shown, picture.media_type), None, picture, _settled(inspection))
        return Prepared(shown, path, None, inspection)

    def keep(self, prepared: Prepared) -> Attached:
        """[disk] Copy it into the store. Raises StorageError, and BadAttachment when the source cannot be read any more."""
        if prepared.picture is not None:
            return self._keep_picture(prepared.name, prepared.picture, prepared.inspection)
        assert prepared.path is not None
        try:
            sha256, size = self._store.blobs.add_file(prepared.path)
        except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
            raise BadAttachment("unreadable", detail=str(error)) from error
        attachment = Attachment(new_attachment_id(), Role.FILE, prepared.name, sha256, size, prepared.inspection.media_type)
        self._remember(sha256, Look.at(prepared.inspection))
        return Attached(attachment, prepared.inspection)

    def add_file(self, path: Path, name: str = "") -> Attached:
        """[disk] prepare_file and keep in one."""
        return self.keep(self.prepare_file(path, name))

    def prepare_image_bytes(self, data: bytes, name: str) -> Prepared:
        """[cpu] A picture from the clipboard. Raises BadAttachment."""
        from editor_app.content.images import prepare_image
        from editor_app.content.inspection import Inspection
        from editor_app.content.names import safe_file_name

        picture = prepare_image(data, self._limits())
        shown = _renamed(safe_file_name(name), picture.media_type)
        extension = _EXTENSIONS.get(picture.media_type, "")
        inspection = Inspection(extension.lstrip("."), picture.media_type, extension, "ok", (), ())
        return Prepared(shown, None, picture, inspection)

    def add_image_bytes(self, data: bytes, name: str) -> Attached:
        """[disk] prepare_image_bytes and keep in one."""
        return self.keep(self.prepare_image_bytes(data, name))

    def path(self, attachment: Attachment) -> Path:
        """[disk] Where the bytes lie, for showing and opening. Do not write there."""
        return self._store.blobs.path(attachment.sha256)

    def look(self, attachment: Attachment) -> Look:
        """[cpu] What stands in an attachment, read once per content. Empty for pictures and unreadable files."""
        with self._lock:
            known = self._looks.get(attachment.sha256)
        if known is not None:
            return known
        look = Look() if attachment.is_image else self._inspected(attachment)
        self._remember(attachment.sha256, look)
        return look

    def looks_of(self, content: ArticleContent) -> dict[str, Look]:
        """[cpu] look() at every attachment of an article, by attachment id: what Checking.check wants."""
        return {item.id: self.look(item) for item in content.attachments}

    def _inspected(self, attachment: Attachment) -> Look:
        from editor_app.content.inspection import inspect_file

        try:
            return Look.at(inspect_file(self._store.blobs.path(attachment.sha256), attachment.name, self._limits()))
        except (BadAttachment, OSError):
            return Look()

    def _keep_picture(self, name: str, picture: PreparedImage, inspection: Inspection) -> Attached:
        attachment = Attachment(
            id=new_attachment_id(),
            role=Role.IMAGE,
            name=name,
            sha256=self._store.blobs.add(picture.data),
            size=len(picture.data),
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
        )
        return Attached(attachment, inspection, picture.notes)

    def _remember(self, sha256: str, look: Look) -> None:
        with self._lock:
            self._looks[sha256] = look
            self._looks.move_to_end(sha256)
            while len(self._looks) > _KEPT_LOOKS:
                self._looks.popitem(last=False)


def _settled(inspection: Inspection) -> Inspection:
    """What a picture's preparation has put right (position taken out, format and extension made to fit) is no remark any more."""
    left = tuple(reason for reason in inspection.reasons if reason.code not in ("position_data", "extension_differs"))
    return replace(inspection, reasons=left, verdict="warn" if left else "ok")


def refusal(inspection: Inspection) -> BadAttachment:
    """The blocking reason of an inspection as the error that is shown."""
    reason = inspection.reasons[0] if inspection.reasons else None
    detail = "; ".join(f"{item.code} {item.place}".strip() for item in inspection.reasons)
    return BadAttachment(reason.code if reason else "refused", reason.message if reason else "", detail=detail)


def _renamed(name: str, media_type: str) -> str:
    """The name with the extension of what the picture has become."""
    extension = _EXTENSIONS.get(media_type, "")
    stem = Path(name).stem or "image"
    suffix = Path(name).suffix.lower()
    same = suffix == extension or (suffix == ".jpeg" and extension == ".jpg")
    return name if same or not extension else f"{stem}{extension}"
