"""Sending when something is wrong: the outbox says what is safe, what was not sent, what happens next; nothing is sent twice."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from editor_app.api.gate import HttpPortalGate
from editor_app.core.draft import DraftState
from editor_app.core.finding import BODY, Finding, Severity
from editor_app.core.outbox import OutboxState
from editor_app.ui.i18n import tr
from tests.stories.house import CONTENT, CONTROL, PASSWORD, USERNAME, House
from tests.support.certificates import Authority
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind, problem

UNREACHABLE = "The portal cannot be reached; everything is safe on this computer"


@pytest.fixture
def office(house: House) -> House:
    """Somebody is signed in and online."""
    house.open()
    house.signed_in()
    return house


def answer(method: str, path: str, status: int, code: str, **members: Any) -> Fault:
    """A refusal as problem details, once."""
    return dataclasses.replace(problem(status, code, **members), method=method, path=path)


def receipt_shown(house: House) -> None:
    """The one entry is sent; its receipt is shown with the portal's number."""
    house.go("outbox")
    house.wait_for("sent")
    (commit,) = house.portal.district.commits
    house.driver.press(tr("Outbox", "Receipt"))
    house.says(commit.number, "The portal has received this submission, once.")
    house.picture("receipt")
    house.driver.key(Qt.Key.Key_Escape)


def test_portal_down_then_back(office: House) -> None:
    office.portal.stop()
    draft = office.submitted()
    office.go("outbox")
    office.says(UNREACHABLE, "Tried again by itself in", "is sent when the outbox goes on")
    assert office.context.status.connection.state == "unreachable", "the status line says the same"
    office.picture("paused")
    assert office.load(draft).state is DraftState.QUEUED
    office.portal.start()
    office.driver.key(Qt.Key.Key_R, CONTROL)
    receipt_shown(office)
    assert office.close() == 0


def test_token_expired_mid_queue(office: House) -> None:
    """One has been sent; then the token goes, two wait, the window asks to sign in, and the sending goes on after it."""
    office.submitted()
    office.wait_for("sent")
    office.portal.district.tokens.clear()
    first, second = office.submitted(title="第二篇通知"), office.submitted(title="第三篇通知")
    office.go("outbox")
    office.says("Please sign in again; everything is safe on this computer", "Sending goes on as soon as you have signed in")
    office.says("is sent when the outbox goes on")
    office.picture("asks-to-sign-in")
    assert office.keyring.secrets == {}, "the refused token is forgotten"
    assert [office.load(draft).state for draft in (first, second)] == [DraftState.QUEUED] * 2
    office.driver.press(tr("Outbox", "Sign in"))
    office.driver.wait(lambda: office.window.current_place == "sign_in", "the sign-in page")
    office.says("This computer no longer holds a sign-in for this account. Your drafts are safe: enter the password.")
    office.settle()
    office.picture("signing-in-again")
    assert office.screen.username.text() == USERNAME
    office.driver.write(PASSWORD)
    office.driver.key(Qt.Key.Key_Return)
    office.online()
    office.driver.wait(lambda: [entry.state for entry in office.entries()] == [OutboxState.SENT] * 3, "all three to be sent", 30)
    assert len({commit.article for commit in office.portal.district.commits}) == len(office.portal.district.commits) == 3
    office.go("outbox")
    office.picture("all-sent")
    assert office.close() == 0


def test_captive_network(office: House) -> None:
    office.portal.script(Fault(Kind.HTML, times=500))
    office.submitted()
    office.go("outbox")
    office.says("The network asks for a log-in of its own; everything is safe on this computer")
    office.says("Open a browser, log in to the network, then try again.")
    office.picture("paused")
    assert office.portal.district.commits == []
    office.portal.faults.clear()
    office.driver.key(Qt.Key.Key_R, CONTROL)
    receipt_shown(office)
    assert office.close() == 0


