"""What the portal told us and we keep for offline work: profile, sections, rule pack, where the articles of the feed stand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from editor_app.core.changes import Changes
from editor_app.core.organisation import Limits, Profile, Section
from editor_app.core.review import ArticleStatus
from editor_app.services.ports import RulePackFiles

if TYPE_CHECKING:
    from editor_app.rules.pack import RulePack
    from editor_app.store.account import AccountStore

T = TypeVar("T")

PROFILE, SECTIONS, PACK, CURSOR = "profile", "sections", "rule_pack", "cursor"


class KeptPack:
    """The pack of a kept text, read when it is first asked for; the shipped pack where there is no text or it is broken."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._pack: RulePack | None = None
        self._lock = threading.Lock()

    def __call__(self) -> RulePack:
        """[cpu] The pack; the first call takes some 50 ms, so the window makes it after its first paint."""
        with self._lock:
            if self._pack is None:
                self._pack = _read_pack(self.text)
            return self._pack


@dataclass(frozen=True, slots=True)
class ReferenceSnapshot:
    """What a screen needs of it. Empty before the first sign-in has been saved."""

    profile: Profile | None
    sections: tuple[Section, ...]
    kept_pack: Callable[[], RulePack]

    @property
    def pack(self) -> RulePack:
        """[cpu] The rule pack in force."""
        return self.kept_pack()

    @property
    def limits(self) -> Limits:
        """The portal's limits, or the usual ones."""
        return self.profile.limits if self.profile else Limits()

    @property
    def writable_sections(self) -> tuple[Section, ...]:
        """Sections this account may write in."""
        return tuple(section for section in self.sections if section.writable)

    def section(self, code: str) -> Section | None:
        """The section with that code, or None."""
        return next((section for section in self.sections if section.code == code), None)


def status_name(article_id: str) -> str:
    """Where the portal's word on one article is kept."""
    return f"status:{article_id}"


class ReferenceData:
    """Reads and writes the kept answers. `snapshot` may be read on any thread; it is replaced as a whole, never changed."""

    def __init__(self, store: AccountStore) -> None:
        self._store = store
        self._kept_pack = KeptPack()
        self.snapshot = ReferenceSnapshot(None, (), self._kept_pack)

    def load(self) -> ReferenceSnapshot:
        """[disk] Read everything kept. What cannot be read any more counts as absent; the next fetch brings it anew."""
        text = self._store.reference.get(PACK) or ""
        if text != self._kept_pack.text:
            self._kept_pack = KeptPack(text)
        self.snapshot = ReferenceSnapshot(
            profile=self._get(PROFILE, Profile.from_dict),
            sections=self._get(SECTIONS, lambda items: tuple(Section.from_dict(item) for item in items)) or (),
            kept_pack=self._kept_pack,
        )
        return self.snapshot

    def pack(self) -> RulePack:
        """[cpu] The rule pack in force: the portal's last good one, else the shipped one. Any thread but the window's."""
        return self.snapshot.pack

    def limits(self) -> Limits:
        """The limits in force. Any thread."""
        return self.snapshot.limits

    def save_profile(self, profile: Profile) -> Changes:
        """[disk] Keep who this account is."""
        self._store.reference.put(PROFILE, _text(profile.to_dict()))
        self.load()
        return Changes(account=True, reference=True)

    def save_sections(self, sections: tuple[Section, ...]) -> Changes:
        """[disk] Keep the sections."""
        self._store.reference.put(SECTIONS, _text([section.to_dict() for section in sections]))
        self.load()
        return Changes(reference=True)

    def save_pack(self, pack: RulePackFiles) -> Changes:
        """[disk] Keep a rule pack; whoever fetched it has had it verified."""
        self._store.reference.put(PACK, _text(asdict(pack)))
        self.load()
        return Changes(reference=True)

    def pack_etag(self) -> str:
        """[disk] The etag of the kept pack, "" for the shipped one."""
        return self._get(PACK, lambda data: str(data["etag"])) or ""

    def cursor(self) -> str:
        """[disk] Where the change feed was read to."""
        return self._store.reference.get(CURSOR) or ""

    def save_cursor(self, cursor: str) -> None:
        """[disk] Go on from here next time."""
        self._store.reference.put(CURSOR, cursor)

    def status(self, article_id: str) -> ArticleStatus | None:
        """[disk] Remarks, record and newest revision of an article, as last fetched."""
        return self._get(status_name(article_id), ArticleStatus.from_dict)

    def save_status(self, status: ArticleStatus) -> None:
        """[disk] Keep it for reading offline."""
        self._store.reference.put(status_name(status.article.id), _text(asdict(status)))

    def _get(self, name: str, read: Callable[[Any], T]) -> T | None:
        text = self._store.reference.get(name)
        if not text:
            return None
        try:
            return read(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def _read_pack(text: str) -> RulePack:
    from editor_app.rules.pack import BrokenPack, parse_pack, shipped_pack

    try:
        return parse_pack(dict(json.loads(text)["files"]), verify=False) if text else shipped_pack()
    except (ValueError, KeyError, TypeError, AttributeError, BrokenPack):
        return shipped_pack()


def _text(data: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
