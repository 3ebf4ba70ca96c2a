"""The steps of the story, in order. Each leaves a picture and stops the tour when something is not as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt

from editor_app.core.draft import DraftState
from editor_app.core.finding import Severity
from editor_app.core.outbox import OutboxEntry, OutboxState
from editor_app.core.review import ReturnReason
from editor_app.ui.dialogs import TextSheet
from editor_app.ui.drafts.starting import ImportSheet, SectionSheet
from editor_app.ui.editor.sheets import PreviewSheet, SubmitSheet
from editor_app.ui.i18n import tr
from editor_app.ui.outbox.receipt import ReceiptSheet
from editor_app.ui.review.sheets import ReturnSheet
from tour.materials import ADDED, COMMENT, COMMENTED, FIXED_RIGHT, FIXED_WRONG, KEPT, REASON, RETURN_REASON, TITLE
from tour.story import CENTRE_REVIEWER, NEW_PASSWORD, OFFICER, SECTION, UNIT_REVIEWER, Story

CONTROL = Qt.KeyboardModifier.ControlModifier


def run(story: Story) -> None:
    """The whole story. Raises TourFailed at the first step that is not as it should be."""
    first_sign_in(story)
    write_offline(story)
    attach(story)
    mend_and_keep(story)
    submit_offline(story)
    send(story)
    unit_reviewer_returns(story)
    officer_mends(story)
    reviewers_approve(story)
    published(story)


def first_sign_in(story: Story) -> None:
    """The assigned account; the first sign-in forces a new password."""
    driver = story.driver
    with story.step("sign-in"):
        story.open_program()
        people = {name: secret for name, secret, _words in story.screen._health.practice_accounts}
        story.passwords = {name: people[name] for name in (OFFICER, UNIT_REVIEWER, CENTRE_REVIEWER)}
    with story.step("new-password"):
        story.sign_in(OFFICER)
        page = story.screen.new_password
        driver.wait(page.isVisible, "the page for a new password")
        driver.fill(page.new, NEW_PASSWORD)
        driver.fill(page.again, NEW_PASSWORD)
    with story.step("today"):
        driver.key(Qt.Key.Key_Return)
        story.passwords[OFFICER] = NEW_PASSWORD
        story.signed_in()


def write_offline(story: Story) -> None:
    """The portal is stopped; a notice is started from a Word document."""
    driver = story.driver
    with story.step("drafts"):
        story.portal.stop()
        story.go("drafts")
    with story.step("choose-section"):
        driver.key(Qt.Key.Key_O, CONTROL)
        driver.choose_files([story.materials.document])
        sheet: SectionSheet = driver.dialog(SectionSheet)
        driver.fill(sheet.search, SECTION)
        sheet.kinds.setCurrentIndex(sheet.kinds.findData("notice"))
        story.expect(sheet.sections.count() > 0, f"a section “{SECTION}” to write in")
    with story.step("import-report"):
        driver.click(driver.dialog(SectionSheet).deed)
        driver.dialog(ImportSheet)
    with story.step("editor"):
        driver.press(tr("Starting", "Go on"))
        driver.wait(lambda: story.screen.source.text(), "the text of the document in the editor")
        story.expect(story.screen.form.title.text() == TITLE, "the title of the document in the title field")


def attach(story: Story) -> None:
    """Two pictures, one with its position, and a form."""
    driver, materials = story.driver, story.materials
    screen = story.screen
    with story.step("attachments"):
        cursor = screen.source.textCursor()
        cursor.setPosition(screen.source.text().index("## 二、") - 2)
        screen.source.setTextCursor(cursor)
        screen.side.show_tab(1)
        driver.press(tr("Editor", "Add files…"))
        driver.choose_files([materials.plain_photo, materials.placed_photo, materials.form])
        driver.wait(lambda: len(screen.files.cards) == 3, "three attachments")
    with story.step("alternative-text"):
        for card, words in zip(
            [card for card in screen.files.cards.values() if card.row.attachment.is_image],
            ("护林员在林区山脊上巡查", "防火宣传点旁的山坡与林带"),
            strict=True,
        ):
            driver.fill(card.alt, words)
        driver.key(Qt.Key.Key_Tab)
        draft = story.draft
        driver.wait(
            lambda: [bool(item.alt) for item in draft().content.images] == [True, True], "the alternative texts to be saved"
        )
        story.expect(draft().content.body.count("](attachment:") >= 2, "both pictures stand in the text")


def mend_and_keep(story: Story) -> None:
    """Fields; one finding is mended by its key, one warning is kept with a reason."""
    driver, screen = story.driver, story.screen
    with story.step("findings"):
        driver.fill(screen.form.lines["issuer"].widget, "青河镇人民政府")
        driver.fill(screen.form.lines["date"].widget, "2026-11-23")
        screen.side.show_tab(0)
        driver.wait(lambda: _cards(story, FIXED_WRONG), f"the finding about “{FIXED_WRONG}”")
        driver.click(_cards(story, FIXED_WRONG)[0], QPoint(40, 16))
    with story.step("fixed"):
        driver.key(Qt.Key.Key_Period, CONTROL)
        driver.wait(
            lambda: FIXED_RIGHT in screen.source.text() and FIXED_WRONG not in screen.source.text(), "the word to be mended"
        )
        driver.wait(lambda: not _cards(story, FIXED_WRONG), "the finding to go")
    with story.step("keep-with-reason"):
        driver.wait(lambda: _cards(story, KEPT), f"the warning about “{KEPT}”")
        driver.click(_cards(story, KEPT)[0], QPoint(40, 16))
        driver.press(tr("Editor", "Keep, with a reason"))
        driver.dialog(TextSheet)
        driver.write(REASON)
    with story.step("kept"):
        driver.press(tr("Editor", "Keep"))
        driver.wait(lambda: any(card.row.kept for card in _cards(story, KEPT)), "the warning to be kept with its reason")
    with story.step("preview"):
        driver.key(Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        driver.dialog(PreviewSheet)
    driver.key(Qt.Key.Key_Escape)


def _cards(story: Story, text: str) -> list[Any]:
    """The finding cards about these words."""
    return [card for card in story.screen.findings.cards if card.row.finding.text == text]


def _entries(story: Story) -> Sequence[OutboxEntry]:
    entries: Sequence[OutboxEntry] = story.screen.presenter.board.entries
    return entries


def submit_offline(story: Story) -> None:
    """Submitted without a portal: it waits and says so."""
    driver, screen = story.driver, story.screen
    with story.step("submit"):
        driver.wait(
            lambda: all(card.row.finding.severity is not Severity.ERROR for card in screen.findings.cards), "no error to be left"
        )
        driver.key(Qt.Key.Key_Return, CONTROL)
        sheet: SubmitSheet = driver.dialog(SubmitSheet)
        driver.wait(sheet.deed.isEnabled, "nothing to stand in the way of submission")
    with story.step("waiting"):
        driver.key(Qt.Key.Key_Return)
        story.wait_for_state(DraftState.QUEUED)
    with story.step("outbox-offline"):
        story.go("outbox")
        driver.wait(lambda: story.screen.presenter.board.waiting == 1, "one entry waiting in the outbox")
        driver.wait(lambda: story.screen.presenter.board.pause.title, "the outbox to say why it pauses", 60)


def send(story: Story) -> None:
    """The portal is back: sent, once, with a receipt."""
    driver = story.driver
    with story.step("receipt"):
        story.portal.start()
        if story.screen.presenter.board.waiting:
            driver.key(Qt.Key.Key_R, CONTROL)
        driver.wait(lambda: [entry.state for entry in _entries(story)] == [OutboxState.SENT], "the entry to be sent", 60)
        driver.press(tr("Outbox", "Receipt"))
        sheet: ReceiptSheet = driver.dialog(ReceiptSheet)
        story.record.receipts.append(sheet.lines[0][1])
        story.expect(sheet.lines[0][1], "a number on the receipt")
    driver.press(tr("Receipt", "Close"))
    with story.step("in-review"):
        story.wait_for_state(DraftState.IN_REVIEW)
        story.go("drafts")


def _in_queue(story: Story) -> list[Any]:
    """The rows of the review queue that show our article."""
    return [item for item in story.screen.queue.items.values() if item.task.article.title == TITLE]


def _open_task(story: Story) -> None:
    story.go("review")
    story.driver.wait(lambda: _in_queue(story), "the submission in the queue")
    story.driver.click(_in_queue(story)[0])
    story.driver.wait(lambda: story.screen.approve_button.isEnabled(), "the decision to be open")


def unit_reviewer_returns(story: Story) -> None:
    """A comment at a place, then returned with a reason."""
    driver = story.driver
    with story.step("review"):
        story.switch_to(UNIT_REVIEWER)
        _open_task(story)
    with story.step("remark"):
        page = story.screen.page
        driver.wait(lambda: not page.document().find(COMMENTED).isNull(), "the sentence on the page under review")
        page.setTextCursor(page.document().find(COMMENTED))
        page.setFocus()
        driver.key(Qt.Key.Key_M)
        driver.dialog(TextSheet)
        driver.write(COMMENT)
    with story.step("remark-made"):
        driver.press(tr("Review", "Add the remark"))
        driver.wait(lambda: not driver.shows(TextSheet), "the remark")
    with story.step("return"):
        story.screen.page.setFocus()
        driver.key(Qt.Key.Key_R)
        sheet: ReturnSheet = driver.dialog(ReturnSheet)
        driver.key(Qt.Key.Key_Down)
        driver.key(Qt.Key.Key_Down)
        story.expect(sheet.reason.currentData() == ReturnReason.FACTS.value, "the second reason of the list")
        driver.key(Qt.Key.Key_Tab)
        driver.write(RETURN_REASON)
    with story.step("returned"):
        driver.click(driver.dialog(ReturnSheet).deed)
        driver.wait(lambda: not _in_queue(story), "the submission to leave the queue")


def officer_mends(story: Story) -> None:
    """Sees the reason and the remark, edits, submits again."""
    driver = story.driver
    with story.step("today-returned"):
        story.switch_to(OFFICER)
        story.wait_for_state(DraftState.RETURNED)
        story.go("today")
    with story.step("returned-draft"):
        driver.press(tr("Today", "Mend"))
        driver.wait(lambda: story.screen.banner.isVisible(), "the banner with the reason")
    with story.step("edited"):
        source = story.screen.source
        place = source.text().index("发现火情")
        source.setFocus()
        cursor = source.textCursor()
        cursor.setPosition(place)
        source.setTextCursor(cursor)
        driver.write(ADDED)
        driver.wait(lambda: ADDED in story.draft().content.body, "the new sentence to be saved", 10)
    with story.step("resubmit"):
        driver.key(Qt.Key.Key_Return, CONTROL)
        sheet: SubmitSheet = driver.dialog(SubmitSheet)
        driver.wait(sheet.deed.isEnabled, "nothing to stand in the way of submission")
    with story.step("sent-again"):
        driver.key(Qt.Key.Key_Return)
        story.wait_for_state(DraftState.IN_REVIEW, 60)


def reviewers_approve(story: Story) -> None:
    """Unit, then centre."""
    driver = story.driver
    for username, name in ((UNIT_REVIEWER, "unit"), (CENTRE_REVIEWER, "centre")):
        with story.step(f"{name}-review"):
            story.switch_to(username)
            _open_task(story)
        with story.step(f"{name}-approval"):
            story.screen.page.setFocus()
            driver.key(Qt.Key.Key_A)
        with story.step(f"{name}-approved"):
            driver.key(Qt.Key.Key_Return)
            driver.wait(lambda: not _in_queue(story), "the queue without it")


def published(story: Story) -> None:
    """The officer hears of it; the public page is as it should be."""
    with story.step("published"):
        story.switch_to(OFFICER)
        story.wait_for_state(DraftState.PUBLISHED)
        url = story.draft().remote.public_url
        story.expect(url.startswith(story.portal.url), f"the public address, it is “{url}”")
        story.record.public_urls.append(url)
        story.go("published")
    with story.step("public-page", picture=False):
        story.check_public_page(url)
        if story.photograph_public_page(url):
            story.record.steps.append({"name": "public-page-in-chromium", "seconds": 0, "picture": "public-page.png"})
    for place in ("trash", "settings", "about"):
        with story.step(place):
            story.go(place)
