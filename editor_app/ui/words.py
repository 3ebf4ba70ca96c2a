"""Times, sizes and states as a person reads them, in the language in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from editor_app.core import clock
from editor_app.core.draft import DraftState
from editor_app.core.kind import Kind, shipped_kinds
from editor_app.core.outbox import OutboxState
from editor_app.core.review import ReturnReason, split_return_reason
from editor_app.ui.i18n import tr
from editor_app.ui.theme.tokens import Tone

DOT = " · "


def language() -> str:
    """ "zh" or "en": the language of the window, for labels that come as data."""
    return "zh" if QLocale().language() is QLocale.Language.Chinese else "en"


def join(*parts: str) -> str:
    """The parts that are there, with a dot between them."""
    return DOT.join(part for part in parts if part)


def kind_name(code: str) -> str:
    """The name of an article kind; a code that is not known here is shown as it is."""
    kind: Kind | None = shipped_kinds().get(code)
    return kind.label.in_language(language()) if kind else code


def place(section: str, kind: str) -> str:
    """Section and kind; once where both have the same name."""
    name = kind_name(kind)
    return join(section, name if name != section else "")


def reason_name(code: str) -> str:
    """A return reason of the pick list; unknown ones as they came."""
    return {
        ReturnReason.WORDING.value: tr("Review", "Wording"),
        ReturnReason.FACTS.value: tr("Review", "Facts"),
        ReturnReason.FORMAT.value: tr("Review", "Form and layout"),
        ReturnReason.PRIVACY.value: tr("Review", "Personal data"),
        ReturnReason.SECTION.value: tr("Review", "Wrong section"),
        ReturnReason.ATTACHMENT.value: tr("Review", "Attachments"),
        ReturnReason.OTHER.value: tr("Review", "Other"),
    }.get(code, code)


def return_reason(text: str) -> str:
    """Why an article was returned, as the portal keeps it ("facts: which date?"), in words."""
    reason, words = split_return_reason(text)
    return join(reason_name(reason.value), words) if reason is not None else words


def draft_state(state: DraftState) -> tuple[str, Tone]:
    """The chip of a draft."""
    return {
        DraftState.EDITING: (tr("States", "Draft"), Tone.NEUTRAL),
        DraftState.QUEUED: (tr("States", "Waiting"), Tone.ACCENT),
        DraftState.IN_REVIEW: (tr("States", "In review"), Tone.ACCENT),
        DraftState.RETURNED: (tr("States", "Returned"), Tone.ERROR),
        DraftState.PUBLISHED: (tr("States", "Published"), Tone.OK),
        DraftState.WITHDRAWN: (tr("States", "Withdrawn"), Tone.WARNING),
    }[state]


def outbox_state(state: OutboxState) -> tuple[str, Tone]:
    """The chip of an outbox entry. What may have arrived is never called failed."""
    return {
        OutboxState.QUEUED: (tr("States", "Queued"), Tone.NEUTRAL),
        OutboxState.SENDING: (tr("States", "Sending"), Tone.ACCENT),
        OutboxState.UNKNOWN: (tr("States", "Result unknown"), Tone.WARNING),
        OutboxState.SENT: (tr("States", "Delivered"), Tone.OK),
        OutboxState.FAILED: (tr("States", "Needs you"), Tone.ERROR),
        OutboxState.CANCELLED: (tr("States", "Taken back"), Tone.NEUTRAL),
    }[state]


def chip_width(more: Sequence[str] = ()) -> int:
    """Pixels that the longest state (or one of `more`) takes in the language in use: all chips of a list are of one width."""
    font = QFont(QApplication.font())
    font.setPixelSize(max(9, round(font.pixelSize() * 12 / 14)))
    texts = [draft_state(state)[0] for state in DraftState] + [outbox_state(state)[0] for state in OutboxState]
    texts += more
    metrics = QFontMetrics(font)
    return max(64, *(metrics.horizontalAdvance(text) + 17 for text in texts))


def size(count: int) -> str:
    """Bytes as KB or MB."""
    if count < 1024:
        return tr("Words", "{n} bytes", n=count)
    if count < 1024 * 1024:
        return f"{count / 1024:.0f} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def number(count: int) -> str:
    """With thousands parted."""
    return f"{count:,}"


def day(moment: dt.datetime, today: dt.date) -> str:
    """Today, Yesterday, a day of this year, or with the year."""
    date = moment.date()
    if date == today:
        return tr("Words", "Today")
    if date == today - dt.timedelta(days=1):
        return tr("Words", "Yesterday")
    if language() == "zh":
        return f"{date.month}月{date.day}日" if date.year == today.year else f"{date.year}年{date.month}月{date.day}日"
    name = QLocale(QLocale.Language.English).monthName(date.month, QLocale.FormatType.ShortFormat)
    return f"{date.day} {name}" if date.year == today.year else f"{date.day} {name} {date.year}"


def when(stamp: str, now: dt.datetime | None = None) -> str:
    """An ISO time as "Today 10:42" or "20 Nov"; empty for none. The hour only for today and yesterday."""
    moment = clock.parse(stamp)
    if moment is None:
        return ""
    moment = moment.astimezone()
    today = (now or clock.now()).date()
    near = today - moment.date() <= dt.timedelta(days=1) and moment.date() <= today
    return f"{day(moment, today)} {moment:%H:%M}" if near else day(moment, today)


def hour(stamp: str) -> str:
    """Only the time of day, "10:42:05"."""
    moment = clock.parse(stamp)
    return f"{moment.astimezone():%H:%M:%S}" if moment else ""


def full(stamp: str) -> str:
    """Date and time in full, for receipts."""
    moment = clock.parse(stamp)
    if moment is None:
        return ""
    moment = moment.astimezone()
    if language() == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def today_line(today: dt.date) -> str:
    """The date under the heading of Today."""
    names = QLocale()
    weekday = names.dayName(today.isoweekday(), QLocale.FormatType.LongFormat)
    if language() == "zh":
        return f"{today.month}月{today.day}日 {weekday}"
    return f"{weekday}, {today.day} {names.monthName(today.month)}"


def duration(seconds: float) -> str:
    """A waiting time, roughly: "1 min 20 s", "3 h", "2 days"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return tr("Words", "{s} s", s=whole)
    if whole < 600:
        return tr("Words", "{m} min {s} s", m=whole // 60, s=whole % 60)
    if whole < 3600:
        return tr("Words", "{m} min", m=whole // 60)
    if whole < 48 * 3600:
        return tr("Words", "{h} h", h=whole // 3600)
    return tr("Words", "{d} days", d=whole // 86400)


def seconds_between(early: str, late: dt.datetime) -> float:
    """Seconds from an ISO time to `late`; 0 for a time that cannot be read."""
    moment = clock.parse(early)
    return (late - moment).total_seconds() if moment else 0.0
