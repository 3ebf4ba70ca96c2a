"""Following the portal: change feed, sections, rule pack, profile. Absence on the portal never deletes anything here."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from editor_app.core.changes import Changes
from editor_app.core.draft import DraftState
from editor_app.core.errors import NotFound, PortalBroken
from editor_app.core.organisation import Profile, Section
from editor_app.core.review import ArticleStatus, ArticleSummary, FeedPage
from editor_app.services.connection import Connection
from editor_app.services.ports import Portal, RulePackFiles
from editor_app.services.reference import ReferenceData
from editor_app.services.standing import apply_summary

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore

_ELSEWHERE, _OWED, _BROKEN = "elsewhere", "owed_statuses", "broken_pack"
_MOST_PAGES = 500
_MOST_STATUSES = 50


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What the net lane must know. `owed` are drafts here whose status (remarks, reason) was not fetched yet; `me` my names."""

    cursor: str
    pack_version: str
    pack_etag: str
    owed: frozenset[str]
    me: frozenset[str]
    complete: bool


@dataclass(frozen=True, slots=True)
class FetchedChanges:
    """What came. None means unchanged, or not asked for."""

    cursor: str
    articles: tuple[ArticleSummary, ...]
    statuses: tuple[ArticleStatus, ...]
    asked: frozenset[str]
    tasks_changed: bool
    profile: Profile | None = None
    sections: tuple[Section, ...] | None = None
    pack: RulePackFiles | None = None
    broken_pack: str = ""
    server_time: str = ""


class Syncing:
    """Three hops like the outbox: plan [disk] -> fetch [net] -> save [disk]."""

    def __init__(self, store: AccountStore, connection: Connection, reference: ReferenceData) -> None:
        self._store = store
        self._connection = connection
        self._reference = reference

    def plan(self) -> SyncPlan:
        """[disk] Where the last round ended."""
        known = self._reference.snapshot
        return SyncPlan(
            cursor=self._reference.cursor(),
            pack_version=known.pack.version,
            pack_etag=self._reference.pack_etag(),
            owed=frozenset(self._list(_OWED)),
            me=self._me(),
            complete=bool(known.sections) and known.profile is not None,
        )

    def fetch(self, plan: SyncPlan) -> FetchedChanges:
        """[net] Everything since the plan's cursor, all pages. Raises PortalError; nothing is kept half."""
        portal = self._connection.portal()
        first = portal.changes(plan.cursor)
        fresh = first.reset or not plan.complete or not plan.cursor
        articles, last, tasks = _all_pages(portal, first)
        # At the very first round everything is news; what concerns drafts on this computer is then owed and comes next.
        mine = {article.id for article in articles if article.author in plan.me} if plan.cursor and not first.reset else set()
        asked = frozenset(sorted(plan.owed | mine)[:_MOST_STATUSES])
        other_pack = bool(last.pack_version) and last.pack_version != plan.pack_version
        pack, problem = _checked_pack(portal.rule_pack(plan.pack_etag)) if other_pack else (None, "")
        return FetchedChanges(
            cursor=last.cursor,
            articles=articles,
            statuses=_statuses(portal, asked),
            asked=asked,
            tasks_changed=tasks,
            profile=portal.profile() if fresh else None,
            sections=portal.sections() if fresh else None,
            pack=pack,
            broken_pack=problem,
            server_time=last.server_time,
        )

    def save(self, fetched: FetchedChanges) -> Changes:
        """[disk] Keep it. The cursor comes last, so that a crash in between repeats the round and loses nothing."""
        changes = Changes(tasks=fetched.tasks_changed) | self._save_reference(fetched)
        statuses = {status.article.id: status for status in fetched.statuses}
        articles = {article.id: article for article in fetched.articles}
        articles.update((status.article.id, status.article) for status in fetched.statuses)
        here = self._store.drafts.known(list(articles))
        # Without its status an article's state is not taken over: a draft must not be editable on a base that is out of date.
        for article_id in here & set(statuses):
            self._reference.save_status(statuses[article_id])
            changes |= apply_summary(self._store, articles[article_id], statuses[article_id])
            changes |= Changes(drafts=frozenset({article_id}))
        self._note_elsewhere(articles, here)
        later = (frozenset(self._list(_OWED)) | here) - fetched.asked
        self._put(_OWED, sorted(later | {item for item in here if self._is_queued(item)}))
        self._reference.save_cursor(fetched.cursor)
        return changes

    def sync(self) -> Changes:
        """All three hops, twice if the first round left something owed; for the command line, tests and the inline runner."""
        changes = self.save(self.fetch(self.plan()))
        return changes | self.save(self.fetch(self.plan())) if self.behind() else changes

    def behind(self) -> bool:
        """[disk] Is a further round worth while at once? Changed drafts here still wait for their status."""
        return any(not self._is_queued(item) for item in self._list(_OWED))

    def elsewhere(self) -> list[ArticleSummary]:
        """[disk] My own articles on the portal that are not on this computer (a new or re-imaged one); see Adopting."""
        noted = [ArticleSummary.from_dict(item) for item in self._list(_ELSEWHERE)]
        here = self._store.drafts.known([item.id for item in noted])
        return [item for item in noted if item.id not in here]

    def broken_pack(self) -> str:
        """[disk] Why the portal's newest rule pack was not taken over, or ""."""
        return self._store.reference.get(_BROKEN) or ""

    def next_poll_seconds(self) -> float:
        """[any] 15 to 30 s, by chance, so that offices do not all ask in the same second."""
        return random.uniform(15, 30)

    def _save_reference(self, fetched: FetchedChanges) -> Changes:
        changes = Changes()
        if fetched.profile is not None:
            changes |= self._reference.save_profile(fetched.profile)
        if fetched.sections is not None:
            changes |= self._reference.save_sections(fetched.sections)
        if fetched.pack is not None:
            changes |= self._reference.save_pack(fetched.pack)
            self._store.reference.put(_BROKEN, "")
        elif fetched.broken_pack:
            # The last good pack stays in force; the portal checks with its own anyway.
            changes |= self._store.reference.put(_BROKEN, fetched.broken_pack)
        return changes

    def _note_elsewhere(self, articles: dict[str, ArticleSummary], here: frozenset[str]) -> None:
        me, profile = self._me(), self._reference.snapshot.profile
        if profile is None or not articles:
            return
        kept = {item.id: item for item in self.elsewhere()}
        for article in articles.values():
            if article.author in me and article.unit == profile.unit.code and article.id not in here:
                kept[article.id] = article
        self._put(_ELSEWHERE, [asdict(item) for item in kept.values() if item.id not in here])

    def _is_queued(self, draft_id: str) -> bool:
        """What waits in the outbox is decided there; the portal's word on it is asked for again afterwards."""
        draft = self._store.drafts.find(draft_id)
        return draft is not None and draft.state is DraftState.QUEUED

    def _me(self) -> frozenset[str]:
        profile = self._reference.snapshot.profile
        return frozenset({profile.username, profile.display_name}) if profile else frozenset()

    def _list(self, name: str) -> list[Any]:
        return list(json.loads(self._store.reference.get(name) or "[]"))

    def _put(self, name: str, items: list[Any]) -> None:
        self._store.reference.put(name, json.dumps(items, ensure_ascii=False))


