"""Reading the change log for one account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db.models import Max, Q
from django.utils.crypto import salted_hmac

from portal.accounts.models import User
from portal.articles.access import summaries
from portal.articles.models import ArticlePage
from portal.review.queues import queue_names
from portal.sync.models import ChangeEntry, Installation

# c-<epoch>-<last change read> while following, s-<epoch>-<change at the start>-<last article read> during the first reading
_CURSOR = re.compile(r"c-([a-z0-9]+)-(\d{1,18})|s-([a-z0-9]+)-(\d{1,18})-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Feed:
    """One page for one account."""

    cursor: str
    articles: list[ArticlePage] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    tasks_changed: bool = False
    more: bool = False
    reset: bool = False


def read_feed(user: User, cursor: str, limit: int) -> Feed:
    """What follows `cursor` ("" = from the start). A cursor of another database or from the future asks for a reset."""
    epoch = _epoch()
    newest = ChangeEntry.objects.aggregate(newest=Max("id"))["newest"] or 0
    if not cursor:
        return _first_reading(user, epoch, newest, 0, limit)
    match = _CURSOR.fullmatch(cursor)
    if match is None or epoch not in (match[1], match[3]):
        return Feed("", more=True, reset=True)
    since = int(match[2] or match[4])
    if since > newest:
        return Feed("", more=True, reset=True)
    if match[3]:
        return _first_reading(user, epoch, since, int(match[5]), limit)
    return _following(user, epoch, since, limit)


def _epoch() -> str:
    """Names this database and this installation: copies of one template (practice) differ by their SECRET_KEY."""
    stored = Installation.objects.values_list("epoch", flat=True).get()
    return salted_hmac("portal.epoch", stored, algorithm="sha256").hexdigest()[:12]


def _first_reading(user: User, epoch: str, start: int, after: int, limit: int) -> Feed:
    rows = list(summaries(user).filter(pk__gt=after).order_by("pk")[: limit + 1])
    if len(rows) <= limit:
        return Feed(f"c-{epoch}-{start}", rows, tasks_changed=True)
    rows = rows[:limit]
    return Feed(f"s-{epoch}-{start}-{rows[-1].pk}", rows, tasks_changed=True, more=True)


def _concerns(user: User) -> Q:
    condition = Q(action=ChangeEntry.RESET) & (Q(user=None) | Q(user_id=user.pk))
    mine = ~Q(action=ChangeEntry.RESET)
    if user.sees_all_units:
        return condition | mine
    seen = Q(unit_code=user.unit_id)
    for queue in queue_names(user):
        seen |= Q(queues__contains=f",{queue},")
    return condition | (mine & seen)


def _following(user: User, epoch: str, since: int, limit: int) -> Feed:
    rows = list(ChangeEntry.objects.filter(_concerns(user), id__gt=since).order_by("id")[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    if any(row.action == ChangeEntry.RESET for row in rows):
        return Feed("", more=True, reset=True, tasks_changed=True)
    last = rows[-1].pk if rows else since
    changed = {row.article_uuid for row in rows if row.action == ChangeEntry.CHANGED}
    gone = {row.article_uuid for row in rows if row.action == ChangeEntry.GONE}
    articles = list(summaries(user).filter(uuid__in=changed - gone).order_by("pk")) if changed - gone else []
    own_queues = [f",{name}," for name in queue_names(user)]
    tasks_changed = any(queue in row.queues for row in rows for queue in own_queues)
    return Feed(f"c-{epoch}-{last}", articles, sorted(str(uuid) for uuid in gone), tasks_changed, more)
