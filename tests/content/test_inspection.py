"""Attachments: what they are, what they hide, what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.content.inspection import Inspection, inspect_bytes, inspect_file
from editor_app.content.reasons import REASONS
from editor_app.core.organisation import Limits
from tests.support import files

LIMITS = Limits()


def look(data: bytes, name: str) -> Inspection:
    return inspect_bytes(data, name, LIMITS)


def codes(found: Inspection) -> set[str]:
    return {item.code for item in found.reasons}


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.docx_bytes(["通知"]), "通知.docx", "docx"),
        (files.xlsx_bytes([["甲"]]), "名单.xlsx", "xlsx"),
        (files.pptx_bytes(["甲"]), "汇报.pptx", "pptx"),
        (files.pdf_bytes("Hello"), "文件.PDF", "pdf"),
        (files.ofd_bytes(["公文"]), "公文.ofd", "ofd"),
        (files.zip_bytes({"a.txt": "甲"}), "材料.zip", "zip"),
        ("说明文字".encode("gb18030"), "说明.txt", "txt"),
        (files.image_bytes(), "图.png", "png"),
        (files.image_bytes(form="JPEG"), "图.jpeg", "jpg"),
        (files.image_bytes(form="WEBP"), "图.webp", "webp"),
        (files.image_bytes(form="GIF"), "图.gif", "gif"),
        (files.image_bytes(form="BMP"), "图.bmp", "bmp"),
    ],
)
def test_honest_files_are_accepted(data: bytes, name: str, kind: str) -> None:
    found = look(data, name)
    assert (found.type, found.verdict, found.reasons) == (kind, "ok", ())


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "空.docx", "empty"),
        (b"MZ\x90\x00" + bytes(100), "通知.docx", "type_mismatch"),
        (b"MZ\x90\x00" + bytes(100), "通知.exe", "not_allowed"),
        (files.docx_bytes(), "通知.pdf", "type_mismatch"),
        (files.docx_bytes(), "通知.exe.docx", "double_extension"),
        (files.docx_bytes(), "通知\u202excod.docx", "bidi_name"),
        (files.docx_bytes(macros=True), "通知.docx", "macros"),
        (files.docx_bytes(template="https://evil.example/t.dotm"), "通知.docx", "external_template"),
        (files.docx_bytes(template=r"\\server\t.dotm"), "通知.docx", "external_template"),
        (files.xxe_docx("file"), "通知.docx", "xml_trick"),
        (files.xxe_docx("laughs"), "通知.docx", "xml_trick"),
        (files.xxe_docx("utf16"), "通知.docx", "xml_trick"),
        (files.zip_bomb(80), "材料.zip", "archive_bomb"),
        (files.lying_zip(), "材料.zip", "damaged"),
        (files.zip_bytes({"../../跑.txt": "x"}), "材料.zip", "unsafe_path"),
        (files.zip_bytes({"C:/跑.txt": "x"}), "材料.zip", "unsafe_path"),
        (files.zip_bytes({"内.zip": files.zip_bytes({"a.txt": "x"})}), "材料.zip", "nested_archive"),
        (files.zip_bytes({"工具.exe": b"MZ" + bytes(50)}), "材料.zip", "member_refused"),
        (files.zip_bytes({"通知.docx": files.docx_bytes(macros=True)}), "材料.zip", "macros"),
        (files.zip_bytes({f"{n}.txt": "" for n in range(3001)}), "材料.zip", "too_many_entries"),
        (files.pdf_bytes(javascript=True), "文件.pdf", "script"),
        (files.pdf_bytes()[:200], "文件.pdf", "damaged"),
        (files.docx_bytes()[:300], "通知.docx", "damaged"),
        (files.png_bomb(8000), "图.png", "image_too_large"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "图.png", "damaged"),
        (b"<html><script>x</script></html>", "页.html", "not_allowed"),
        (b"\x00\x01\x02\x03" * 50, "说明.txt", "type_mismatch"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(data: bytes, name: str, code: str) -> None:
    found = look(data, name)
    assert found.verdict == "block"
    assert code in codes(found)


def test_a_member_without_a_name_does_no_harm() -> None:
    data = bytearray(files.zip_bytes({"Q": "y"}))
    at = data.find(b"PK\x01\x02")
    data[at + 28], data[at + 30] = 0, 1  # the name's one character becomes an extra field
    assert codes(look(bytes(data), "材料.zip")) == {"damaged"}


def test_a_password_protected_member_is_refused() -> None:
    data = bytearray(files.zip_bytes({"a.txt": "x"}, compress=False))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + place] |= 1
    assert "encrypted" in codes(look(bytes(data), "材料.zip"))


def test_hidden_things_of_a_workbook_are_warned_and_read() -> None:
    data = files.xlsx_bytes(
        [["姓名", "电话"], ["张三", 13812345678]], hidden_sheet=[["身份证号"]], hidden_row=1, hidden_column=1, comment="内部掌握"
    )
    found = look(data, "名单.xlsx")
    assert found.verdict == "warn"
    assert codes(found) == {"hidden_sheet", "hidden_rows", "hidden_columns", "comments"}
    assert ("Sheet1!B2", "13812345678") in found.texts
    assert ("隐藏工作表 隐藏!A1", "身份证号") in found.texts
    assert ("批注", "内部掌握") in found.texts


def test_hidden_things_of_a_document_are_warned_and_read() -> None:
    data = files.docx_bytes(
        ["正文一", [["甲", "乙"]]], comments=["此处待核"], deleted="旧数字", hidden="暗文", author="王五", embedded=True
    )
    found = look(data, "通知.docx")
    assert codes(found) == {"comments", "tracked_changes", "hidden_text", "author_metadata", "embedded_object"}
    texts = dict(found.texts)
    assert texts["正文"].split("\n")[:3] == ["正文一", "甲", "乙"]
    assert texts["批注"] == "此处待核"
    assert texts["修订（已删除）"] == "旧数字"
    assert "王五" in texts["属性"]


def test_places_of_slides_pages_and_members() -> None:
    assert look(files.pptx_bytes(["一", "二"], hidden=1), "汇报.pptx").texts == (("第1页", "一"), ("第2页", "二"))
    assert codes(look(files.pptx_bytes(["一", "二"], hidden=1), "汇报.pptx")) == {"hidden_slide"}
    assert look(files.ofd_bytes(["一", "二"]), "公文.ofd").texts == (("第1页", "一"), ("第2页", "二"))
    assert look(files.pdf_bytes("Hello"), "文件.pdf").texts == (("第1页", "Hello"),)
    found = look(files.zip_bytes({"名单.xlsx": files.xlsx_bytes([["甲"]])}), "材料.zip")
    assert ("名单.xlsx Sheet1!A1", "甲") in found.texts


def test_a_local_template_path_is_only_a_warning() -> None:
    found = look(files.docx_bytes(template=r"file:///C:\Users\wps\Normal.dotm"), "通知.docx")
    assert found.verdict == "warn"


def test_position_in_pictures_is_told() -> None:
    assert codes(look(files.jpeg_with_gps(), "图.jpg")) == {"position_data"}
    assert codes(look(files.image_bytes(form="JPEG"), "图.png")) == {"extension_differs"}


def test_names_that_are_not_unicode_are_read_and_told() -> None:
    data = files.zip_bytes({"aaaa.txt": "甲"}).replace(b"aaaa", "名单".encode("gb18030"))
    found = look(data, "材料.zip")
    assert codes(found) == {"strange_names"}
    assert found.texts[0] == ("压缩包目录", "名单.txt")


def test_size_and_absence(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * 100)
    assert codes(inspect_file(path, path.name, Limits(max_file_bytes=99))) == {"too_large"}
    assert codes(inspect_file(tmp_path / "无.txt", "无.txt", LIMITS)) == {"not_found"}


_SEEDS = [
    (files.docx_bytes(["通知"], images=[files.image_bytes(8, 8)], comments=["x"]), "a.docx"),
    (files.xlsx_bytes([["甲", 1]], hidden_sheet=[["乙"]], comment="x"), "a.xlsx"),
    (files.pptx_bytes(["甲"]), "a.pptx"),
    (files.pdf_bytes("Hello", javascript=True), "a.pdf"),
    (files.ofd_bytes(["公文"]), "a.ofd"),
    (files.zip_bytes({"a.txt": "x", "b.docx": files.docx_bytes()}, compress=False), "a.zip"),
    (files.jpeg_with_gps(16, 16), "a.jpg"),
    (files.image_bytes(16, 16, "GIF"), "a.gif"),
    (files.image_bytes(8, 8, "BMP"), "a.bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + bytes(2000), "a.doc"),
]
_CHANGE = st.tuples(st.floats(0, 1), st.sampled_from(["flip", "cut", "zero", "grow", "copy"]), st.integers(0, 255))


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(_SEEDS), st.lists(_CHANGE, min_size=1, max_size=6))
def test_damaged_files_never_raise(seed: tuple[bytes, str], changes: list[tuple[float, str, int]]) -> None:
    data = bytearray(seed[0])
    for where, how, value in changes:
        at = int(where * max(len(data) - 1, 0))
        if how == "flip" and data:
            data[at] ^= value or 1
        elif how == "cut":
            del data[at : at + value]
        elif how == "zero":
            data[at : at + 4] = b"\xff" * 4 if value & 1 else bytes(4)
        elif how == "grow":
            data[at:at] = bytes([value]) * 50
        else:
            data[at:at] = data[at : at + value]
    found = look(bytes(data), seed[1])
    assert found.verdict in ("ok", "warn", "block")
    assert codes(found) <= REASONS.keys()


@settings(max_examples=80, deadline=None)
@given(
    st.text(max_size=300),
    st.sampled_from(["word/document.xml", "xl/workbook.xml", "[Content_Types].xml", "OFD.xml", "ppt/slides/slide1.xml"]),
)
def test_strange_parts_never_raise(text: str, part: str) -> None:
    source = {"word": _SEEDS[0], "xl/w": _SEEDS[1], "ppt/": _SEEDS[2], "OFD.": _SEEDS[4]}.get(part[:4], _SEEDS[0])
    with zipfile.ZipFile(io.BytesIO(source[0])) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    members[part] = text.encode("utf-8", "replace")
    assert look(files.zip_bytes(members), source[1]).verdict in ("ok", "warn", "block")
