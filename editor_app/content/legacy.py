"""Reads the old binary documents (doc, xls, wps, et): what they hide, and their text as far as it can be read."""

from __future__ import annotations

import io
import struct

import olefile

from editor_app.content.report import Report

_BROKEN = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    struct.error,
    OverflowError,
    RecursionError,
    MemoryError,
    olefile.olefile.OleFileError,
)
_MAX_STREAM = 64 * 1024 * 1024
_FILEPASS = 0x2F
_WORD_FIELDS = str.maketrans({"\r": "\n", "\x07": "\n", "\x0b": "\n", "\x0c": "\n", "\xa0": " "})


def read_legacy(data: bytes, extension: str, report: Report) -> str:
    """Fill `report` and return the type: doc, xls, wps, et, or "" for another kind of OLE file. Never raises."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _Reader(ole, extension, report).read()
    except _BROKEN:
        report.add("damaged")
        return EXTENSION_TYPES.get(extension, "")


EXTENSION_TYPES = {".doc": "doc", ".wps": "wps", ".xls": "xls", ".et": "et"}


class _Reader:
    def __init__(self, ole: olefile.OleFileIO, extension: str, report: Report) -> None:
        self.ole = ole
        self.extension = extension
        self.report = report
        self.paths = ["/".join(path) for path in ole.listdir(streams=True, storages=True)]

    def read(self) -> str:
        if any(path.split("/")[-1] in ("EncryptedPackage", "EncryptionInfo") for path in self.paths):
            self.report.add("encrypted")
            return ""
        self.dangers()
        self.properties()
        if self.ole.exists("WordDocument"):
            self.word()
            return "wps" if self.extension == ".wps" else "doc"
        book = next((name for name in ("Workbook", "Book") if self.ole.exists(name)), "")
        if book:
            self.workbook(book)
            return "et" if self.extension == ".et" else "xls"
        return ""

    def dangers(self) -> None:
        for path in self.paths:
            parts = path.split("/")
            if any(part.upper() in ("VBA", "MACROS", "_VBA_PROJECT", "_VBA_PROJECT_CUR") for part in parts):
                self.report.add("macros")
            elif (parts[0] == "ObjectPool" and len(parts) == 2) or parts[-1] in ("\x01Ole10Native", "Package"):
                self.report.add("embedded_object", parts[-1].strip("\x01"))
            elif parts[0].startswith("MBD") and len(parts) == 1:
                self.report.add("embedded_object", parts[0])

    def properties(self) -> None:
        try:
            found = self.ole.get_metadata()
        except _BROKEN:
            return
        people = [_text(value) for value in (found.author, found.last_saved_by, found.manager)]
        names = "、".join(dict.fromkeys(name for name in people if name))
        if names:
            self.report.add("author_metadata", names[:160])
            self.report.text("属性", names)
        for value in (found.title, found.subject, found.keywords, found.comments):
            self.report.text("属性", _text(value))

    def stream(self, name: str) -> bytes:
        if self.ole.get_size(name) > _MAX_STREAM:
            raise ValueError(name)
        return bytes(self.ole.openstream(name).read())

    def word(self) -> None:
        main = self.stream("WordDocument")
        flags = int.from_bytes(main[10:12], "little")
        if flags & 0x0100:
            self.report.add("encrypted")
            return
        table = "1Table" if flags & 0x0200 else "0Table"
        try:
            text = _word_text(main, self.stream(table)) if self.ole.exists(table) else ""
        except _BROKEN:
            text = ""
        if text.strip():
            self.report.text("正文", text)
        else:
            self.report.add("text_not_read")

    def workbook(self, name: str) -> None:
        data = self.stream(name)
        if _has_record(data, _FILEPASS):
            self.report.add("encrypted")
            return
        hidden, strings = _sheets_and_strings(data)
        for sheet in hidden:
            self.report.add("hidden_sheet", sheet)
        if strings:
            self.report.text("单元格", "\n".join(strings))
        else:
            self.report.add("text_not_read")


def _text(value: object) -> str:
    if isinstance(value, bytes):
        for encoding in ("utf-8", "gb18030"):
            try:
                return value.decode(encoding).strip("\x00 ")
            except UnicodeDecodeError:
                continue
        return ""
    return value.strip("\x00 ") if isinstance(value, str) else ""


def _word_text(main: bytes, table: bytes) -> str:
    """The text by the piece table ([MS-DOC] 2.4.1); fields' codes are left out."""
    start, size = struct.unpack_from("<II", main, 0x01A2)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if at >= len(clx) or clx[at] != 2:
        return ""
    size = int.from_bytes(clx[at + 1 : at + 5], "little")
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc, 0)
    parts = []
    for index in range(count):
        position = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        length = places[index + 1] - places[index]
        if length <= 0:
            continue
        if position & 0x40000000:
            start = (position & 0x3FFFFFFF) // 2
            parts.append(main[start : start + length].decode("cp1252", "replace"))
        else:
            parts.append(main[position : position + 2 * length].decode("utf-16-le", "replace"))
    return _without_fields("".join(parts).translate(_WORD_FIELDS))


