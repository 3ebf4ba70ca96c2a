"""Fill an empty, migrated portal with the made-up district: units, sections, people, pages, and articles in every state."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.accounts.models import User
from portal.practice.clock import at
from portal.practice.district import make_home, make_people, make_sections, make_units
from portal.practice.history import History
from portal.practice.library import PUBLISHED, Library, Story, overview_stories


def seed(library: Library | None = None, now: dt.datetime | None = None) -> dict[str, int]:
    """Write everything in one transaction and the offered accounts beside the data; returns counts for the log.

    Raises Problem when an article breaks a rule of the portal, IntegrityError on a portal that is not empty.
    """
    library = library or Library()
    now = now or dt.datetime.now(dt.UTC)
    with transaction.atomic():
        with at(dt.datetime(2026, 7, 1, 1, tzinfo=dt.UTC)):
            make_home(library)
            units = make_units(library)
            sections = make_sections(library, units)
            people = make_people(library, units)
        stories = _in_order([*overview_stories(library), *library.stories], now)
        history = History(library, people, now)
        for story in stories:
            history.play(story)
    write_accounts(library)
    return {"units": len(units), "sections": len(sections), "people": User.objects.count(), "articles": len(stories)}


def _in_order(stories: list[Story], now: dt.datetime) -> list[Story]:
    """By time, published ones first, so that a correction finds its article."""

    def key(story: Story) -> tuple[bool, dt.datetime]:
        return story.state != PUBLISHED, story.moment("published", now) or now

    return sorted(stories, key=key)


def write_accounts(library: Library) -> Path:
    """The accounts that GET /health offers, as the practice settings expect them."""
    path = Path(settings.PORTAL_PRACTICE_ACCOUNTS)
    path.write_text(json.dumps(library.offered_accounts(), ensure_ascii=False, indent=1), encoding="utf-8")
    return path
