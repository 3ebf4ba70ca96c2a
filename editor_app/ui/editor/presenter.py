"""What happens in the editor: opening, typing, saving, checking, states. Plain Python; the desks beside it do one thing each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState, RevisionKind
from editor_app.core.errors import EditorError, NotAllowed
from editor_app.core.finding import Finding
from editor_app.core.kind import Kind, field_problems
from editor_app.core.outbox import OutboxEntry
from editor_app.core.review import ArticleStatus, ArticleSummary
from editor_app.services.ports import Lane, Runner
from editor_app.ui.editor.attachments import AttachmentDesk
from editor_app.ui.editor.checks import CheckDesk
from editor_app.ui.editor.conflict import ConflictDesk
from editor_app.ui.editor.history import HistoryDesk
from editor_app.ui.editor.pages import PageDesk
from editor_app.ui.editor.ports import CheckAnswer, EditorServices, EditorView, FindingRow, Looks, Standing, Surroundings
from editor_app.ui.editor.saving import Saver, SaveState, Timers
from editor_app.ui.editor.submission import SubmitDesk
from editor_app.ui.seams import Broadcast, LocalScope

STATUS_STATES = (DraftState.RETURNED, DraftState.IN_REVIEW)


class EditorPresenter:
    """One open draft. The window calls it; it calls `view`. All methods run on the GUI thread and return at once."""

    def __init__(
        self,
        view: EditorView,
        services: EditorServices,
        around: Surroundings,
        runner: Runner,
        timers: Timers,
        broadcast: Broadcast,
    ) -> None:
        self._view, self._services, self._around = view, services, around
        self._runner, self._timers, self._broadcast = runner, timers, broadcast
        self.scope = LocalScope()
        self.draft: Draft | None = None
        self._title = self._section = self._kind = ""
        self._fields: dict[str, str] = {}
        self._composing = False
        self._loading = False
        self._correcting = False
        self._status: ArticleStatus | None = None
        view.body.on_changed(self._on_body_changed)
        view.body.on_composing(self._on_composing)
        guard: Callable[[], bool] = lambda: self._composing  # noqa: E731
        self.saver = Saver(runner, timers, self._save, self.content, guard, self._on_saving, self._on_saved)
        self.checks = CheckDesk(view, services.checking, runner, timers, self.scope, self.content, guard)
        self.pages = PageDesk(view, runner, timers, self.scope, self.content, guard)
        self.attachments = AttachmentDesk(view, services, runner, self.scope, self)
        self.attachments.most = around.limits.max_attachments
        self.history = HistoryDesk(view, services.drafting, runner, self.scope, self.content, self._on_restored)
        self.submission = SubmitDesk(view, services, around, runner, self.scope, self._on_submitted)
        self.conflict = ConflictDesk(view, services.adopting, around, runner, self.scope, self)
        self._unsubscribe = broadcast.subscribe(self._on_changes)

    # ---- opening and closing

    def open(self, draft_id: str) -> None:
        """Load a draft and show it."""
        drafting = self._services.drafting
        self._runner.run(Lane.DISK, lambda _job: drafting.load(draft_id), self._show, self._view.tell_error, scope=self.scope)

    def _show(self, draft: Draft) -> None:
        content = draft.content
        self.draft, self._correcting, self._status = draft, False, None
        self.conflict.forget()
        self._title, self._section, self._kind = content.title, content.section, content.kind
        self._fields = dict(content.fields)
        self._loading = True
        self._view.show_title(content.title)
        self._view.body.load_text(content.body)
        self._loading = False
        self._show_form()
        self.attachments.load(content.attachments)
        self.checks.waivers = draft.waivers
        self._show_standing()
        self._view.show_saving(SaveState.SAVED, draft.updated_at, None)
        self.pages.render_now()
        self._read_looks()
        self.history.load(draft.id)
        self._load_refusal(draft.id)
        self._fetch_status()

    def _load_refusal(self, draft_id: str) -> None:
        """What the portal objected to when it refused the last submission lands at its place beside our own findings.

        Where it refused because it has somebody else's version, the banner says so.
        """
        services = self._services
        self.conflict.load(draft_id)

        def loaded(findings: tuple[Finding, ...]) -> None:
            self.checks.refused = findings
            if findings:
                self.checks.refresh(self.checks.waivers)

        self._runner.run(
            Lane.DISK, lambda _job: services.refused(draft_id), loaded, self._view.tell_error, scope=self.scope, topic="refused"
        )

    def close(self) -> None:
        """The screen goes: what the input method holds is taken over, what is not saved is saved; later results are dropped."""
        self._view.body.finish_composing()
        self._composing = False
        if not self.saver.clean:
            self.saver.save_now(RevisionKind.AUTOSAVE)
        self.saver.stop()
        for name in ("check", "render"):
            self._timers.stop(name)
        self._unsubscribe()
        self.scope.close()

    def save_now(self) -> None:
        """Ctrl+S: keep this state as a version of its own."""
        if self.draft is not None and self.editable:
            self.saver.save_now(RevisionKind.MANUAL, lambda saved: self._reload_history() if saved else None)

    def flush(self, done: Callable[[bool], None] | None = None) -> None:
        """The window is hidden or the program ends: write what is not written, then tell whether it is on disk."""
        self._view.body.finish_composing()
        self.saver.save_now(RevisionKind.AUTOSAVE, done)

    # ---- the content

    @property
    def editable(self) -> bool:
        """May the text be changed now? Published text only after "start a correction"."""
        if self.draft is None or not self.draft.state.editable:
            return False
        return self._correcting or self.draft.state not in (DraftState.PUBLISHED, DraftState.WITHDRAWN)

    def body_text(self) -> str:
        """The Markdown source as it stands."""
        return self._view.body.text()

    def content(self) -> ArticleContent:
        """What the window shows now. Walks over the text: not per keystroke."""
        kind = self.kind
        known = {field.code for field in kind.fields} if kind else set(self._fields)
        fields = {code: value for code, value in self._fields.items() if code in known and value}
        return ArticleContent(self._title, self._section, self._kind, fields, self.body_text(), self.attachments.items)

    @property
    def kind(self) -> Kind | None:
        """The kind of the draft, None for one that this program does not know."""
        return self._around.kinds.get(self._kind)

    def title_changed(self, title: str) -> None:
        """Typed in the title field."""
        self._title = title
        self._changed()

    def field_changed(self, code: str, value: str) -> None:
        """Typed in a field of the form."""
        self._fields[code] = value
        kind = self.kind
        if kind is not None:
            known = {field.code for field in kind.fields}
            filled = {name: text for name, text in self._fields.items() if name in known and text.strip()}
            self._view.show_field_problems([item for item in field_problems(kind, filled) if item.code != "required"])
        self._changed()

    def section_chosen(self, code: str) -> None:
        """Another section; a kind that it does not take gives way to its default."""
        self._section = code
        section = next((item for item in self._around.sections if item.code == code), None)
        if section is not None and self._kind not in section.kinds and section.kinds:
            fallback = section.default_kind if section.default_kind in section.kinds else section.kinds[0]
            self._set_kind(fallback)
        self._show_form()
        self._changed()

    def kind_chosen(self, code: str) -> None:
        """Another kind: its fields, and its template where nothing was written. Values of the former kind come back with it."""
        self._set_kind(code)
        self._show_form()
        self._changed()

    def _set_kind(self, code: str) -> None:
        old, new = self.kind, self._around.kinds.get(code)
        self._kind = code
        body = self.body_text()
        untouched = not body.strip() or (old is not None and body == old.template)
        if new is not None and untouched and body != new.template:
            self._view.body.set_text_keeping_cursor(new.template)

    def _show_form(self) -> None:
        sections = [(item.code, item.name) for item in self._around.sections if item.writable or item.code == self._section]
        section = next((item for item in self._around.sections if item.code == self._section), None)
        codes = list(section.kinds) if section is not None else list(self._around.kinds)
        if self._kind not in codes:
            codes.append(self._kind)
        kinds = [
            (code, self._around.kinds[code].label.in_language(self._around.language))
            for code in codes
            if code in self._around.kinds
        ]
        self._view.show_choices(sections, self._section, kinds, self._kind)
        self.checks.section_name = section.name if section is not None else ""
        kind = self.kind
        if kind is not None:
            self._view.show_fields(kind, self._fields)

    def attachments_changed(self) -> None:
        """Called by the attachment desk."""
        self._changed()
        self._read_looks()

    def _on_body_changed(self) -> None:
        if not self._loading:
            self._changed()

    def _on_composing(self, composing: bool) -> None:
        self._composing = composing
        if not composing:
            self.saver.composing_ended()
            self.checks.composing_ended()
            self.pages.composing_ended()

    def _changed(self) -> None:
        if self._loading or not self.editable:
            return
        self.saver.changed()
        self.checks.changed()
        self.pages.changed()

    def _read_looks(self) -> None:
        content, attaching = self.content(), self._services.attaching

        def read(looks: Looks) -> None:
            self.checks.looks = looks
            self.checks.check_now()

        self._runner.run(
            Lane.CPU, lambda _job: attaching.looks_of(content), read, self._view.tell_error, scope=self.scope, topic="texts"
        )

    # ---- saving

    def _save(self, content: ArticleContent, kind: RevisionKind) -> tuple[Draft, Changes]:
        assert self.draft is not None
        return self._services.drafting.save(self.draft.id, content, kind)

    def _on_saving(self, state: SaveState, error: EditorError | None) -> None:
        if not self.scope.closed:
            self._view.show_saving(state, self.draft.updated_at if self.draft else "", error)

    def _on_saved(self, draft: Draft, changes: Changes) -> None:
        self.draft = draft
        self._broadcast.publish(changes)

    def _reload_history(self) -> None:
        if self.draft is not None and not self.scope.closed:
            self.history.load(self.draft.id)

    def restore(self, revision_id: str) -> None:
        """Bring a version back once everything is on disk."""
        if self.draft is not None and self.editable:
            draft_id = self.draft.id
            self.saver.save_now(
                RevisionKind.AUTOSAVE, lambda saved: self.history.restore(draft_id, revision_id) if saved else None
            )

    def name_version(self, revision_id: str, name: str) -> None:
        """Give a version a name."""
        if self.draft is not None:
            self.history.name(self.draft.id, revision_id, name)

    def _on_restored(self, draft: Draft, changes: Changes) -> None:
        correcting = self._correcting
        self._title, self._section, self._kind = draft.content.title, draft.content.section, draft.content.kind
        self._fields = dict(draft.content.fields)
        self.draft, self._loading = draft, True
        self._view.show_title(self._title)
        self._view.body.set_text_keeping_cursor(draft.content.body)  # one undo step, so that it can be taken back
        self._loading = False
        self._correcting = correcting
        self._show_form()
        self.attachments.load(draft.content.attachments)
        self._broadcast.publish(changes)
        self.checks.changed()
        self.pages.render_now()

    # ---- two versions

    def when_saved(self, then: Callable[[bool], None]) -> None:
        """See ConflictHost."""
        self.flush(then)

    def conflict_changed(self) -> None:
        """See ConflictHost."""
        if self.draft is not None:
            self._show_standing()

    def conflict_decided(self, draft: Draft, changes: Changes, theirs: bool) -> None:
        """See ConflictHost. My own text for an article that is public is a correction, and goes on as one."""
        if self.draft is None or self.draft.id != draft.id:
            self._broadcast.publish(changes)
            return
        self._correcting = not theirs and draft.state in (DraftState.PUBLISHED, DraftState.WITHDRAWN)
        if theirs:
            self._on_restored(draft, changes)
            self._read_looks()
        else:
            self.draft = draft
            self._broadcast.publish(changes)
        self._show_standing()
        self.history.load(draft.id)
        self._load_refusal(draft.id)
        self._fetch_status()

    # ---- findings

    def keep_with_reason(self, key: str) -> None:
        """Ask for the reason of a warning and keep it."""
        row = self.checks.row(key)
        if row is not None and self.editable:
            self._view.ask_reason(row, lambda reason: self._save_waiver(row, reason))

    def reopen_finding(self, key: str) -> None:
        """Take the reason back."""
        row = self.checks.row(key)
        if row is not None and self.editable:
            self._save_waiver(row, "")

    def _save_waiver(self, row: FindingRow, reason: str) -> None:
        assert self.draft is not None
        draft_id, by = self.draft.id, self._around.person
        drafting = self._services.drafting

        def done(result: tuple[Draft, Changes]) -> None:
            assert self.draft is not None
            self.draft = replace(self.draft, waivers=result[0].waivers)
            self._broadcast.publish(result[1])
            self.checks.refresh(self.draft.waivers)
            if self.submission.open:
                self.ask_submit()

        self._runner.run(
            Lane.DISK,
            lambda _job: drafting.save_waiver(draft_id, row.finding, reason, by),
            done,
            self._view.tell_error,
            scope=self.scope,
        )

    # ---- submission

    def ask_submit(self) -> None:
        """The Submit button: save, check what stands there, show the sheet."""
        if self.draft is None or not self.editable:
            return
        self._view.body.finish_composing()
        if not self.saver.clean:
            self.saver.save_now(RevisionKind.AUTOSAVE)
        self.checks.when_checked(self._show_submit)

    def _show_submit(self, content: ArticleContent, answer: CheckAnswer) -> None:
        if self.draft is not None:
            self.submission.show(self.draft, content, answer)

    def confirm_submit(self) -> None:
        """The sheet's own button: queue what it spoke of, once everything is on disk."""
        if self.draft is None or not self.editable:
            return
        draft = self.draft
        self._view.body.finish_composing()
        if not self.submission.confirm(draft, self.content()):
            self.checks.when_checked(self._show_submit)

    def submit_closed(self) -> None:
        """The sheet was closed without submitting."""
        self.submission.close()

    def _on_submitted(self, entry: OutboxEntry) -> None:
        assert self.draft is not None
        self.saver.stop()
        draft_id = self.draft.id
        self._broadcast.publish(Changes(drafts=frozenset({draft_id}), outbox=frozenset({entry.id})))
        self._view.tell_submitted(entry)
        self._reload()

    # ---- where it stands

    def start_correction(self) -> None:
        """Change a published article; the live page stays until the correction is approved."""
        if self.draft is not None and self.draft.state.editable:
            self._correcting = True
            self._show_standing()

    def recall(self) -> None:
        """Take the submission back: out of the outbox while it waits there, else from the portal."""
        if self.draft is None:
            return
        draft = self.draft
        if draft.state is DraftState.QUEUED:
            self._runner.run(
                Lane.DISK,
                lambda _job: self._services.cancel_queued(draft.id),
                self._on_recalled,
                self._view.tell_error,
                scope=self.scope,
            )
        elif draft.state is DraftState.IN_REVIEW:
            publishing = self._services.publishing

            def answered(summary: ArticleSummary) -> None:
                self._runner.run(
                    Lane.DISK,
                    lambda _job: publishing.save_summary(summary),
                    self._on_recalled,
                    self._view.tell_error,
                    scope=self.scope,
                )

            self._runner.run(
                Lane.NET,
                lambda _job: publishing.push_recall(draft),
                answered,
                self._view.tell_error,
                scope=self.scope,
                topic="recall",
            )
        else:
            self._view.tell_error(NotAllowed(detail=f"recall in {draft.state}"))

    def _on_recalled(self, changes: Changes) -> None:
        self._broadcast.publish(changes)
        self._view.tell_recalled()
        self._reload()

    def _on_changes(self, changes: Changes) -> None:
        if self.draft is not None and self.draft.id in changes.drafts:
            self._reload()

    def _reload(self) -> None:
        """Take over state, portal's word and waivers; the text in the window is newer than the disk or the same."""
        if self.draft is None:
            return
        draft_id, drafting = self.draft.id, self._services.drafting
        self._runner.run(
            Lane.DISK,
            lambda _job: drafting.load(draft_id),
            self._reloaded,
            self._view.tell_error,
            scope=self.scope,
            topic="reload",
        )

    def _reloaded(self, draft: Draft) -> None:
        old, self.draft = self.draft, draft
        if old is None or (old.state, old.remote) == (draft.state, draft.remote):
            return
        if old.state is not draft.state:
            self._correcting = False
            self.history.load(draft.id)
            self._load_refusal(draft.id)
        self._show_standing()
        self._fetch_status()

    def _fetch_status(self) -> None:
        if self.draft is None or self.draft.state not in STATUS_STATES:
            return
        article_id, services = self.draft.id, self._services

        def told(status: ArticleStatus | None) -> None:
            if status is not None and (
                self._status is None or status.article.etag != self._status.article.etag or status.comments
            ):
                self._status = status
                self._show_standing()

        # What was fetched last is shown at once and without a network; the portal's own word replaces it when it comes.
        self._runner.run(
            Lane.DISK,
            lambda _job: services.saved_status(article_id),
            told,
            self._view.tell_error,
            scope=self.scope,
            topic="saved status",
        )
        self._runner.run(
            Lane.NET,
            lambda _job: services.publishing.status(article_id),
            told,
            lambda _error: None,
            scope=self.scope,
            topic="status",
        )

    def _show_standing(self) -> None:
        assert self.draft is not None
        comments = tuple(item for item in self._status.comments if not item.resolved) if self._status else ()
        editable = self.editable
        self._view.body.set_read_only(not editable)
        self._view.show_standing(
            Standing(
                state=self.draft.state,
                editable=editable,
                remote=self.draft.remote,
                correction=self._correcting,
                may_recall=self.draft.state in (DraftState.QUEUED, DraftState.IN_REVIEW),
                comments=comments,
                conflict=self.conflict.present,
                fetching=self.conflict.fetching,
            )
        )

    def jump_to_comment(self, comment_id: str) -> None:
        """Show the place a remark was made on; when the words moved, the nearest place where they stand now."""
        comments = self._status.comments if self._status else ()
        comment = next((item for item in comments if item.id == comment_id), None)
        if comment is None:
            return
        if comment.part == "title":
            self._view.select_title(0, len(self._title))
        elif comment.part.startswith("field:"):
            self._view.select_field(comment.part.removeprefix("field:"), 0, 0)
        elif comment.part.startswith("attachment:"):
            self._view.select_attachment(comment.part.removeprefix("attachment:"))
        else:
            self._view.body.select_source_range(*find_quote(self.body_text(), comment.quote, comment.start, comment.end))


def find_quote(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Where `quote` stands now, nearest to where it stood; its old start (within the text) when it is gone."""
    if not quote:
        at = min(start, len(text))
        return at, min(max(end, at), len(text))
    if text[start : start + len(quote)] == quote:
        return start, start + len(quote)
    after, before = text.find(quote, start), text.rfind(quote, 0, start + len(quote))
    found = [place for place in (after, before) if place >= 0]
    if not found:
        at = min(start, len(text))
        return at, at
    best = min(found, key=lambda place: abs(place - start))
    return best, best + len(quote)
