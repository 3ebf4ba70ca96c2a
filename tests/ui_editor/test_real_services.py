"""The editor over the real store, the real rules and the real lanes, with no network: from the first key to the outbox."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from editor_app.core.draft import DraftState
from editor_app.core.kind import shipped_kinds
from editor_app.core.outbox import OutboxState
from editor_app.services.adopting import Adopting
from editor_app.services.attaching import Attaching
from editor_app.services.checking import Checking
from editor_app.services.connection import Connection
from editor_app.services.drafting import Drafting
from editor_app.services.outbox import OutboxEngine
from editor_app.services.ports import Lane
from editor_app.services.publishing import Publishing
from editor_app.services.reference import ReferenceData
from editor_app.services.reviewing import Reviewing
from editor_app.services.submitting import Submitting
from editor_app.services.syncing import Syncing
from editor_app.services.system_clock import SystemClock
from editor_app.store.profile import ProfileStore
from editor_app.ui.context import Services
from editor_app.ui.editor.sheets import SubmitSheet
from editor_app.ui.editor.view import create_screen
from editor_app.ui.tasks import BackgroundRunner
from tests.support.store_factory import ACCOUNT, SECTIONS
from tests.ui_editor.bench import make_context


@pytest.fixture
def errors():
    return []


@pytest.fixture
def runner(qtbot, errors):
    made = BackgroundRunner(errors.append)
    yield made
    made.close()


@pytest.fixture
def on_disk(runner, qtbot):
    """Do something on the lane that owns the database and wait for its result."""

    def do(work):
        results = []
        runner.run(Lane.DISK, lambda _job: work(), results.append)
        qtbot.waitUntil(lambda: bool(results), timeout=15_000)
        return results[0]

    return do


@pytest.fixture
def context(runner, on_disk, tmp_path):
    profiles = on_disk(lambda: ProfileStore.open(tmp_path / "data"))
    on_disk(lambda: profiles.save_account(ACCOUNT))
    store = on_disk(lambda: profiles.open_account(ACCOUNT.id))
    clock, connection = SystemClock(), Connection(ACCOUNT)
    reference = on_disk(lambda: ReferenceData(store))
    on_disk(lambda: reference.save_sections(SECTIONS))
    attaching = Attaching(store, reference.limits)
    services = Services(
        drafting=Drafting(store, ACCOUNT.id, clock),
        attaching=attaching,
        checking=Checking(reference.pack),
        submitting=Submitting(store, clock, attaching, lambda: reference.snapshot),
        outbox=OutboxEngine(store, connection, clock),
        syncing=Syncing(store, connection, reference),
        reviewing=Reviewing(connection, tmp_path / "cache"),
        publishing=Publishing(store, connection),
        adopting=Adopting(store, connection, reference),
        reference=reference,
    )
    context = make_context(runner, tmp_path, services=services)
    yield context
    context.translation.release()
    on_disk(store.close)
    on_disk(profiles.close)


def test_from_the_first_key_to_the_outbox(qtbot, context, on_disk, tmp_path, errors):
    services, shown = context.services, []
    context.messages.shown.connect(lambda message: shown.append(message.title))
    draft = on_disk(lambda: services.drafting.new("tzgg", shipped_kinds()["notice"]))
    screen = create_screen(context)
    qtbot.addWidget(screen)
    screen.resize(1170, 700)
    screen.show()
    screen.enter(draft.id)
    qtbot.waitUntil(lambda: screen.presenter.draft is not None)
    QTest.keyClicks(screen.form.title, "Notice")
    screen.form.replace_in_title(0, 6, "关于做好冬季森林防火工作的通知")
    for code, value in (("issuer", "清河街道办事处"), ("date", dt.date.today().isoformat())):
        QTest.keyClicks(screen.form.lines[code].widget, value) if value.isascii() else screen.form.replace_in_field(
            code, 0, 0, value
        )
    screen.source.load_text("")
    screen.source.insert("各社区：\n\n根据统一布署，现将有关事项通知如下。")
    picture = tmp_path / "防火.png"
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill("green")
    image.save(str(picture))
    screen.presenter.attachments.add_files([picture])
    qtbot.waitUntil(lambda: len(screen.presenter.attachments.items) == 1, timeout=15_000)
    screen.presenter.attachments.describe(screen.presenter.attachments.items[0].id, alt="防火宣传")
    qtbot.waitUntil(lambda: any(row.finding.text == "布署" for row in screen.findings.list.rows), timeout=15_000)
    row = next(row for row in screen.findings.list.rows if row.finding.text == "布署")
    assert screen.presenter.checks.fix(row.key, 0)
    assert "统一部署" in screen.source.text()
    qtbot.waitUntil(lambda: screen.presenter.saver.clean, timeout=10_000)
    assert on_disk(lambda: services.drafting.load(draft.id)).content == screen.presenter.content()
    screen.presenter.ask_submit()
    qtbot.waitUntil(lambda: bool(screen.findChildren(SubmitSheet)), timeout=10_000)
    report = screen.presenter.submission.report
    for warning in report.need_reason:
        screen.presenter._save_waiver(warning, "已核对")
    submission = screen.presenter.submission
    qtbot.waitUntil(lambda: submission.report is not None and submission.report.clean, timeout=10_000)
    sheet = next(item for item in screen.findChildren(SubmitSheet) if item.isVisible())
    qtbot.waitUntil(sheet.deed.isEnabled)
    QTest.mouseClick(sheet.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.source.isReadOnly(), timeout=15_000)
    entries = on_disk(services.outbox.entries)
    assert [entry.state for entry in entries] == [OutboxState.QUEUED]
    assert "统一部署" in entries[0].submission.content.body
    assert on_disk(lambda: services.drafting.load(draft.id)).state is DraftState.QUEUED
    screen.presenter.recall()
    qtbot.waitUntil(lambda: not screen.source.isReadOnly(), timeout=10_000)
    assert on_disk(lambda: services.drafting.load(draft.id)).state is DraftState.EDITING
    assert (errors, shown) == ([], [])
    screen.dispose()
