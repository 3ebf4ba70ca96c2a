"""The open account's life with the portal: token from the keyring, connection, outbox and change feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from editor_app.app.opening import OpenAccount
from editor_app.core.changes import Changes
from editor_app.core.errors import EditorError
from editor_app.core.outbox import OutboxState
from editor_app.services.ports import Lane
from editor_app.ui.context import Connection as ShownConnection
from editor_app.ui.context import UiContext
from editor_app.ui.pumps import OutboxPump, SyncPump
from editor_app.ui.seams import LocalScope


class Standing(QObject):
    """Made when an account is opened, stopped when it is closed."""

    def __init__(self, context: UiContext, opened: OpenAccount, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self._context = context
        self._scope = LocalScope()
        publish = context.changes.publish
        services = opened.services
        self._outbox = OutboxPump(context.runner, services.outbox, self._scope, publish, self._on_refused, self._on_heard, self)
        self._sync = SyncPump(context.runner, services.syncing, self._scope, publish, self._on_heard, self)
        self._unsubscribe = context.changes.subscribe(self._on_changes)
        self._refresh_counts()

    def resume(self) -> None:
        """Look for the token in this session and in the keyring, which may take seconds or never answer."""
        account, accounts = self.opened.account, self._context.accounts
        self._context.runner.run(
            Lane.NET, lambda _job: accounts.resume(account), self.use, self._on_no_keyring, scope=self._scope
        )

    def use(self, token: str | None) -> None:
        """Connect with this token; without one the account is open for offline work."""
        if token is None:
            self._on_heard("sign_in")
            return
        self.opened.connection.attach(self._context.accounts.connect(self.opened.account, token))
        session = self._context.session.current
        if session is not None:
            self._context.session.update(replace(session, signed_in=True))
        self._run(lambda: self.opened.services.outbox.retry_now(), self._on_ready)

    def wake(self) -> None:
        """Something was put into the outbox, or a person asked to try now."""
        self._outbox.kick()
        self._sync.kick()

    def refresh_pack(self) -> None:
        """Tell the status line which rules are in force; reading them takes a while the first time."""
        reference, status = self.opened.reference, self._context.status
        self._context.runner.run(
            Lane.CPU, lambda _job: reference.pack().version, status.set_pack, scope=self._scope, topic="pack"
        )

    def stop(self) -> None:
        """Drop everything under way; the outbox goes on at the next start under the same keys."""
        self._unsubscribe()
        self._scope.close()
        self._outbox.stop()
        self._sync.stop()
        self.opened.connection.detach()

    def _on_ready(self, changes: Changes) -> None:
        self._context.changes.publish(changes | Changes(connection=True))
        self._sync.kick()
        self._outbox.kick()

    def _on_no_keyring(self, error: EditorError) -> None:
        self._context.messages.show_error(error)
        self._on_heard("sign_in")

    def _run(self, work: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        self._context.runner.run(Lane.DISK, lambda _job: work(), done, scope=self._scope)

    def _on_heard(self, state: str) -> None:
        before = self._context.status.connection.state
        self._context.status.set_connection(ShownConnection(state, self.opened.account.portal_name))
        if state == "sign_in":
            self._on_refused()
        if state == "online" and before != "online":
            self._run(lambda: self.opened.services.outbox.retry_now(), lambda _changes: self._outbox.kick())
        if before != state:
            self._context.changes.publish(Changes(connection=True))

    def _on_refused(self) -> None:
        """The portal no longer takes the token: keep working offline, say so, ask to sign in."""
        if self.opened.connection.detach() is not None:
            account, accounts = self.opened.account, self._context.accounts
            self._context.runner.run(Lane.NET, lambda _job: accounts.forget_token(account))
        session = self._context.session.current
        if session is not None and session.signed_in:
            self._context.session.update(replace(session, signed_in=False))
        if self._context.status.connection.state != "sign_in":
            self._context.status.set_connection(ShownConnection("sign_in", self.opened.account.portal_name))

    def _on_changes(self, changes: Changes) -> None:
        if changes.outbox or changes.drafts:
            self._refresh_counts()
            self._outbox.kick()
        if changes.tasks:
            self._refresh_tasks()
        if changes.reference:
            self.refresh_pack()
        if changes.account:
            self._refresh_profile()

    def _refresh_profile(self) -> None:
        session, profile = self._context.session.current, self.opened.reference.snapshot.profile
        if session is not None and profile is not None and profile != session.profile:
            self._context.session.update(replace(session, profile=profile))

    def _refresh_counts(self) -> None:
        services = self.opened.services

        def work() -> tuple[int, int, int]:
            counts = services.drafting.counts()
            entries = services.outbox.entries()
            waiting = sum(entry.state.waiting for entry in entries)
            return sum(counts.values()), waiting, sum(entry.state is OutboxState.FAILED for entry in entries)

        self._context.runner.run(Lane.DISK, lambda _job: work(), self._on_counts, scope=self._scope, topic="counts")

    def _on_counts(self, numbers: tuple[int, int, int]) -> None:
        drafts, waiting, failed = numbers
        status = self._context.status
        status.set_outbox(waiting)
        status.set_badge("drafts", drafts)
        status.set_badge("outbox", waiting or failed, loud=failed > 0)

    def _refresh_tasks(self) -> None:
        session = self._context.session.current
        if session is None or not session.profile.can_review:
            return
        reviewing = self.opened.services.reviewing
        self._context.runner.run(
            Lane.NET,
            lambda _job: sum(task.may_decide for task in reviewing.queue()),
            lambda number: self._context.status.set_badge("review", number, loud=number > 0),
            lambda _error: None,
            scope=self._scope,
            topic="tasks",
        )
