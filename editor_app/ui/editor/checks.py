"""Checking while writing: when to check, what to list, next and previous, the one-key fix, keeping with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft
from editor_app.core.finding import BODY, TITLE, Finding, Severity, Waiver
from editor_app.services.ports import Lane, Runner, Scope
from editor_app.ui.editor.body import Mark
from editor_app.ui.editor.counting import count_text
from editor_app.ui.editor.ports import CheckAnswer, Checking, EditorView, FindingList, FindingRow, Looks, TextCount
from editor_app.ui.editor.saving import Timers

CHECK_SECONDS = 0.25


def finding_rows(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[FindingRow, ...]:
    """Rows with unique keys, errors first, kept ones last within their severity, else in the order of the article."""
    given = {waiver.anchor: waiver for waiver in waivers if waiver.reason.strip()}
    seen: dict[str, int] = {}
    rows = []
    for finding in findings:
        anchor = finding.anchor
        seen[anchor] = seen.get(anchor, 0) + 1
        key = anchor if seen[anchor] == 1 else f"{anchor}#{seen[anchor]}"
        waiver = given.get(anchor) if finding.severity is not Severity.ERROR else None
        rows.append(FindingRow(key, finding, waiver.reason if waiver else "", waiver.by if waiver else ""))
    return tuple(sorted(rows, key=lambda row: (row.finding.severity.rank, row.kept)))


class CheckDesk:
    """Runs the rules on the cpu lane, newest wins, and never while an input method composes."""

    def __init__(
        self,
        view: EditorView,
        checking: Checking,
        runner: Runner,
        timers: Timers,
        scope: Scope,
        content: Callable[[], ArticleContent],
        composing: Callable[[], bool],
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        self._view, self._checking, self._runner = view, checking, runner
        self._timers, self._scope, self._content, self._composing = timers, scope, content, composing
        self._today = today
        self._version = 0
        self._waiting = False
        self._ready: list[Callable[[ArticleContent, CheckAnswer], None]] = []
        self.looks: Looks = {}
        self.section_name = ""
        self.waivers: tuple[Waiver, ...] = ()
        self.refused: tuple[Finding, ...] = ()
        self.answer: CheckAnswer | None = None
        self.list = FindingList()

    def changed(self) -> None:
        """Something was typed. Constant cost."""
        self._version += 1
        self._timers.start("check", CHECK_SECONDS, self.check_now)

    def composing_ended(self) -> None:
        """Catch up with what was put off."""
        if self._waiting:
            self._timers.start("check", CHECK_SECONDS, self.check_now)

    def check_now(self) -> None:
        """Check the present text; of several only the newest is shown."""
        if self._composing():
            self._waiting = True
            return
        self._waiting = False
        content, version, looks, today = self._content(), self._version, self.looks, self._today()
        section = self.section_name

        def work(_job: object) -> tuple[CheckAnswer, TextCount]:
            return self._checking.check(content, looks, today, section), count_text(content.title, content.body)

        self._runner.run(
            Lane.CPU,
            work,
            lambda result: self._checked(version, content, *result),
            self._view.tell_error,
            scope=self._scope,
            topic="check",
        )

    def when_checked(self, then: Callable[[ArticleContent, CheckAnswer], None]) -> None:
        """Check what stands there now and call `then` with it."""
        self._ready.append(then)
        self.check_now()

    def _checked(self, version: int, content: ArticleContent, answer: CheckAnswer, count: TextCount) -> None:
        if version != self._version:
            if self._ready:
                self.check_now()
            return  # typed on meanwhile: the next check is on its way, the old underlines move with their words
        self.answer = answer
        self._view.show_count(count)
        self.refresh(self.waivers, composing_guard=True)
        ready, self._ready = self._ready, []
        for then in ready:
            then(content, answer)

    def refresh(self, waivers: tuple[Waiver, ...], *, composing_guard: bool = False) -> None:
        """Show the findings again, for example after a reason was given."""
        self.waivers = waivers
        if self.answer is None:
            return
        rows = finding_rows((*self.answer.findings, *self._still_refused()), waivers)
        current = self.list.current if any(row.key == self.list.current for row in rows) else ""
        self.list = FindingList(rows, tuple(self.answer.not_checked), current, True)
        self._view.show_findings(self.list)
        if composing_guard and self._composing():
            self._waiting = True
            return
        self._view.body.show_marks(
            [
                Mark(row.key, row.finding.start, row.finding.end, row.finding.severity, row.finding.message)
                for row in rows
                if row.finding.part == BODY and row.finding.end > row.finding.start and not row.kept
            ]
        )

    def _still_refused(self) -> list[Finding]:
        """The portal's findings whose words still stand where it saw them and which our own rules do not tell already."""
        if not self.refused or self.answer is None:
            return []
        content, known = self._content(), {(item.part, item.start, item.rule) for item in self.answer.findings}

        def stands(item: Finding) -> bool:
            if item.part.startswith("attachment:"):
                return content.attachment(item.part.removeprefix("attachment:")) is not None
            texts = {TITLE: content.title, BODY: content.body}
            text = texts.get(item.part, content.fields.get(item.part.removeprefix("field:"), ""))
            return bool(item.text) and text[item.start : item.end] == item.text

        return [item for item in self.refused if (item.part, item.start, item.rule) not in known and stands(item)]

    # ---- going from place to place

    def row(self, key: str) -> FindingRow | None:
        """The row with that key."""
        return next((row for row in self.list.rows if row.key == key), None)

    def step(self, forward: bool) -> None:
        """F8 and Shift+F8: the next open finding, errors first, round the corner at the end."""
        rows = [row for row in self.list.rows if not row.kept]
        if not rows:
            return
        keys = [row.key for row in rows]
        at = keys.index(self.list.current) if self.list.current in keys else (-1 if forward else 0)
        self.jump(keys[(at + (1 if forward else -1)) % len(keys)])

    def jump(self, key: str) -> None:
        """Make it the current one and show its place."""
        row = self.row(key)
        if row is None:
            return
        self.list = FindingList(self.list.rows, self.list.not_checked, key, self.list.checked)
        self._view.show_findings(self.list)
        finding, part = row.finding, row.finding.part
        if part == TITLE:
            self._view.select_title(finding.start, finding.end)
        elif part == BODY:
            place = self._view.body.mark_range(key) or (finding.start, finding.end)
            self._view.body.select_source_range(*place)
        elif part.startswith("field:"):
            self._view.select_field(part.removeprefix("field:"), finding.start, finding.end)
        else:
            self._view.select_attachment(part.removeprefix("attachment:"))

    # ---- mending

    def fix_current(self) -> None:
        """Ctrl+.: the best fix of the current finding (or of the first that has one), then on to the next."""
        row = self.row(self.list.current)
        if row is None or not row.finding.fixes:
            row = next((row for row in self.list.rows if row.finding.fixes and not row.kept), None)
        if row is not None:
            self.fix(row.key, 0)

    def fix(self, key: str, number: int) -> bool:
        """Put fix `number` in the place of the words: one undo step. False when the words are not there any more."""
        row = self.row(key)
        if row is None or number >= len(row.finding.fixes):
            return False
        finding = row.finding
        done = self._replace(row, finding.fixes[number])
        if not done:
            self._view.tell_stale_fix()
        self.check_now()
        return done

    def _replace(self, row: FindingRow, new: str) -> bool:
        finding, content = row.finding, self._content()
        if finding.part == BODY:
            place = self._view.body.mark_range(row.key) or (finding.start, finding.end)
            if content.body[place[0] : place[1]] != finding.text:
                return False
            self._view.body.replace_source_range(*place, new)
        elif finding.part == TITLE:
            if content.title[finding.start : finding.end] != finding.text:
                return False
            self._view.replace_in_title(finding.start, finding.end, new)
        elif finding.part.startswith("field:"):
            code = finding.part.removeprefix("field:")
            if content.fields.get(code, "")[finding.start : finding.end] != finding.text:
                return False
            self._view.replace_in_field(code, finding.start, finding.end, new)
        else:
            return False
        return True


def waivers_in_use(draft: Draft, rows: Sequence[FindingRow]) -> tuple[Waiver, ...]:
    """The reasons that still answer for something; only these travel with a submission."""
    anchors = {row.finding.anchor for row in rows}
    return tuple(waiver for waiver in draft.waivers if waiver.anchor in anchors)