def test_certificate_changes_while_signed_in(house: House, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    portal = FakePortal(authority.issue()).start()
    portal.district.people[USERNAME].password = PASSWORD
    house.portal.stop()
    house.portal = portal
    house.open(HttpPortalGate(authority.path))
    house.signed_in()
    portal.stop()
    portal._identity = authority.issue(self_signed=True)
    portal.start()
    house.submitted()
    house.go("outbox")
    house.says("The portal's certificate was not accepted; nothing was sent, everything is safe here")
    assert house.language != "en" or "cannot be reached" not in house.words()
    house.picture("paused")
    assert portal.district.commits == []
    assert house.close() == 0


def test_file_refused_as_too_large(office: House, tmp_path: Path) -> None:
    paper = tmp_path / "消防检查表.txt"
    paper.write_text("检查项目\n", encoding="utf-8")
    attached = office.on_disk(lambda: office.services().attaching.add_file(paper)).attachment
    office.portal.script(answer("POST", "/uploads", 413, "too_large"))
    draft = office.submitted(attachments=(attached,))
    office.go("outbox")
    office.wait_for("failed")
    office.says("The portal refused it as too large", "Make the file smaller or split it, then submit again.")
    office.picture("too-large")
    assert office.load(draft).state is DraftState.EDITING
    assert office.load(draft).content.body == CONTENT.body
    office.driver.press(tr("Outbox", "Mend it"))
    office.driver.wait(lambda: office.window.current_place == "editor", "the editor")
    office.settle()
    office.picture("too-large-editor")
    office.submit()
    receipt_shown_after_failure(office)
    assert office.close() == 0


def receipt_shown_after_failure(house: House) -> None:
    """The newer entry was sent, the refused one stays in the list."""
    house.driver.wait(
        lambda: sorted(entry.state.value for entry in house.entries()) == ["failed", "sent"], "the second try to be sent", 30
    )
    assert len(house.portal.district.commits) == 1


def test_findings_of_the_portal_land_at_their_place(office: House) -> None:
    """422: the words it speaks of are marked in the text, the list names them, and a click leads there."""
    start = CONTENT.body.index("按时报送")
    finding = Finding(
        "QH-0917",
        "deadline",
        Severity.ERROR,
        "须写明报送的截止日期",
        BODY,
        start,
        start + 4,
        "按时报送",
        fixes=("于11月30日前报送",),
    )
    office.portal.script(answer("POST", "/submit", 422, "rules_refused", findings=[finding.to_dict()]))
    draft = office.submitted()
    office.go("outbox")
    office.wait_for("failed")
    office.says("The portal objects to one place: 须写明报送的截止日期")
    office.picture("refused")
    office.driver.press(tr("Outbox", "Mend it"))
    office.driver.wait(lambda: office.window.current_place == "editor", "the editor")
    cards: list[Any] = []

    def at_its_place() -> bool:
        cards[:] = [card for card in office.screen.findings.cards if card.row.finding.rule == "QH-0917"]
        return bool(cards)

    office.driver.wait(at_its_place, "the portal's finding in the list")
    office.settle()
    office.driver.click(cards[0])
    office.settle()
    office.picture("in-the-editor")
    selected = office.screen.source.textCursor()
    assert selected.selectedText() == "按时报送" or selected.position() in range(start, start + 5)
    assert office.load(draft).state is DraftState.EDITING
    assert office.close() == 0


@pytest.mark.parametrize("kind", [Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.TRUNCATE], ids=lambda kind: kind.name.lower())
def test_answer_lost_after_the_portal_committed(office: House, kind: Kind) -> None:
    """The portal has it, we do not know: nothing is sent again, the portal is asked, one article, the receipt is shown."""
    office.portal.script(Fault(kind, "POST", "/submit"), Fault(Kind.RESET_BEFORE, "GET", "/receipts/", times=100))
    office.submitted()
    office.go("outbox")
    office.wait_for("unknown")
    office.says("the portal is asked first, it is never submitted twice")
    office.picture("unknown")
    office.portal.faults.clear()
    office.driver.press(tr("Outbox", "Ask now"))
    receipt_shown(office)
    assert office.portal.seen("POST", "/submit") == 1
    assert office.close() == 0


def test_changed_on_the_portal_meanwhile(office: House) -> None:
    draft = office.submitted()
    office.wait_for("sent")
    office.portal.district.send_back(draft.id, "请补充截止日期")
    office.context.wake_outbox()
    office.driver.wait(lambda: office.load(draft).state is DraftState.RETURNED, "the return to be heard")
    office.portal.district.edit(draft.id, "别人改过的标题")
    office.open_draft(office.load(draft))
    office.driver.fill(office.screen.form.title, "我改过的标题通知")
    office.submit()
    office.driver.wait(lambda: "failed" in [entry.state.value for entry in office.entries()], "the conflict", 30)
    office.go("outbox")
    office.says("It was changed on the portal meanwhile", "Nothing was overwritten. Look at both versions and decide.")
    office.picture("conflict")
    assert office.load(draft).content.title == "我改过的标题通知"
    assert len(office.portal.district.commits) == 1
    assert office.close() == 0


def test_program_killed_while_sending(house: House) -> None:
    """What was on its way when the program ended is "result unknown" at the next start and is settled by asking."""
    house.open()
    house.signed_in()
    house.portal.script(Fault(Kind.RESET_AFTER, "POST", "/submit"), Fault(Kind.RESET_BEFORE, "GET", "/receipts/", times=100))
    house.submitted()
    house.wait_for("unknown")
    house.on_disk(lambda: house.services().outbox.retry_now())
    house.break_off()
    house.open()
    house.go("outbox")
    house.driver.wait(lambda: house.entries()[0].state is OutboxState.UNKNOWN, "the open question")
    house.says("the portal is asked first, it is never submitted twice")
    house.portal.faults.clear()
    house.driver.key(Qt.Key.Key_R, CONTROL)
    receipt_shown(house)
    assert house.portal.seen("POST", "/submit") == 1
    assert house.close() == 0


def test_two_articles_wait_in_their_order(office: House) -> None:
    office.portal.stop()
    titles = ["甲：冬季消防检查通知", "乙：冬季消防检查通知"]
    for title in titles:
        office.submitted(title=title)
    office.portal.start()
    office.go("outbox")
    office.driver.key(Qt.Key.Key_R, CONTROL)
    office.wait_for("sent", "sent")
    articles = office.portal.district.articles
    sent = [articles[commit.article].revisions[-1]["content"]["title"] for commit in office.portal.district.commits]
    assert sent == titles
    assert office.close() == 0