def _without_fields(text: str) -> str:
    shown: list[str] = []
    in_code: list[bool] = []
    for char in text:
        if char == "\x13":
            in_code.append(True)
        elif char == "\x14" and in_code:
            in_code[-1] = False
        elif char == "\x15" and in_code:
            in_code.pop()
        elif not any(in_code[-4:]) and (char >= " " or char in "\t\n"):
            shown.append(char)
    return "".join(shown)


def _records(data: bytes) -> list[tuple[int, bytes]]:
    """BIFF records as (type, content); stops at the first that is cut off."""
    records: list[tuple[int, bytes]] = []
    at = 0
    while at + 4 <= len(data) and len(records) < 500_000:
        kind, size = struct.unpack_from("<HH", data, at)
        if at + 4 + size > len(data):
            break
        records.append((kind, data[at + 4 : at + 4 + size]))
        at += 4 + size
    return records


def _has_record(data: bytes, wanted: int) -> bool:
    return any(kind == wanted for kind, _ in _records(data[:20_000]))


def _sheets_and_strings(data: bytes) -> tuple[list[str], list[str]]:
    """Names of hidden sheets, and the shared strings ([MS-XLS] 2.4.265) as far as they can be read."""
    records = _records(data)
    hidden = [_sheet_name(content) for kind, content in records if kind == 0x85 and len(content) > 7 and content[4] & 3]
    for index, (kind, content) in enumerate(records):
        if kind == 0xFC:
            pieces = [content[8:]]
            for following, more in records[index + 1 :]:
                if following != 0x3C:
                    break
                pieces.append(more)
            return hidden, _strings(pieces, int.from_bytes(content[4:8], "little"))
    return hidden, []


def _sheet_name(content: bytes) -> str:
    count, wide = content[6], content[7] & 1
    return content[8 : 8 + count * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")


def _strings(pieces: list[bytes], count: int) -> list[str]:
    strings: list[str] = []
    piece, at = 0, 0
    try:
        while len(strings) < min(count, 200_000):
            while at >= len(pieces[piece]):
                piece, at = piece + 1, 0
            length, flags = struct.unpack_from("<HB", pieces[piece], at)
            at += 3
            runs = extra = 0
            if flags & 8:
                runs = struct.unpack_from("<H", pieces[piece], at)[0]
                at += 2
            if flags & 4:
                extra = struct.unpack_from("<I", pieces[piece], at)[0]
                at += 4
            text, piece, at = _characters(pieces, piece, at, length, flags & 1)
            strings.append(text)
            skip = runs * 4 + extra
            while skip > len(pieces[piece]) - at and piece + 1 < len(pieces):
                skip -= len(pieces[piece]) - at
                piece, at = piece + 1, 0
            at += skip
    except (IndexError, struct.error):
        pass
    return [text for text in strings if text.strip()]


def _characters(pieces: list[bytes], piece: int, at: int, length: int, wide: int) -> tuple[str, int, int]:
    """A string that may run over into the next records, each of which says anew how wide its characters are."""
    parts = []
    while length:
        if at >= len(pieces[piece]):
            piece += 1
            wide, at = pieces[piece][0] & 1, 1
        width = 2 if wide else 1
        take = min(length, (len(pieces[piece]) - at) // width)
        if take <= 0:
            raise IndexError(piece)
        parts.append(pieces[piece][at : at + take * width].decode("utf-16-le" if wide else "latin-1", "replace"))
        length, at = length - take, at + take * width
    return "".join(parts), piece, at
