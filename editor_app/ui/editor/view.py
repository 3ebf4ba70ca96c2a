"""The editor as it is seen: form, source, live page, findings, files, versions. It shows and passes on; the presenter decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QHideEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.core.draft import DraftState
from editor_app.core.errors import BadAttachment, EditorError
from editor_app.core.finding import Severity
from editor_app.core.kind import FieldProblem, Kind
from editor_app.core.outbox import OutboxEntry
from editor_app.ui.context import UiContext
from editor_app.ui.editor.body import BodyEditor
from editor_app.ui.editor.conflict_sheet import ConflictSheet
from editor_app.ui.editor.file_actions import FileActions
from editor_app.ui.editor.pictures import PictureFeed
from editor_app.ui.editor.ports import (
    AttachmentRow,
    Comparison,
    EditorServices,
    FindingList,
    FindingRow,
    PageContent,
    RevisionRow,
    Rival,
    Standing,
    SubmitReport,
    Surroundings,
    TextCount,
)
from editor_app.ui.editor.presenter import EditorPresenter
from editor_app.ui.editor.saving import SaveState
from editor_app.ui.editor.sheets import CompareSheet, PreviewSheet, SubmitSheet
from editor_app.ui.editor.standing_words import banner_words
from editor_app.ui.editor.style import work_style
from editor_app.ui.editor.timers import QtTimers
from editor_app.ui.editor.wiring import editor_services, surroundings
from editor_app.ui.editor.words import refusal_words, state_chip
from editor_app.ui.editor.workspace import Workspace
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from editor_app.ui.words import hour, join, language, number

FINDINGS, FILES, HISTORY = 0, 1, 2


def create_screen(context: UiContext) -> Screen:
    """The editor of the account that is signed in; `enter(draft_id)` opens a draft."""
    return EditorScreen(context, editor_services(context.services), surroundings(context))


class EditorScreen(Screen):
    """Satisfies ports.EditorView."""

    def __init__(self, context: UiContext, services: EditorServices, around: Surroundings) -> None:
        super().__init__(context)
        self._services, self._around = services, around
        self._standing: Standing | None = None
        self._page_content = PageContent(())
        self._saved_at, self._save_state = "", SaveState.SAVED
        self._save_error: EditorError | None = None
        self._submit_sheet: SubmitSheet | None = None
        self._kind: Kind | None = None
        work = Workspace(context.theme, context.dialogs, around.unit, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(work)
        self.source, self.page, self.form, self.toolbar = work.source, work.page, work.form, work.toolbar
        self.find_bar, self.banner, self.save_banner = work.find_bar, work.banner, work.save_banner
        self.findings, self.files, self.history, self.side = work.findings, work.files, work.history, work.side
        self._page_host = work.page_host
        self.presenter = EditorPresenter(self, services, around, context.runner, QtTimers(self), context.changes)
        self.file_actions = FileActions(context, services, self.presenter, self.source)
        self._pictures = PictureFeed(context.runner, self.presenter.scope, services.attaching.path)
        self._connect()
        context.theme.changed.connect(self._dress)
        self._dress()

    def _connect(self) -> None:
        presenter, form, actions = self.presenter, self.form, self.file_actions
        form.title_typed.connect(self._on_title)
        form.section_chosen.connect(presenter.section_chosen)
        form.kind_chosen.connect(presenter.kind_chosen)
        form.field_typed.connect(presenter.field_changed)
        bar = self.toolbar
        bar.undo_pressed.connect(self.source.undo)
        bar.redo_pressed.connect(self.source.redo)
        bar.image_pressed.connect(actions.choose_images)
        bar.attachment_pressed.connect(actions.choose_files)
        bar.find_pressed.connect(self.find_bar.open_bar)
        bar.page_toggled.connect(self._page_host.setVisible)
        self.find_bar.closed.connect(self.source.setFocus)
        self.source.mime_offered.connect(actions.take)
        panel = self.findings
        panel.jump_pressed.connect(presenter.checks.jump)
        panel.fix_pressed.connect(presenter.checks.fix)
        panel.keep_pressed.connect(presenter.keep_with_reason)
        panel.reopen_pressed.connect(presenter.reopen_finding)
        panel.next_pressed.connect(lambda: presenter.checks.step(True))
        files = self.files
        files.add_pressed.connect(actions.choose_files)
        files.files_dropped.connect(actions.take)
        files.insert_pressed.connect(actions.insert)
        files.remove_pressed.connect(presenter.attachments.remove)
        files.move_pressed.connect(presenter.attachments.move)
        files.rename_pressed.connect(actions.rename)
        files.open_pressed.connect(actions.open)
        files.described.connect(actions.describe)
        versions = self.history
        versions.compare_pressed.connect(presenter.history.compare)
        versions.restore_pressed.connect(presenter.restore)
        versions.name_pressed.connect(self._name_version)
        self._keys()

    def _keys(self) -> None:
        checks = self.presenter.checks
        for keys, pressed in (
            ("F8", lambda: checks.step(True)),
            ("Shift+F8", lambda: checks.step(False)),
            ("Ctrl+.", checks.fix_current),
            ("Ctrl+S", self.presenter.save_now),
            ("F3", lambda: self.find_bar.step(True)),
            ("Shift+F3", lambda: self.find_bar.step(False)),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, pressed=pressed: pressed())
            self.addAction(action)

    def _dress(self) -> None:
        theme = self.context.theme
        self.setStyleSheet(work_style(theme))
        tokens = theme.tokens
        self.source.set_mark_colours(
            {
                Severity.ERROR: QColor(tokens.error),
                Severity.WARNING: QColor(tokens.warning),
                Severity.SUGGESTION: QColor(tokens.suggestion),
            }
        )
        self.source.set_muted_colour(QColor(tokens.muted))

    # ---- Screen

    def enter(self, argument: str) -> None:
        """Open the draft with that id; the one that is open already stays as it is."""
        if argument and (self.presenter.draft is None or self.presenter.draft.id != argument):
            self.presenter.open(argument)

    def leave(self) -> None:
        """Hand over to the disk what is not saved."""
        self.presenter.flush()
        self.context.status.set_saved("")
        self.context.status.set_count("")

    def flush(self, done: Callable[[bool], None]) -> None:
        """Before the window closes."""
        self.presenter.flush(done)

    def focus_search(self) -> bool:
        """Ctrl+F."""
        self.find_bar.open_bar()
        return True

    def refresh(self) -> None:
        """F5: check again."""
        self.presenter.checks.check_now()

    def dispose(self) -> None:
        """The screen goes."""
        self.presenter.close()
        super().dispose()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden means somebody may switch the computer off next."""
        if not self.presenter.scope.closed and not self.presenter.saver.clean:
            self.presenter.flush()
        super().hideEvent(event)

    def header(self) -> Header:
        """Title, state, saved-at; Preview, Versions, Submit."""
        standing = self._standing
        chip = state_chip(standing.state, standing.correction) if standing else ("", Tone.NEUTRAL)
        editable = standing is not None and standing.editable
        submit = tr("Editor", "Submit the correction") if standing and standing.correction else tr("Editor", "Submit")
        return Header(
            title=self.form.title.text().strip() or tr("Editor", "Untitled"),
            subtitle=self._saved_words() if editable else "",
            chip=chip,
            crumb=(tr("Editor", "Drafts"), "drafts"),
            actions=(
                HeaderAction("preview", tr("Editor", "Preview"), self.show_preview, shortcut="Ctrl+Shift+V"),
                HeaderAction("history", tr("Editor", "Versions"), lambda: self.side.show_tab(HISTORY)),
                HeaderAction("submit", submit, self.presenter.ask_submit, primary=True, enabled=editable, shortcut="Ctrl+Return"),
            ),
        )

    def _saved_words(self) -> str:
        if self._save_state is SaveState.FAILED:
            return tr("Editor", "Not saved yet")
        if self._save_state is SaveState.SAVING:
            return tr("Editor", "Saving…")
        if self._save_state is SaveState.CHANGED:
            return tr("Editor", "Changed")
        return tr("Editor", "Saved {time}", time=hour(self._saved_at)) if self._saved_at else ""

    # ---- EditorView

    @property
    def body(self) -> BodyEditor:
        """The body editor in front."""
        return self.source

    def show_title(self, title: str) -> None:
        """See EditorView."""
        self.form.show_title(title)
        self.header_changed.emit()

    def show_choices(
        self, sections: Sequence[tuple[str, str]], section: str, kinds: Sequence[tuple[str, str]], kind: str
    ) -> None:
        """See EditorView."""
        self.form.show_choices(sections, section, kinds, kind)

    def show_fields(self, kind: Kind, values: Mapping[str, str]) -> None:
        """See EditorView."""
        self._kind = kind
        self.form.show_fields(kind, values)

    def show_field_problems(self, problems: Sequence[FieldProblem]) -> None:
        """See EditorView."""
        self.form.show_problems(problems)

    def show_standing(self, standing: Standing) -> None:
        """Chip, banner, what may be changed."""
        self._standing = standing
        self.form.set_read_only(not standing.editable)
        self.toolbar.set_read_only(not standing.editable)
        self.find_bar.set_read_only(not standing.editable)
        for panel in (self.findings, self.files, self.history):
            panel.set_editable(standing.editable)
        words = banner_words(standing)
        if words is None:
            self.banner.hide()
        else:
            named: dict[str, tuple[str, Callable[[], None]]] = {
                "recall": (tr("Editor", "Recall"), self._on_recall),
                "correct": (tr("Editor", "Start a correction"), self.presenter.start_correction),
                "open_page": (tr("Editor", "Open the page"), self._open_public_page),
                "look": (tr("Editor", "Look at both versions"), self.presenter.conflict.look),
            }
            self.banner.show_words(
                words.tone, words.title, words.detail, [named[action] for action in words.actions], self._comment_lines(standing)
            )
        self.header_changed.emit()

    def _comment_lines(self, standing: Standing) -> list[QWidget]:
        if standing.state is not DraftState.RETURNED:
            return []
        lines: list[QWidget] = []
        for comment in standing.comments[:6]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            quote = f"“{comment.quote[:24]}” " if comment.quote else ""
            row.addWidget(Label(f"{quote}{comment.text}（{comment.author}）", "control", wrap=True), 1)
            row.addWidget(
                Button(tr("Editor", "Go there"), partial(self.presenter.jump_to_comment, comment.id), small=True, look="link")
            )
            lines.append(line)
        return lines

    def show_saving(self, state: SaveState, saved_at: str, error: EditorError | None) -> None:
        """Header, status line, and a banner when the disk refused."""
        self._save_state, self._saved_at, self._save_error = state, saved_at, error
        if error is not None:
            title, advice = error_words(error)
            retry = (tr("Editor", "Save now"), self.presenter.save_now)
            self.save_banner.show_words(Tone.WARNING, title, advice, [retry])
        elif state is SaveState.SAVED:
            self.save_banner.hide()
        self.context.status.set_saved(self._saved_words())
        self.header_changed.emit()

    def show_findings(self, findings: FindingList) -> None:
        """See EditorView."""
        self.findings.show_list(findings)
        self.side.set_count(FINDINGS, sum(1 for row in findings.rows if not row.kept))

    def show_count(self, count: TextCount) -> None:
        """Chinese characters and words in the status line."""
        chinese = tr("Editor", "{count} characters", count=number(count.chinese))
        words = tr("Editor", "{count} words", count=number(count.words)) if count.words else ""
        self.context.status.set_count(join(chinese, words))

    def show_page(self, page: PageContent) -> None:
        """See EditorView."""
        first = not self._page_content.pieces
        self._page_content = page
        self._pictures.supply(self.page, page.images)
        self.page.show_pieces(page.pieces, follow=not first)

    def show_attachments(self, rows: Sequence[AttachmentRow]) -> None:
        """See EditorView."""
        self.files.show_rows(rows)
        self.side.set_count(FILES, len(rows))

    def show_attaching(self, name: str, done: int, total: int) -> None:
        """See EditorView."""
        self.files.show_progress(name, done, total)
        if done < total:
            self.side.show_tab(FILES)

    def show_history(self, rows: Sequence[RevisionRow]) -> None:
        """See EditorView."""
        self.history.show_rows(rows)

    def show_comparison(self, comparison: Comparison) -> None:
        """See EditorView."""
        labels = {field.code: field.label.in_language(language()) for field in self._kind.fields} if self._kind else {}
        editable = self._standing is not None and self._standing.editable
        sheet = CompareSheet(self, self.context.theme, comparison, labels, editable)
        sheet.restore_pressed.connect(self.presenter.restore)
        sheet.open()

    def show_conflict(self, rival: Rival) -> None:
        """See EditorView."""
        fields = [field for kind in self._around.kinds.values() for field in kind.fields]
        labels = {
            field.code: field.label.in_language(language()) for field in [*fields, *(self._kind.fields if self._kind else ())]
        }
        sheet = ConflictSheet(self, self.context.theme, rival, labels)
        conflict = self.presenter.conflict
        sheet.keep_pressed.connect(conflict.keep_mine)
        sheet.take_pressed.connect(conflict.take_theirs)
        sheet.rejected.connect(conflict.later)
        sheet.open()

    def show_submit(self, report: SubmitReport) -> None:
        """Open the sheet, or renew the one that is open."""
        if self._submit_sheet is None:
            sheet = SubmitSheet(self, self.context.theme, language())
            presenter = self.presenter
            sheet.jump_pressed.connect(presenter.checks.jump)
            sheet.field_pressed.connect(self._go_to_field)
            sheet.keep_pressed.connect(presenter.keep_with_reason)
            sheet.submit_pressed.connect(presenter.confirm_submit)
            sheet.finished.connect(self._on_submit_finished)
            self._submit_sheet = sheet
        self.form.show_problems([problem for problem in report.fields if problem.code != "unknown"])
        self._submit_sheet.show_report(report)
        if not self._submit_sheet.isVisible():
            self._submit_sheet.open()

    def _on_submit_finished(self, _result: int) -> None:
        self._submit_sheet = None
        self.presenter.submit_closed()

    def close_submit(self) -> None:
        """See EditorView."""
        if self._submit_sheet is not None:
            self._submit_sheet.accept()

    def ask_reason(self, row: FindingRow, done: Callable[[str], None]) -> None:
        """See EditorView."""
        self.context.dialogs.ask_text(
            tr("Editor", "Keep it, and say why"),
            tr("Editor", "{message} The reason travels with the article to the reviewers.", message=row.finding.message),
            tr("Editor", "Keep"),
            done,
            multiline=True,
        )

    def select_title(self, start: int, end: int) -> None:
        """See EditorView."""
        self.form.select_title(start, end)

    def select_field(self, code: str, start: int, end: int) -> None:
        """See EditorView."""
        self.form.select_field(code, start, end)

    def select_attachment(self, attachment_id: str) -> None:
        """See EditorView."""
        self.side.show_tab(FILES)
        self.files.reveal(attachment_id)

    def replace_in_title(self, start: int, end: int, text: str) -> None:
        """See EditorView."""
        self.form.replace_in_title(start, end, text)

    def replace_in_field(self, code: str, start: int, end: int, text: str) -> None:
        """See EditorView."""
        self.form.replace_in_field(code, start, end, text)

    def tell_stale_fix(self) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "The words have changed meanwhile; checked again"))

    def tell_attachment_refused(self, name: str, error: EditorError) -> None:
        """See EditorView."""
        title, advice = refusal_words(name, error)
        code = error.code if isinstance(error, BadAttachment) else ""
        self.context.messages.show_error(BadAttachment(code, title, advice, detail=error.detail))

    def tell_too_many(self, name: str, most: int) -> None:
        """See EditorView."""
        self.context.messages.show_notice(
            tr("Editor", "“{name}” was not added: an article may have {count} attachments at most", name=name, count=most)
        )

    def tell_removed(self, name: str, undo: Callable[[], None]) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "“{name}” was removed", name=name), undo)

    def tell_submitted(self, entry: OutboxEntry) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "Submitted: it waits in the outbox and is sent by itself"))

    def tell_recalled(self) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "Recalled: the text can be changed again"))

    def tell_restored(self, number: int) -> None:
        """See EditorView."""
        self.context.messages.show_toast(
            tr("Editor", "Version {number} is back; the text before it was kept as a version", number=number)
        )

    def tell_kept_mine(self) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "Your text stays. Submit it again when it is ready."))

    def tell_took_theirs(self) -> None:
        """See EditorView."""
        self.context.messages.show_toast(tr("Editor", "The portal's text is here now; yours is kept under Versions"))

    def tell_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None:
        """See EditorView."""
        if self._submit_sheet is not None and self.presenter.submission.report is not None:
            self._submit_sheet.show_report(self.presenter.submission.report)
        self.context.messages.show_error(error, retry)

    # ---- what a person does here

    def _on_title(self, title: str) -> None:
        self.presenter.title_changed(title)
        self.header_changed.emit()

    def _go_to_field(self, code: str) -> None:
        if code == "body":
            self.source.setFocus()
        elif code == "attachments":
            self.side.show_tab(FILES)
        else:
            self.form.select_field(code, 0, 0)

    def _on_recall(self) -> None:
        self.context.dialogs.confirm(
            tr("Editor", "Recall this article?"),
            tr("Editor", "It goes back to you as a draft. Nobody reviews it until you submit it again."),
            tr("Editor", "Recall"),
            self.presenter.recall,
        )

    def _open_public_page(self) -> None:
        if self._standing is not None:
            self.context.launcher.open_url(self._standing.remote.public_url)

    def _name_version(self, revision_id: str) -> None:
        self.context.dialogs.ask_text(
            tr("Editor", "Name this version"),
            tr("Editor", "Named versions are kept for good"),
            tr("Editor", "Name it"),
            lambda name: self.presenter.name_version(revision_id, name),
            max_length=60,
        )

    # ---- preview

    def show_preview(self) -> None:
        """The page alone, as wide as a desktop or a phone."""
        self.presenter.pages.render_now()
        sheet = PreviewSheet(self, self.context.theme)
        sheet.browser_pressed.connect(lambda: self.file_actions.open_in_browser(self._around.unit))
        self._pictures.supply(sheet.page, self._page_content.images)
        sheet.page.show_pieces(self._page_content.pieces)
        sheet.open()
