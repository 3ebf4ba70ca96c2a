"""What the client relies on, asked of the real portal."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from editor_app.api.gate import HttpPortalGate
from editor_app.api.portal import HttpPortal
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import DraftState
from editor_app.core.errors import Conflict, NotFound, PortalError, Refused, Unauthorized
from editor_app.core.outbox import OutboxState, Receipt, Submission
from editor_app.core.review import ReturnReason, ReviewState, ReviewTask, split_return_reason
from editor_app.core.transfer import UploadSource
from editor_app.rules.pack import parse_pack
from tests.contract.conftest import FIRST_PASSWORD, NEW_PASSWORD, OFFICER, UNIT_REVIEWER, PracticePortal
from tests.support.office import CONTENT, Office

pytestmark = [pytest.mark.portal, pytest.mark.timeout(240)]


def _content(title: str, body: str = CONTENT.body, attachments: tuple[Attachment, ...] = ()) -> ArticleContent:
    return dataclasses.replace(CONTENT, title=title, body=body, attachments=attachments)


def _submission(content: ArticleContent, article_id: str = "", etag: str = "") -> Submission:
    now = "2026-11-23T08:00:00.000+08:00"
    return Submission("s", article_id or str(uuid.uuid4()), "r", content, content.content_hash, (), "", etag, now)


def _hand_in(portal: HttpPortal, title: str) -> Receipt:
    return portal.submit(_submission(_content(title)), str(uuid.uuid4()))


def _task(portal: HttpPortal, article_id: str) -> ReviewTask:
    return next(task for task in portal.tasks() if task.article.id == article_id)


def _approve(portal: HttpPortal, article_id: str) -> None:
    case = portal.case(_task(portal, article_id).id)
    portal.approve(case.task.id, case.revision.id, case.revision.content_hash, "同意", str(uuid.uuid4()))


@pytest.fixture
def office(practice: PracticePortal, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "store", practice.url, practice.token(OFFICER))
    # A practice portal on a busy machine takes its time.
    office.client._timeout = (10, 30)
    yield office
    office.close()


def test_signing_in(practice: PracticePortal) -> None:
    practice.token(OFFICER)
    gate = HttpPortalGate()
    with pytest.raises(Unauthorized):
        gate.sign_in(practice.url, OFFICER, FIRST_PASSWORD, "PC")
    health = gate.health(practice.url)
    assert health.practice
    others = [item for item in health.practice_accounts if item[0] not in (OFFICER, UNIT_REVIEWER)]
    assert others
    signed = gate.sign_in(practice.url, OFFICER, NEW_PASSWORD, "青河镇 PC 2")
    assert signed.profile.can_write
    portal = gate.connect(practice.url, signed.token)
    portal.sign_out()
    with pytest.raises(Unauthorized):
        portal.profile()
    portal.sign_out()


def test_a_weak_new_password_keeps_the_old_one(practice: PracticePortal) -> None:
    assert practice.token(OFFICER)
    assert practice.weak is not None
    assert "too short" in practice.weak.title


def test_reference(officer: HttpPortal) -> None:
    profile = officer.profile()
    assert (profile.username, profile.unit.code, profile.practice) == (OFFICER, "qinghe", True)
    assert any(section.code == "notices" and section.writable for section in officer.sections())
    pack = officer.rule_pack("")
    assert pack is not None
    assert parse_pack(pack.files, verify=False).sha256 == pack.sha256
    assert officer.rule_pack(pack.etag) is None


def test_one_key_is_one_article(officer: HttpPortal) -> None:
    item, key = _submission(_content("关于领取灭火器的通知")), str(uuid.uuid4())
    cursor = officer.changes("").cursor
    first = officer.submit(item, key)
    assert officer.submit(item, key) == first == officer.receipt(key)
    assert officer.receipt(str(uuid.uuid4())) is None
    changed = officer.changes(cursor).articles
    assert [article.id for article in changed].count(item.draft_id) == 1
    with pytest.raises(Refused) as caught:
        officer.submit(_submission(_content("关于领取灭火器的补充通知"), item.draft_id), key)
    assert caught.value.code == "idempotency_key_reused"


def test_a_second_computer_cannot_overwrite(officer: HttpPortal) -> None:
    receipt = _hand_in(officer, "关于清理楼道的通知")
    with pytest.raises(Conflict):
        officer.submit(_submission(_content("另一台电脑的通知"), receipt.article), str(uuid.uuid4()))


def test_the_portal_checks_the_rules_and_the_fields(officer: HttpPortal) -> None:
    wrong = _content("关于安全检查的通知", "身份证号码：11010519491231002X，请核对。\n")
    with pytest.raises(Refused) as caught:
        officer.submit(_submission(wrong), str(uuid.uuid4()))
    assert any(finding.part == "body" for finding in caught.value.findings)
    empty = dataclasses.replace(_content("关于安全检查的通知"), fields={})
    with pytest.raises(Refused) as caught:
        officer.submit(_submission(empty), str(uuid.uuid4()))
    assert {"field:issuer", "field:date"} <= {finding.part for finding in caught.value.findings}


def _upload(
    portal: HttpPortal, folder: Path, data: bytes, name: str = "报名表.txt", stop: int = 1 << 40, resume: str = ""
) -> list[str]:
    path = folder / "blob"
    path.write_bytes(data)
    urls: list[str] = []
    sent: list[int] = []
    source = UploadSource(path, name, hashlib.sha256(data).hexdigest(), len(data))
    portal.upload(source, resume, urls.append, sent.append, lambda: bool(sent) and sent[-1] >= stop)
    return urls


def test_an_attachment_arrives_and_comes_back_byte_for_byte(
    officer: HttpPortal, unit_reviewer: HttpPortal, tmp_path: Path
) -> None:
    data = "姓名\t单位\n".encode() * 60_000
    sha256 = hashlib.sha256(data).hexdigest()
    assert officer.known_files([sha256]) == frozenset()
    _upload(officer, tmp_path, data)
    assert officer.known_files([sha256]) == {sha256}
    attachment = Attachment("form0001", Role.FILE, "报名表.txt", sha256, len(data), "text/plain")
    item = _submission(_content("关于报名的通知", CONTENT.body + "\n详见[报名表](attachment:form0001)。\n", (attachment,)))
    officer.submit(item, str(uuid.uuid4()))
    target = tmp_path / "back.txt"
    unit_reviewer.download(item.draft_id, sha256, target, lambda done: None)
    assert target.read_bytes() == data


def test_an_upload_is_resumed(officer: HttpPortal, tmp_path: Path) -> None:
    from editor_app.core.errors import Cancelled

    data = bytes(range(256)) * 3000
    path = tmp_path / "blob"
    path.write_bytes(data)
    source = UploadSource(path, "表.txt", hashlib.sha256(data).hexdigest(), len(data))
    urls: list[str] = []
    sent: list[int] = []
    with pytest.raises(Cancelled):
        officer.upload(source, "", urls.append, sent.append, lambda: bool(sent))
    officer.upload(source, urls[0], urls.append, sent.append, lambda: False)
    assert (len(urls), sent[-1]) == (1, len(data))
    assert officer.known_files([source.sha256]) == {source.sha256}


def test_wrong_bytes_are_not_taken(officer: HttpPortal, tmp_path: Path) -> None:
    path = tmp_path / "blob"
    path.write_bytes(b"these are not the bytes")
    source = UploadSource(path, "表.txt", "a" * 64, path.stat().st_size)
    with pytest.raises(PortalError):
        officer.upload(source, "", lambda url: None, lambda done: None, lambda: False)
    assert officer.known_files(["a" * 64]) == frozenset()


def test_missing_files_are_named(officer: HttpPortal) -> None:
    attachment = Attachment("form0001", Role.FILE, "报名表.txt", "b" * 64, 10, "text/plain")
    with pytest.raises(Refused) as caught:
        officer.submit(_submission(_content("关于报名的通知", attachments=(attachment,))), str(uuid.uuid4()))
    assert caught.value.code == "missing_files"


def test_the_whole_way_to_the_public_page(
    office: Office, officer: HttpPortal, unit_reviewer: HttpPortal, centre_reviewer: HttpPortal
) -> None:
    """Draft, submit, returned with a reason, mended, two stages, public address back on the officer's computer."""
    office.syncing.sync()
    entry = office.queue("关于组织秋冬季义务植树的通知", files=1)
    draft_id = entry.submission.draft_id
    office.engine.step()
    assert office.entry(entry).state is OutboxState.SENT, office.entry(entry).error_title

    case = unit_reviewer.case(_task(unit_reviewer, draft_id).id)
    unit_reviewer.claim(case.task.id)
    assert _task(unit_reviewer, draft_id).claimed_by
    with pytest.raises(Conflict):
        officer.recall(draft_id, office.store.drafts.load(draft_id).remote.etag, str(uuid.uuid4()))
    unit_reviewer.comment(draft_id, "此处请写明时间", "body", "秋冬季", 0, 3, str(uuid.uuid4()))
    unit_reviewer.send_back(
        case.task.id, case.revision.id, case.revision.content_hash, ReturnReason.FACTS, "请补充时间", str(uuid.uuid4())
    )
    office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    assert draft.state is DraftState.RETURNED
    assert split_return_reason(draft.remote.return_reason) == (ReturnReason.FACTS, "请补充时间")
    status = office.reference.status(draft_id)
    assert status is not None
    assert any(comment.text == "此处请写明时间" for comment in status.comments)

    mended = dataclasses.replace(draft.content, body=draft.content.body + "\n时间：11月28日上午9时。\n")
    office.drafting.save(draft_id, mended)
    again = office.store.outbox.enqueue(draft_id, mended, (), "")
    office.engine.step()
    assert office.entry(again).state is OutboxState.SENT, office.entry(again).error_title
    _approve(unit_reviewer, draft_id)
    _approve(centre_reviewer, draft_id)
    office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    assert draft.state is DraftState.PUBLISHED
    page = requests.get(draft.remote.public_url, timeout=30)
    assert page.status_code == 200
    assert "时间：11月28日上午9时" in page.text
    assert any(item.id == draft_id for item in officer.published("义务植树"))

    office.publishing.push_withdraw(draft_id, draft.remote.etag, "活动取消")
    office.syncing.sync()
    assert office.store.drafts.load(draft_id).state is DraftState.WITHDRAWN


