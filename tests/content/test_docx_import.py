"""Word documents become articles; hostile ones are refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.content.docx_import import ImportedDocument, import_docx, import_docx_bytes
from editor_app.content.render import ResolvedAttachment, render
from editor_app.core.errors import BadDocument
from editor_app.core.organisation import Limits
from tests.support import files

LIMITS = Limits()


def imported(data: bytes) -> ImportedDocument:
    return import_docx_bytes(data, LIMITS)


def test_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(
        files.docx_bytes(
            [
                "# 关于做好森林防火工作的通知",
                "各村：",
                "一、提高认识",
                "（一）加强**领导**",
                "一、本段很长，后面还有一句话，所以不是标题。",
                "1. 不是列表 *星号*",
                [["姓名", "电话|分机"], ["张三", "5821"]],
                "> 青河镇人民政府",
                "> 2026年11月23日",
            ],
            images=[files.jpeg_with_gps(64, 48)],
            comments=["待核"],
            deleted="旧",
        )
    )
    found = import_docx(path, LIMITS)
    assert found.title == "关于做好森林防火工作的通知"
    assert found.body.startswith("各村：\n\n## 一、提高认识\n\n### （一）加强领导\n\n一、本段很长")
    assert "1\\. 不是列表 \\*星号\\*" in found.body
    assert "| 姓名 | 电话\\|分机 |\n|---|---|\n| 张三 | 5821 |" in found.body
    assert "青河镇人民政府\n2026年11月23日\n{.signature}" in found.body
    image = found.images[0]
    assert f"![图1](attachment:{image.id})" in found.body
    assert b"SecretCamera" not in image.data
    assert 8 <= len(image.id) <= 32
    assert image.id.isalnum()
    assert found.report.dropped == {"comments": 1, "tracked_deletions": 1}
    assert found.report.changed["position_removed"] == 1
    assert "Comments were left out" in found.report.messages
    shown = render(
        found.body, lambda key: ResolvedAttachment("/p.jpg", image.name, image.media_type, 1) if key == image.id else None
    )
    assert "<figure>" in shown
    assert "missing" not in shown


def test_a_centred_first_line_is_the_title() -> None:
    found = imported(files.docx_bytes(["= 青河镇人民政府", "= 关于防火的通知", "= 青政发〔2026〕18号", "正文"]))
    assert found.title == "青河镇人民政府关于防火的通知"
    assert found.body == "青政发〔2026〕18号\n{.center}\n\n正文\n"


def test_a_heading_becomes_the_title_and_the_others_move_up() -> None:
    found = imported(files.docx_bytes(["## 简介", "正文", "## 职能"]))
    assert (found.title, found.body) == ("简介", "正文\n\n## 职能\n")


def test_a_picture_that_cannot_be_read_leaves_a_visible_gap() -> None:
    found = imported(files.docx_bytes(["正文"], images=[b"\x01\x00\x00\x00EMF"]))
    assert found.images == ()
    assert found.report.dropped["pictures"] == 1
    assert 'class="missing"' in render(found.body, lambda _id: None)


def test_the_same_picture_is_kept_once() -> None:
    picture = files.image_bytes(20, 20)
    found = imported(files.docx_bytes(["正文"], images=[picture, picture]))
    assert len(found.images) == 1
    assert found.body.count(f"attachment:{found.images[0].id}") == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_docx"),
        (b"plain text", "not_docx"),
        (files.xlsx_bytes(), "not_docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (files.xxe_docx("file"), "xml_trick"),
        (files.xxe_docx("laughs"), "xml_trick"),
        (files.xxe_docx("utf16"), "xml_trick"),
        (files.docx_bytes(document_xml="<w:document"), "damaged"),
        (files.docx_bytes()[:-40], "damaged"),
        (files.docx_bytes(document_xml="<a>" + "x" * 13_000_000 + "</a>"), "archive_bomb"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadDocument) as caught:
        imported(data)
    assert caught.value.code == code
    assert caught.value.advice


def test_depth_does_not_break_the_reader() -> None:
    xml = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    xml += "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000 + "</w:body></w:document>"
    with pytest.raises(BadDocument):
        imported(files.docx_bytes(document_xml=xml))


def test_size_and_absence(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(files.docx_bytes())
    for target, limits, code in ((path, Limits(max_file_bytes=10), "too_large"), (tmp_path / "b.docx", LIMITS, "not_found")):
        with pytest.raises(BadDocument) as caught:
            import_docx(target, limits)
        assert caught.value.code == code


_SEED = files.docx_bytes(["# 题", "正文", [["甲"]]], images=[files.image_bytes(8, 8)], comments=["x"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_damaged_documents_are_imported_or_refused(changes: list[tuple[float, int]]) -> None:
    data = bytearray(_SEED)
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    try:
        found = imported(bytes(data))
    except BadDocument:
        return
    assert isinstance(found.body, str)