def _all_pages(portal: Portal, first: FeedPage) -> tuple[tuple[ArticleSummary, ...], FeedPage, bool]:
    newest: dict[str, ArticleSummary] = {}
    page, tasks = first, first.tasks_changed
    for _ in range(_MOST_PAGES):
        newest.update((article.id, article) for article in page.articles)
        tasks = tasks or page.tasks_changed
        if not page.more:
            return tuple(newest.values()), page, tasks
        following = portal.changes(page.cursor)
        if following.cursor == page.cursor and following.more:
            break
        page = following
    raise PortalBroken(detail="the change feed does not come to an end")


def _statuses(portal: Portal, ids: frozenset[str]) -> tuple[ArticleStatus, ...]:
    found: list[ArticleStatus] = []
    for article_id in sorted(ids):
        try:
            found.append(portal.article(article_id))
        except NotFound:
            # Gone, or no longer ours to see: the draft here stays what it is.
            continue
    return tuple(found)


def _checked_pack(files: RulePackFiles | None) -> tuple[RulePackFiles | None, str]:
    """The pack if every rule's own examples hold and its hash is the one announced, else why not."""
    from editor_app.rules.pack import BrokenPack, parse_pack  # with the first pack that comes, not at start-up

    if files is None:
        return None, ""
    try:
        pack = parse_pack(files.files)
    except BrokenPack as error:
        return None, f"{files.version}: {error}"
    if pack.sha256 != files.sha256:
        return None, f"{files.version}: its hash is not the one announced"
    return files, ""