def test_a_recalled_one_can_be_handed_in_again(office: Office) -> None:
    entry = office.queue("关于文明养犬的通知")
    office.engine.step()
    draft = office.store.drafts.load(entry.submission.draft_id)
    office.publishing.save_summary(office.publishing.push_recall(draft))
    draft = office.store.drafts.load(draft.id)
    assert draft.state is DraftState.EDITING
    again = office.store.outbox.enqueue(draft.id, dataclasses.replace(draft.content, title="关于文明养犬的倡议"), (), "")
    office.engine.step()
    assert office.entry(again).state is OutboxState.SENT, office.entry(again).error_title


def test_an_approval_names_what_was_seen(officer: HttpPortal, unit_reviewer: HttpPortal) -> None:
    receipt = _hand_in(officer, "关于防寒保暖的通知")
    task = _task(unit_reviewer, receipt.article)
    with pytest.raises(Conflict):
        unit_reviewer.approve(task.id, task.revision_id, "0" * 64, "", str(uuid.uuid4()))
    key = str(uuid.uuid4())
    first = unit_reviewer.approve(task.id, task.revision_id, task.content_hash, "", key)
    assert unit_reviewer.approve(task.id, task.revision_id, task.content_hash, "", key) == first
    assert first.state is ReviewState.IN_REVIEW


def test_what_is_not_mine_is_not_found(officer: HttpPortal) -> None:
    with pytest.raises(NotFound):
        officer.article(str(uuid.uuid4()))


def test_a_new_computer_takes_over_my_articles(practice: PracticePortal, office: Office, tmp_path: Path) -> None:
    entry = office.queue("关于节约用水的通知", files=1)
    office.engine.step()
    assert office.entry(entry).state is OutboxState.SENT, office.entry(entry).error_title
    other = Office(tmp_path / "new", practice.url, practice.token(OFFICER))
    other.client._timeout = (10, 30)
    other.syncing.sync()
    assert entry.submission.draft_id in {item.id for item in other.syncing.elsewhere()}
    draft, _ = other.adopting.save_new(other.adopting.fetch(entry.submission.draft_id))
    assert draft.content.content_hash == entry.submission.content_hash
    assert draft.state is DraftState.IN_REVIEW
    other.store.blobs.verify(draft.content.attachments[0].sha256)
    other.close()
