"""Following the portal: change feed, sections, rule pack, profile. Absence on the portal never deletes anything here."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from editor_app.core.changes import Changes
from editor_app.core.errors import NotFound, PortalBroken
from editor_app.core.organisation import Profile, Section
from editor_app.core.review import ArticleStatus, ArticleSummary, FeedPage
from editor_app.rules.pack import BrokenPack
from editor_app.services.connection import Connection
from editor_app.services.ports import Portal, RulePackFiles
from editor_app.services.reference import ReferenceData
from editor_app.services.standing import apply_summary, local_draft

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore

_ELSEWHERE = "elsewhere"
_MOST_PAGES = 200
_MOST_STATUSES = 50


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What the net lane must know. `drafts` are ids that the portal has heard of; `pending` those whose status is still owed."""

    cursor: str
    pack_version: str
    pack_etag: str
    drafts: frozenset[str]
    pending: frozenset[str]
    has_sections: bool


@dataclass(frozen=True, slots=True)
class FetchedChanges:
    """What came. None means unchanged, or not asked for. `owed` are changed drafts whose status is fetched next time."""

    cursor: str
    articles: tuple[ArticleSummary, ...]
    statuses: tuple[ArticleStatus, ...]
    owed: frozenset[str]
    tasks_changed: bool
    profile: Profile | None = None
    sections: tuple[Section, ...] | None = None
    pack: RulePackFiles | None = None
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
        drafts = frozenset(self._store.drafts.remote_ids())
        owed = json.loads(self._store.reference.get("owed_statuses") or "[]")
        return SyncPlan(
            cursor=self._reference.cursor(),
            pack_version=known.pack.version,
            pack_etag=self._reference.pack_etag(),
            drafts=drafts,
            pending=drafts & frozenset(owed),
            has_sections=bool(known.sections) and known.profile is not None,
        )

    def fetch(self, plan: SyncPlan) -> FetchedChanges:
        """[net] Everything since the plan's cursor, all pages. Raises PortalError; nothing is kept half."""
        portal = self._connection.portal()
        first = portal.changes(plan.cursor)
        fresh = first.reset or not plan.has_sections or not plan.cursor
        articles, last, tasks = _all_pages(portal, first)
        changed = {article.id for article in articles if article.id in plan.drafts} | plan.pending
        now = frozenset(sorted(changed)[:_MOST_STATUSES])
        return FetchedChanges(
            cursor=last.cursor,
            articles=articles,
            statuses=_statuses(portal, now),
            owed=frozenset(changed) - now,
            tasks_changed=tasks,
            profile=portal.profile() if fresh else None,
            sections=portal.sections() if fresh else None,
            pack=portal.rule_pack(plan.pack_etag) if last.pack_version and last.pack_version != plan.pack_version else None,
            server_time=last.server_time,
        )

    def save(self, fetched: FetchedChanges) -> Changes:
        """[disk] Keep it. The cursor comes last, so that a crash in between repeats the round and loses nothing."""
        changes = Changes(tasks=fetched.tasks_changed)
        if fetched.profile is not None:
            changes |= self._reference.save_profile(fetched.profile)
        if fetched.sections is not None:
            changes |= self._reference.save_sections(fetched.sections)
        if fetched.pack is not None:
            changes |= self._save_pack(fetched.pack)
        statuses = {status.article.id: status for status in fetched.statuses}
        for status in fetched.statuses:
            self._reference.save_status(status)
        for article in {**{item.id: item for item in fetched.articles}, **{k: v.article for k, v in statuses.items()}}.values():
            changes |= apply_summary(self._store, article, statuses.get(article.id))
        self._note_elsewhere(fetched.articles)
        self._store.reference.put("owed_statuses", json.dumps(sorted(fetched.owed)))
        self._reference.save_cursor(fetched.cursor)
        return changes

    def sync(self) -> Changes:
        """All three hops at once, for the command line, tests and the inline runner."""
        return self.save(self.fetch(self.plan()))

    def elsewhere(self) -> list[ArticleSummary]:
        """[disk] My own articles on the portal that are not on this computer (a new or re-imaged one); see Adopting."""
        return [item for item in self._elsewhere() if local_draft(self._store, item.id) is None]

    def next_poll_seconds(self) -> float:
        """[any] 15 to 30 s, by chance, so that offices do not all ask in the same second."""
        return random.uniform(15, 30)

    def _save_pack(self, pack: RulePackFiles) -> Changes:
        try:
            return self._reference.save_pack(pack)
        except BrokenPack as error:
            # The last good pack stays in force; the portal checks with its own anyway.
            self._store.reference.put("broken_pack", json.dumps({"version": pack.version, "message": str(error)}))
            return Changes(reference=True)

    def broken_pack(self) -> str:
        """[disk] Why the portal's newest rule pack was not taken over, or ""."""
        text = self._store.reference.get("broken_pack")
        if not text:
            return ""
        data = json.loads(text)
        return "" if data["version"] == self._reference.snapshot.pack.version else f"{data['version']}: {data['message']}"

    def _elsewhere(self) -> list[ArticleSummary]:
        return [ArticleSummary.from_dict(item) for item in json.loads(self._store.reference.get(_ELSEWHERE) or "[]")]

    def _note_elsewhere(self, articles: tuple[ArticleSummary, ...]) -> None:
        profile = self._reference.snapshot.profile
        if profile is None or not articles:
            return
        names = {profile.username, profile.display_name}
        kept = {item.id: item for item in self._elsewhere()}
        for article in articles:
            if article.author in names and article.unit == profile.unit.code:
                kept[article.id] = article
        missing = [item for item in kept.values() if local_draft(self._store, item.id) is None]
        self._store.reference.put(_ELSEWHERE, json.dumps([asdict(item) for item in missing], ensure_ascii=False))


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
            raise PortalBroken(detail="the change feed does not move on")
        page = following
    return tuple(newest.values()), replace(page, more=False), tasks


def _statuses(portal: Portal, ids: frozenset[str]) -> tuple[ArticleStatus, ...]:
    found: list[ArticleStatus] = []
    for article_id in sorted(ids):
        try:
            found.append(portal.article(article_id))
        except NotFound:
            # Gone, or no longer ours to see: the draft here stays what it is.
            continue
    return tuple(found)
