"""All places, in the order of the rail. Each screen is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.core.organisation import Profile
from editor_app.ui.navigation import Place, Screen

if TYPE_CHECKING:
    from editor_app.ui.context import UiContext

TODAY, DRAFTS, OUTBOX, REVIEW, PUBLISHED = "today", "drafts", "outbox", "review", "published"
TRASH, SETTINGS, ABOUT, EDITOR, SIGN_IN = "trash", "settings", "about", "editor", "sign_in"


def _sign_in(context: UiContext) -> Screen:
    from editor_app.ui.sign_in.view import create_screen

    return create_screen(context)


def _today(context: UiContext) -> Screen:
    from editor_app.ui.today.view import create_screen

    return create_screen(context)


def _drafts(context: UiContext) -> Screen:
    from editor_app.ui.drafts.view import create_screen

    return create_screen(context)


def _editor(context: UiContext) -> Screen:
    from editor_app.ui.editor.view import create_screen

    return create_screen(context)


def _outbox(context: UiContext) -> Screen:
    from editor_app.ui.outbox.view import create_screen

    return create_screen(context)


def _review(context: UiContext) -> Screen:
    from editor_app.ui.review.view import create_screen

    return create_screen(context)


def _published(context: UiContext) -> Screen:
    from editor_app.ui.published.view import create_screen

    return create_screen(context)


def _trash(context: UiContext) -> Screen:
    from editor_app.ui.trash.view import create_screen

    return create_screen(context)


def _settings(context: UiContext) -> Screen:
    from editor_app.ui.settings.view import create_screen

    return create_screen(context)


def _about(context: UiContext) -> Screen:
    from editor_app.ui.about.view import create_screen

    return create_screen(context)


def _reviews(profile: Profile | None) -> bool:
    return profile is not None and profile.can_review


def _writes(profile: Profile | None) -> bool:
    return profile is None or profile.can_write


PLACES: tuple[Place, ...] = (
    Place(TODAY, "Today", "calendar-days", _today, 1),
    Place(DRAFTS, "Drafts", "file-text", _drafts, 1, _writes),
    Place(OUTBOX, "Outbox", "send", _outbox, 1, _writes),
    Place(REVIEW, "Review", "check", _review, 1, _reviews),
    Place(PUBLISHED, "Published", "globe", _published, 1),
    Place(TRASH, "Trash", "trash-2", _trash, 2, _writes),
    Place(SETTINGS, "Settings", "settings", _settings, 2, signed_in=False),
    Place(ABOUT, "About", "info", _about, 2, signed_in=False, keep=False),
    Place(EDITOR, "Editor", "file-text", _editor, 0, keep=False),
    Place(SIGN_IN, "Sign in", "key-round", _sign_in, 0, signed_in=False, keep=False),
)
