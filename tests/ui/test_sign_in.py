"""Signing in: the steps, each failure's own sentence, the keyring, practice accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.core.changes import Changes
from editor_app.core.errors import AccountLocked, EditorError, KeyringUnavailable, TlsFailure, Unreachable
from editor_app.services.ports import Lane, PortalHealth
from editor_app.ui.navigation import Screen
from editor_app.ui.settings_access import Settings
from editor_app.ui.sign_in.presenter import Problem, Rule, SignInPresenter, broken_rules
from editor_app.ui.sign_in.view import SignInScreen
from editor_app.ui.sign_in.words import keyring_words, problem_words
from tests.ui.conftest import drop
from tests.ui.fakes import ACCOUNT, FakeAccounts
from tests.ui.inline_runner import InlineRunner
from tests.ui.test_presenters import Recorder
from tests.ui.world import World

URL = "https://portal.example"


class Bench:
    """A presenter with fakes."""

    def __init__(self, accounts: FakeAccounts | None = None) -> None:
        self.accounts = accounts or FakeAccounts()
        self.runner = InlineRunner()
        self.view = Recorder()
        self.saved: dict[str, str] = {}
        self.opened: list[tuple[object, ...]] = []
        settings = Settings({"portal_url": URL}, self.saved.__setitem__)
        self.presenter = SignInPresenter(
            self.view, self.accounts, self.runner, settings, lambda *request: self.opened.append(request)
        )


def test_a_good_sign_in_is_kept_and_opens_the_account() -> None:
    bench = Bench()
    bench.presenter.sign_in(URL, " linxm ", "right-password")
    account, token, profile, remembered = bench.opened[0]
    assert (token, remembered) == ("secret-token", True)
    assert profile is not None
    assert bench.accounts.known == [account]
    assert bench.runner.lanes == [Lane.NET, Lane.DISK]
    assert "clear_passwords" in bench.view.calls


@pytest.mark.parametrize(
    ("url", "username", "password", "problem"),
    [
        (" ", "linxm", "x", Problem.NO_PORTAL),
        (URL, " ", "x", Problem.NO_USERNAME),
        (URL, "linxm", "", Problem.NO_PASSWORD),
        (URL, "linxm", "wrong", Problem.WRONG_PASSWORD),
    ],
)
def test_each_problem_has_its_own_sentence(url: str, username: str, password: str, problem: Problem) -> None:
    bench = Bench()
    bench.presenter.sign_in(url, username, password)
    assert bench.view.last["show_problem"] == (problem,)
    assert bench.opened == []


def test_the_sentences_differ() -> None:
    assert len({problem_words(problem) for problem in Problem}) == len(Problem)
    assert len({keyring_words(reason) for reason in ("missing", "locked", "silent", "untrusted", "other")}) == 5


def test_a_locked_account_is_told() -> None:
    bench = Bench(FakeAccounts(error=AccountLocked()))
    bench.presenter.sign_in(URL, "linxm", "x")
    assert bench.view.last["show_problem"] == (Problem.LOCKED,)


@pytest.mark.parametrize("error", [Unreachable(), TlsFailure()])
def test_network_and_certificate_are_told_apart(error: EditorError) -> None:
    bench = Bench(FakeAccounts(error=error))
    bench.presenter.sign_in(URL, "linxm", "x")
    assert bench.view.last["show_error"] == (error,)


def test_the_first_sign_in_forces_a_new_password() -> None:
    bench = Bench(FakeAccounts(must_change={"linxm"}))
    bench.presenter.sign_in(URL, "linxm", "right-password")
    assert bench.view.last["show_new_password"] == ("linxm",)
    bench.presenter.choose_password("short1", "short1")
    assert Rule.LENGTH in bench.view.last["show_rules"][0]
    assert bench.opened == []
    bench.presenter.choose_password("Qinghe-123-abc", "Qinghe-123-abc")
    assert bench.view.last["show_problem"] == (Problem.PASSWORD_REFUSED,)
    bench.presenter.choose_password("Qinghe-2026-abc", "Qinghe-2026-abc")
    assert len(bench.opened) == 1
    assert bench.accounts.passwords["linxm"] == "Qinghe-2026-abc"


def test_going_back_forgets_the_password() -> None:
    bench = Bench(FakeAccounts(must_change={"linxm"}))
    bench.presenter.sign_in(URL, "linxm", "right-password")
    bench.presenter.cancel_new_password()
    bench.presenter.choose_password("Qinghe-2026-abc", "Qinghe-2026-abc")
    assert bench.opened == []


@pytest.mark.parametrize(
    ("new", "again", "broken"),
    [
        ("", "", set(Rule)),
        ("abcdefghij", "abcdefghij", {Rule.MIXED}),
        ("abcdefghi1", "abcdefghi2", {Rule.SAME}),
        ("old-password-1", "old-password-1", {Rule.OTHER}),
        ("LinXM-2026-ok", "LinXM-2026-ok", {Rule.NAME}),
        ("青河镇宣传科2026号", "青河镇宣传科2026号", set()),
    ],
)
def test_rules_of_a_new_password(new: str, again: str, broken: set[Rule]) -> None:
    assert broken_rules("linxm", "old-password-1", new, again) == broken


def test_without_a_keyring_it_goes_on_for_this_session() -> None:
    bench = Bench(FakeAccounts(keyring=KeyringUnavailable("silent")))
    bench.presenter.sign_in(URL, "linxm", "right-password")
    assert bench.view.last["show_keyring_notice"][0].reason == "silent"
    assert bench.opened[0][3] is False


def test_a_known_account_opens_with_its_token() -> None:
    bench = Bench(FakeAccounts([ACCOUNT], tokens={ACCOUNT.id: "kept"}))
    bench.presenter.start()
    assert bench.view.last["show_accounts"] == ([ACCOUNT],)
    bench.presenter.resume(ACCOUNT)
    assert bench.opened[0][:2] == (ACCOUNT, "kept")


def test_a_known_account_without_token_asks_and_offers_offline_work() -> None:
    bench = Bench(FakeAccounts([ACCOUNT]))
    bench.presenter.resume(ACCOUNT)
    assert bench.view.last["show_problem"] == (Problem.SIGN_IN_AGAIN,)
    assert bench.view.last["offer_offline"] == (ACCOUNT,)
    bench.presenter.work_offline(ACCOUNT)
    assert bench.opened == [(ACCOUNT, None, None, True)]


def test_a_locked_keyring_is_told_and_the_password_asked() -> None:
    bench = Bench(FakeAccounts([ACCOUNT], keyring=KeyringUnavailable("locked")))
    bench.presenter.resume(ACCOUNT)
    assert bench.view.last["show_keyring_notice"][0].reason == "locked"
    assert bench.view.last["show_problem"] == (Problem.SIGN_IN_AGAIN,)


def test_only_the_newest_address_is_shown() -> None:
    bench = Bench()
    bench.runner.held = True
    bench.presenter.look_at_portal("https://first.example")
    bench.presenter.look_at_portal("https://second.example")
    bench.runner.step_all()
    assert bench.view.calls.count("show_portal") == 1


def make_screen(world: World) -> SignInScreen:
    screen: Screen = SignInScreen(world.context)
    screen.resize(1000, 700)
    screen.show()
    screen.enter("")
    assert isinstance(screen, SignInScreen)
    return screen


def test_practice_accounts_are_rows_that_sign_in(world: World) -> None:
    world.accounts.portal = PortalHealth("练习", "1", True, "", (("linxm", "right-password", "林晓梅 <b>"),))
    screen = make_screen(world)
    row = screen.practice.rows[0]
    assert row.title.text() == "林晓梅 <b>"  # type: ignore[attr-defined]
    row.activated.emit()  # type: ignore[attr-defined]
    assert world.opened[0].token == "secret-token"
    assert "secret-token" not in repr(world.opened[0])
    screen.dispose()
    drop(screen)


def test_a_real_portal_offers_no_practice_accounts(world: World) -> None:
    world.accounts.portal = replace(world.accounts.portal, practice_accounts=(("a", "b", "c"),))
    screen = make_screen(world)
    assert screen.practice.rows == []
    screen.dispose()
    drop(screen)


def test_no_password_stays_in_the_window(world: World) -> None:
    screen = make_screen(world)
    screen.username.setText("linxm")
    screen.password.setText("right-password")
    screen.deed.click()
    assert world.opened
    assert screen.password.text() == ""
    screen.dispose()
    drop(screen)


def test_an_account_that_was_signed_out_leaves_the_list(world: World) -> None:
    world.accounts.known = [ACCOUNT]
    screen = make_screen(world)
    assert len(screen.accounts.rows) == 1
    world.accounts.known = []
    world.changes.publish(Changes(account=True))
    assert screen.accounts.rows == []
    screen.dispose()
    drop(screen)
