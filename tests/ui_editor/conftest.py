"""One editor with everything fake but the presenter."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from editor_app.ui.editor.presenter import EditorPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui_editor.fake_view import FakeView
from tests.ui_editor.fakes import Changed, HandTimers, World, around


@pytest.fixture
def world(tmp_path: Path) -> World:
    folder = tmp_path / "blobs"
    folder.mkdir()
    return World(folder)


@pytest.fixture
def desk(world: World) -> SimpleNamespace:
    """world, view, runner, timers, changes and `open(body, …)`."""
    view, runner, timers, changes = FakeView(), InlineRunner(), HandTimers(), Changed()
    presenter = EditorPresenter(view, world.services, around(), runner, timers, changes)
    view.presenter = presenter

    def open_draft(body: str = "", **more: object) -> EditorPresenter:
        presenter.open(world.draft(body, **more).id)
        return presenter

    return SimpleNamespace(
        world=world,
        view=view,
        runner=runner,
        timers=timers,
        changes=changes,
        presenter=presenter,
        open=open_draft,
        body=view.body,
    )
