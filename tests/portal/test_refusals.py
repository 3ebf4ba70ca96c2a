"""What the portal's own check refuses, whoever sent it."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest

from editor_app.core.content import ArticleContent, Role
from tests.portal.district import Api, District, article_content, attachment, picture


def refused(api: Api, content: ArticleContent) -> tuple[int, str, object]:
    reply = api.submit(str(uuid.uuid4()), content)
    return reply.status, reply.json.get("code"), reply.json


def test_rule_errors_come_back_as_findings(district: District) -> None:
    """A whole identity number with a right check digit is an error of the shipped rules."""
    content = article_content(body="公示名单：张某，身份证号 11010519491231002X，特此公示。")
    status, code, body = refused(district.person("officer_a"), content)
    assert (status, code) == (422, "rules_refused")
    finding = next(item for item in body["findings"] if item["severity"] == "error")  # type: ignore[index]
    assert content.body[finding["start"] : finding["end"]] == finding["text"]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"title": "  "}, "title", "required"),
        ({"body": " \n"}, "body", "required"),
        ({"fields": {}}, "source", "required"),
        ({"fields": {"source": "镇", "colour": "red"}}, "colour", "unknown"),
        ({"kind": "policy"}, "kind", "bad_choice"),
        ({"body": "见图：![雪](attachment:zzzz9999)"}, "body", "missing_attachment"),
    ],
)
def test_fields(district: District, change: dict[str, object], field: str, problem: str) -> None:
    status, code, body = refused(district.person("officer_a"), article_content(**change))
    assert (status, code) == (422, "fields_refused")
    assert (field, problem) in [(item["field"], item["code"]) for item in body["fields"]]  # type: ignore[index]


@pytest.mark.parametrize("section", ["closed", "nowhere"])
def test_section_of_others(district: District, section: str) -> None:
    assert refused(district.person("officer_a"), article_content(section=section))[:2] == (403, "section_not_writable")


def test_section_of_another_units_site(district: District) -> None:
    assert refused(district.person("officer_b"), article_content(section="a-life"))[:2] == (403, "section_not_writable")
    assert district.person("officer_a").submit(str(uuid.uuid4()), article_content(section="a-life")).status == 201


def test_files_must_have_been_uploaded_by_the_own_unit(district: District) -> None:
    data = picture()
    item = attachment(data, name="图.jpg")
    content = article_content(attachments=(item,))
    officer = district.person("officer_a")
    assert district.person("officer_b").upload(data, "图.jpg").status == 204
    status, code, body = refused(officer, content)
    assert (status, code) == (422, "missing_files")
    assert body["items"] == [item.sha256]  # type: ignore[index]
    assert officer.post("/files/known", {"sha256": [item.sha256]}, key=None).json == {"known": []}
    assert officer.upload(data, "图.jpg").status == 204
    assert officer.post("/files/known", {"sha256": [item.sha256]}, key=None).json == {"known": [item.sha256]}
    assert officer.submit(str(uuid.uuid4()), content).status == 201


def test_a_program_in_disguise(district: District) -> None:
    data = b"MZ\x90\x00" + b"\x00" * 200
    officer = district.person("officer_a")
    officer.upload(data, "表.docx")
    status, code, body = refused(officer, article_content(attachments=(attachment(data, name="表.docx"),)))
    assert (status, code) == (422, "file_refused")
    assert body["fields"][0]["field"] == "attachment:aaaa1111"  # type: ignore[index]


def test_a_picture_that_tells_where_it_was_taken(district: District) -> None:
    data = picture(gps=True)
    officer = district.person("officer_a")
    officer.upload(data, "图.jpg")
    image = attachment(data, role=Role.IMAGE, name="图.jpg")
    status, code, body = refused(officer, article_content(body="![图](attachment:aaaa1111)", attachments=(image,)))
    assert (status, code) == (422, "file_refused")
    assert [item["code"] for item in body["fields"]] == ["position_in_image"]  # type: ignore[index]


def test_a_document_is_no_picture(district: District) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("说明.txt", "说明")
    data = out.getvalue()
    officer = district.person("officer_a")
    officer.upload(data, "图.zip")
    image = attachment(data, role=Role.IMAGE, name="图.zip")
    status, code, _ = refused(officer, article_content(body="![图](attachment:aaaa1111)", attachments=(image,)))
    assert (status, code) == (422, "file_refused")


def test_script_in_every_text_is_only_text_on_the_page(district: District) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    body = f"各村请做好道路清扫和防滑准备{evil}。\n\n[查看清雪安排](javascript:alert(3))"
    content = article_content(title=f"通知{evil}", fields={"source": f"镇{evil}"[:60]}, body=body)
    article = district.published(content)
    url = district.person("officer_a").get(f"/articles/{article}").json["article"]["public_url"]
    page = Api().get(url)
    text = page.content.decode()
    assert page.status == 200
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert 'href="javascript' not in text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    preview = district.person("officer_a").get(f"/articles/{article}/preview")
    assert preview.status == 200
    assert "<script>alert" not in preview.content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\u202egpj.exe", "CON.txt", "a/b.txt"])
def test_file_names_with_tricks(district: District, name: str) -> None:
    data = picture()
    district.person("officer_a").upload(data, "图.jpg")
    status, code, _ = refused(district.person("officer_a"), article_content(attachments=(attachment(data, name=name),)))
    assert (status, code) == (422, "fields_refused")
