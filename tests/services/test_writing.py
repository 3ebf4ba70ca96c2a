"""Drafting, attaching, checking, submitting: what an officer does with no network at all."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from editor_app.core.content import Role
from editor_app.core.draft import DraftQuery, DraftState, RevisionKind
from editor_app.core.errors import BadAttachment, NotAllowed, NotStored
from editor_app.core.finding import Severity
from editor_app.core.kind import shipped_kinds
from editor_app.core.organisation import Limits
from editor_app.services.checking import Checking, content_problems
from editor_app.services.submitting import NotReady
from tests.support.fake_clock import FakeClock
from tests.support.office import CONTENT, Office


def _picture(size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "#336699").save(data, "PNG")
    return data.getvalue()


def test_a_new_draft_has_the_template_of_its_kind(office: Office) -> None:
    kind = shipped_kinds()["notice"]
    draft = office.drafting.new("notices", kind)
    assert (draft.content.kind, draft.content.section, draft.content.body) == ("notice", "notices", kind.template)


def test_history_names_and_restores(office: Office) -> None:
    draft = office.draft()
    office.drafting.save(draft.id, dataclasses.replace(draft.content, title="二"), RevisionKind.MANUAL)
    first = office.drafting.history(draft.id)[-1]
    office.drafting.name_revision(first.id, " 初稿 ")
    back, _ = office.drafting.restore(draft.id, first.id)
    assert back.content.title == draft.content.title
    assert {"初稿"} <= {item.name for item in office.drafting.history(draft.id)}


def test_the_trash_keeps_for_thirty_days(office: Office, clock: FakeClock) -> None:
    draft = office.draft()
    office.drafting.trash(draft.id)
    clock.advance(29 * 86400)
    office.drafting.purge_trash()
    office.drafting.untrash(draft.id)
    office.drafting.trash(draft.id)
    clock.advance(31 * 86400)
    assert draft.id in office.drafting.purge_trash().drafts
    with pytest.raises(NotStored):
        office.drafting.load(draft.id)


def test_what_is_under_way_stays_as_it_is(office: Office) -> None:
    entry = office.queue()
    draft_id = entry.submission.draft_id
    for call in (
        lambda: office.drafting.trash(draft_id),
        lambda: office.drafting.save(draft_id, dataclasses.replace(CONTENT, title="x")),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_duplicate_is_new_to_the_portal(office: Office) -> None:
    entry = office.queue()
    office.engine.step()
    copy = office.drafting.duplicate(entry.submission.draft_id)
    assert (copy.state, copy.remote.etag, copy.content.title) == (DraftState.EDITING, "", CONTENT.title)
    assert office.drafting.counts()[DraftState.IN_REVIEW] == 1
    assert len(office.drafting.list(DraftQuery())) == 2


def test_a_file_is_copied_when_it_is_attached(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("张三\n", encoding="utf-8")
    attached = office.attaching.add_file(path)
    path.unlink()
    item = attached.attachment
    assert (item.role, item.name, item.media_type) == (Role.FILE, "名单.txt", "text/plain")
    assert office.store.blobs.read(item.sha256).decode() == "张三\n"
    assert any("张三" in text for _, text in office.attaching.look(item).texts)


def test_a_picture_becomes_an_image_of_the_body_within_the_limits(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(_picture((3000, 1000)))
    item = office.attaching.add_file(path).attachment
    assert item.role is Role.IMAGE
    assert max(item.width, item.height) <= Limits().max_image_side
    assert Path(item.name).stem == "照片"
    pasted = office.attaching.add_image_bytes(_picture(), "image.png").attachment
    assert (pasted.width, pasted.height) == (40, 30)
    assert office.attaching.look(pasted).texts == ()


def test_a_program_in_disguise_is_refused_and_nothing_is_stored(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(b"MZ" + b"\0" * 500)
    with pytest.raises(BadAttachment):
        office.attaching.add_file(path)
    with pytest.raises(BadAttachment):
        office.attaching.add_image_bytes(b"no picture", "x.png")
    assert not list((tmp_path / "store" / "blobs").rglob("*"))


def test_a_source_that_vanished_is_told(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("张三")
    prepared = office.attaching.prepare_file(path)
    path.unlink()
    with pytest.raises(BadAttachment):
        office.attaching.keep(prepared)


def test_a_clean_draft_is_submitted_and_pressing_twice_is_once(office: Office) -> None:
    draft = office.draft()
    blocking = office.submitting.check(draft.content, ())
    assert blocking.clear, blocking
    first = office.submitting.submit(draft.id, draft.content, ())
    assert office.submitting.submit(draft.id, draft.content, ()).id == first.id
    assert office.store.drafts.load(draft.id).state is DraftState.QUEUED
    assert first.submission.pack_version == office.reference.pack().version


def test_an_error_blocks_and_a_reason_does_not_help(office: Office) -> None:
    draft = office.draft()
    content = dataclasses.replace(draft.content, body=draft.content.body + "\n联系人身份证号：11010519491231002X。\n")
    with pytest.raises(NotReady) as caught:
        office.submitting.submit(draft.id, content, ())
    error = caught.value.blocking.errors[0]
    assert error.severity is Severity.ERROR
    with pytest.raises(NotAllowed):
        office.drafting.save_waiver(draft.id, error, "必须保留", "张晓")
    assert office.engine.entries() == []


def test_a_warning_wants_a_reason_and_the_reason_travels(office: Office) -> None:
    draft = office.draft()
    result = None
    for addition in (
        "\n联系电话：13812345678。\n",
        "\n请大家踊跃参加！！！\n",
        "\n会议于2月30日召开。\n",
        "\n详情请点击这里。\n",
    ):
        content = dataclasses.replace(draft.content, body=draft.content.body + addition)
        result = office.submitting.check(content, ())
        if result.need_reason and not result.errors:
            break
    assert result is not None
    assert result.need_reason, "the rule pack has no warning for any of these texts"
    waivers = ()
    for finding in result.need_reason:
        draft, _ = office.drafting.save_waiver(draft.id, finding, "经单位同意公开", "张晓")
        waivers = draft.waivers
    entry = office.submitting.submit(draft.id, content, waivers)
    assert [waiver.reason for waiver in entry.submission.waivers] == ["经单位同意公开"] * len(waivers)
    taken_back, _ = office.drafting.save_waiver(office.draft().id, result.need_reason[0], "", "张晓")
    assert taken_back.waivers == ()


def test_the_form_itself_is_checked() -> None:
    empty = dataclasses.replace(CONTENT, title=" ", section="", fields={}, body="")
    codes = {(item.field, item.code) for item in content_problems(empty, shipped_kinds(), Limits())}
    assert {("title", "required"), ("section", "required"), ("issuer", "required"), ("body", "required")} <= codes
    long = dataclasses.replace(CONTENT, body="长" * 11)
    assert [item.code for item in content_problems(long, shipped_kinds(), Limits(max_body_chars=10))] == ["too_long"]
    assert [item.field for item in content_problems(dataclasses.replace(CONTENT, kind="none"), shipped_kinds(), Limits())] == [
        "kind"
    ]


def test_another_pack_means_another_checker(office: Office) -> None:
    packs = [office.reference.pack()]
    checking = Checking(lambda: packs[-1])
    today = __import__("datetime").date(2026, 11, 23)
    content = dataclasses.replace(CONTENT, body="身份证号：11010519491231002X。")
    assert checking.check(content, {}, today).findings
    packs.append(dataclasses.replace(packs[0], rules=()))
    assert checking.check(content, {}, today).findings == ()


def test_a_docx_becomes_a_draft(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    _write_docx(path, ["关于开展检查的通知", "各村（社区）：", "请认真组织。"])
    draft, report = office.drafting.import_docx(path, "notices", "notice", Limits())
    assert "请认真组织。" in draft.content.body
    assert report is not None


def _write_docx(path: Path, paragraphs: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
