"""What happens in the review screen: queue, one case, comparison, decisions. Plain Python."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.errors import Conflict, EditorError, Forbidden, NotFound, StorageError
from editor_app.core.review import ArticleSummary, ReturnReason, ReviewCase, ReviewTask
from editor_app.services.ports import Job, Lane, Runner
from editor_app.ui.editor.pages import page_content
from editor_app.ui.review.page_diff import PageWords, review_page
from editor_app.ui.review.ports import Against, Reviewing, ReviewPage, ReviewView, Standing
from editor_app.ui.review.source_map import SourceMap
from editor_app.ui.seams import Broadcast, LocalScope


class ReviewPresenter:
    """The window calls it; it calls `view`. Every decision names the revision and the hash that are on the screen."""

    def __init__(
        self,
        view: ReviewView,
        reviewing: Reviewing,
        runner: Runner,
        broadcast: Broadcast,
        person: str,
        words: PageWords,
        section_name: Callable[[str], str] = lambda code: code,
    ) -> None:
        self._view, self._reviewing, self._runner, self._broadcast = view, reviewing, runner, broadcast
        self._person, self._words, self._section_name = person, words, section_name
        self.scope = LocalScope()
        self.tasks: tuple[ReviewTask, ...] = ()
        self.current = ""
        self.case: ReviewCase | None = None
        self.page: ReviewPage | None = None
        self._against = Against.NOTHING
        self._wanted = ""
        self._busy = False
        self._unsubscribe = broadcast.subscribe(self._on_changes)

    # ---- queue

    def enter(self, task_id: str = "") -> None:
        """Fetch the queue and open `task_id`, or the first."""
        self._wanted = task_id or self.current
        self.refresh()

    def refresh(self) -> None:
        """Ask the portal what waits."""
        self._runner.run(
            Lane.NET,
            lambda _job: self._reviewing.queue(),
            self._listed,
            lambda error: self._view.tell_error(error, self.refresh),
            scope=self.scope,
            topic="queue",
        )

    def _listed(self, tasks: tuple[ReviewTask, ...]) -> None:
        self.tasks = tasks
        ids = [task.id for task in tasks]
        named = next((task.id for task in tasks if task.article.id == self._wanted), self._wanted)  # a place may name the article
        target = named if named in ids else self.current if self.current in ids else (ids[0] if ids else "")
        self._wanted = ""
        self._view.show_queue(tasks, target)
        if not target:
            self.current, self.case, self.page = "", None, None
            self._view.show_no_case()
        elif target != self.current or self.case is None:
            self.open(target)

    def open(self, task_id: str) -> None:
        """Show one case."""
        task = next((item for item in self.tasks if item.id == task_id), None)
        if task is None:
            return
        self.current, self.case, self.page = task_id, None, None
        self._view.show_queue(self.tasks, task_id)
        self._view.show_loading(task)
        self._show_standing()
        self._fetch(task_id)

    def _fetch(self, task_id: str) -> None:
        self._runner.run(
            Lane.NET,
            lambda _job: self._reviewing.case(task_id),
            self._opened,
            self._case_failed,
            scope=self.scope,
            topic="case",
        )

    def _opened(self, case: ReviewCase) -> None:
        if case.task.id != self.current:
            return
        fresh = self.case is None
        self.case = case
        self.tasks = tuple(case.task if task.id == case.task.id else task for task in self.tasks)
        self._view.show_case(case)
        if fresh:
            self._against = self.choices()[0]
        self._compare()
        self._show_standing()

    def _case_failed(self, error: EditorError) -> None:
        if isinstance(error, NotFound | Conflict):
            self._view.tell_changed_meanwhile(error)
            self.current = ""
            self.refresh()
            return
        task_id = self.current
        self._view.tell_error(error, lambda: self._fetch(task_id))

    def step(self, by: int) -> None:
        """J and K: the next or the previous case, round the corner."""
        if not self.tasks:
            return
        ids = [task.id for task in self.tasks]
        at = ids.index(self.current) if self.current in ids else -by
        self.open(ids[(at + by) % len(ids)])

    def close(self) -> None:
        """The screen goes."""
        self._unsubscribe()
        self.scope.close()

    def _on_changes(self, changes: Changes) -> None:
        if changes.tasks and not self._busy:
            self.refresh()

    # ---- comparison

    def choices(self) -> tuple[Against, ...]:
        """What there is to compare with, the most useful first."""
        case = self.case
        if case is None:
            return (Against.NOTHING,)
        present = case.revision.content_hash
        found = [
            against
            for against, revision in (
                (Against.LAST_SEEN, case.last_seen),
                (Against.LIVE, case.live),
                (Against.PREVIOUS, case.previous),
            )
            if revision is not None and (revision.content_hash != present or against is Against.LIVE)
        ]
        return (*found, Against.NOTHING)

    def compare_with(self, against: Against) -> None:
        """Show the changes against another version."""
        self._against = against
        self._compare()

    def _old(self) -> ArticleContent | None:
        assert self.case is not None
        revision = {
            Against.LAST_SEEN: self.case.last_seen,
            Against.LIVE: self.case.live,
            Against.PREVIOUS: self.case.previous,
            Against.NOTHING: None,
        }[self._against]
        return revision.content if revision is not None else None

    def _compare(self) -> None:
        if self.case is None:
            return
        case, old, against, choices = self.case, self._old(), self._against, self.choices()
        words, names = self._words, self._section_name

        def done(page: ReviewPage) -> None:
            self.page = page
            self._view.show_page(page, against, choices)

        self._runner.run(
            Lane.CPU,
            lambda _job: review_page(case.revision.content, old, case.comments, words, names),
            done,
            self._view.tell_error,
            scope=self.scope,
            topic="page",
        )

    def show_published_look(self, wanted: bool) -> None:
        """The page as the public will see it, or back to the changes."""
        if self.case is None:
            return
        if not wanted:
            self._compare()
            return
        content = self.case.revision.content
        self._runner.run(
            Lane.CPU,
            lambda _job: page_content(content),
            lambda page: self._view.show_published_look(page.pieces, page.images),
            self._view.tell_error,
            scope=self.scope,
            topic="page",
        )

    # ---- decisions

    @property
    def standing(self) -> Standing:
        """What may be done now."""
        if self.case is None:
            return Standing(False, "loading" if self.current else "")
        task = self.case.task
        mine = task.claimed_by == self._person and bool(self._person)
        if self._busy:
            return Standing(False, "busy", mine, task.claimed_by)
        return Standing(task.may_decide, "" if task.may_decide else task.why_not, mine, task.claimed_by)

    def _show_standing(self) -> None:
        self._view.show_standing(self.standing)

    def approve(self) -> None:
        """A: asks once, then approves exactly what is on the screen."""
        if self.case is not None and self.standing.may_decide:
            case = self.case
            self._view.confirm_approval(case, lambda: self._approve(case))

    def _approve(self, case: ReviewCase) -> None:
        revision = case.revision
        self._decide(
            lambda: self._reviewing.approve(case.task.id, revision.id, revision.content_hash),
            self._view.tell_approved,
            lambda: self._approve(case),
        )

    def send_back(self) -> None:
        """R: asks for reason and text, then returns it."""
        if self.case is not None and self.standing.may_decide:
            case = self.case
            self._view.ask_return(case, lambda reason, text: self._send_back(case, reason, text))

    def _send_back(self, case: ReviewCase, reason: ReturnReason, text: str) -> None:
        revision = case.revision
        self._decide(
            lambda: self._reviewing.send_back(case.task.id, revision.id, revision.content_hash, reason, text),
            self._view.tell_returned,
            lambda: self._send_back(case, reason, text),
        )

    def _decide(
        self, work: Callable[[], ArticleSummary], told: Callable[[ArticleSummary], None], again: Callable[[], None]
    ) -> None:
        if self._busy:
            return
        decided = self.current
        self._set_busy(True)

        def done(summary: ArticleSummary) -> None:
            self._set_busy(False)
            told(summary)
            self._leave_case(decided)
            self._broadcast.publish(Changes(tasks=True))

        def failed(error: EditorError) -> None:
            self._set_busy(False)
            if isinstance(error, Conflict | NotFound | Forbidden):
                self._view.tell_changed_meanwhile(error)
                self.case = None
                self.refresh()
            else:
                self._view.tell_error(error, again)  # the service keeps the key: trying again cannot decide twice

        self._runner.run(Lane.NET, lambda _job: work(), done, failed, scope=self.scope)

    def _leave_case(self, decided: str) -> None:
        """Take the decided one off the list and open what stood behind it."""
        ids = [task.id for task in self.tasks]
        at = ids.index(decided) if decided in ids else 0
        self.tasks = tuple(task for task in self.tasks if task.id != decided)
        if self.current != decided:
            self._view.show_queue(self.tasks, self.current)
            return
        self.current, self.case = "", None
        if self.tasks:
            self.open(self.tasks[min(at, len(self.tasks) - 1)].id)
        else:
            self._view.show_queue((), "")
            self._view.show_no_case()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_standing()

    def claim(self) -> None:
        """C: take it up, or give it back."""
        if self.case is None or self._busy:
            return
        task, mine = self.case.task, self.standing.claimed_by_me
        work = self._reviewing.release if mine else self._reviewing.claim

        def done(changed: ReviewTask) -> None:
            if self.case is not None and self.case.task.id == changed.id:
                self.case = replace(self.case, task=changed)
            self.tasks = tuple(changed if item.id == changed.id else item for item in self.tasks)
            self._view.show_queue(self.tasks, self.current)
            self._view.tell_claimed(not mine)
            self._show_standing()

        def failed(error: EditorError) -> None:
            if isinstance(error, Conflict | NotFound):
                self._view.tell_changed_meanwhile(error)
                self.case = None
                self.refresh()
            else:
                self._view.tell_error(error, self.claim)

        self._runner.run(Lane.NET, lambda _job: work(task.id), done, failed, scope=self.scope, topic="claim")

    # ---- remarks

    def comment(self, quote: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        """M: remark on the selected words. `first` and `last` are (piece, UTF-16 offset in it) of the selection's ends."""
        if self.case is None:
            return
        if not quote.strip():
            self._view.tell_nothing_selected()
            return
        place = self._place(quote, first, last)
        case = self.case
        self._view.ask_comment(quote, lambda text: self._comment(case, text, place))

    def _place(self, quote: str, first: tuple[int, int], last: tuple[int, int]) -> tuple[str, str, int, int]:
        """(part, quote, start, end): exact where the selection lies in one block, else the words where they stand."""
        assert self.case is not None
        content = self.case.revision.content
        if first[0] == 0:
            return "title", content.title, 0, len(content.title)
        where = self.page.maps[first[0]] if self.page is not None and first[0] < len(self.page.maps) else None
        if where is not None:
            end = last[1] if last[0] == first[0] else 1 << 30
            found = where.to_source(first[1], end)
            if found is not None:
                return "body", content.body[found[0] : found[1]], *found
        at = content.body.find(quote)
        return ("body", quote, at, at + len(quote)) if at >= 0 else ("body", quote, 0, 0)

    def _comment(self, case: ReviewCase, text: str, place: tuple[str, str, int, int]) -> None:
        article = case.task.article.id

        def done(_nothing: None) -> None:
            self._view.tell_commented()
            self._fetch(case.task.id)

        self._runner.run(
            Lane.NET,
            lambda _job: self._reviewing.comment(article, text, *place),
            done,
            lambda error: self._view.tell_error(error, lambda: self._comment(case, text, place)),
            scope=self.scope,
        )

    def go_to_comment(self, comment_id: str) -> None:
        """Show the block that a remark was made on."""
        comment = next((item for item in self.case.comments if item.id == comment_id), None) if self.case else None
        if comment is None or self.page is None:
            return
        if comment.part == "title":
            self._view.go_to_piece(0)
            return
        for index, where in enumerate(self.page.maps):
            if where is not None and comment.quote and comment.quote[:20] in self._source_of(where):
                self._view.go_to_piece(index)
                return

    def go_to_finding(self, start: int, part: str) -> None:
        """Show the block that holds a source offset."""
        if self.page is None:
            return
        if part != "body":
            self._view.go_to_piece(0)
            return
        for index, where in enumerate(self.page.maps):
            if where is not None and where.block.offsets[0] <= start <= where.block.offsets[-1]:
                self._view.go_to_piece(index)
                return

    def _source_of(self, where: SourceMap) -> str:
        assert self.case is not None
        offsets = where.block.offsets
        return self.case.revision.content.body[offsets[0] : offsets[-1]]

    # ---- attachments

    def open_attachment(self, attachment_id: str) -> None:
        """Download it (once) and open it."""
        self._with_file(attachment_id, self._view.open_file)

    def store_attachment(self, attachment_id: str, target: Path) -> None:
        """Download it (once) and copy it to a place of the person's choice."""

        def copy(path: Path) -> None:
            self._runner.run(
                Lane.DISK,
                lambda _job: _copy(path, target),
                self._view.tell_stored,
                lambda _error: self._view.tell_not_stored(target),
                scope=self.scope,
            )

        self._with_file(attachment_id, copy)

    def _with_file(self, attachment_id: str, then: Callable[[Path], None]) -> None:
        item = self.case.revision.content.attachment(attachment_id) if self.case is not None else None
        if self.case is None or item is None:
            return
        article, found = self.case.task.article.id, item

        def work(job: Job) -> Path:
            return self._reviewing.fetch_attachment(article, found, lambda done: job.report(done, found.size, found.name))

        def done(path: Path) -> None:
            self._view.show_download(found.name, found.size, found.size)
            then(path)

        def failed(error: EditorError) -> None:
            self._view.show_download(found.name, found.size, found.size)
            self._view.tell_error(error, lambda: self._with_file(attachment_id, then))

        self._runner.run(
            Lane.NET,
            work,
            done,
            failed,
            progress=lambda part, total, name: self._view.show_download(name, part, total),
            scope=self.scope,
        )

    def locate(self, article_id: str) -> Callable[[Attachment], Path]:
        """Where pictures of an article come from [net]."""
        return lambda item: self._reviewing.fetch_attachment(article_id, item)


def _copy(source: Path, target: Path) -> Path:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StorageError(detail=str(error)) from error
    return target
