"""A real browser: nothing is refused by the policy, nothing fails to load, a phone needs no sideways scrolling."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.practice.running import Portal

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.portal,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


def browse(tmp_path: Path, address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
        *arguments,
        address,
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)


def test_the_browser_shows_the_page_and_refuses_nothing(portal: Portal, tmp_path: Path) -> None:
    found = re.search(r'href="(/notices/[0-9a-f]{16}/)"', portal.get("/notices/").text)
    assert found is not None
    result = browse(tmp_path, portal.url + found.group(1), "--dump-dom")
    assert "关于做好2026年冬季森林防火工作的通知" in result.stdout
    assert '<main id="main"' in result.stdout
    assert "Content Security Policy" not in result.stderr
    assert "Failed to load resource" not in result.stderr


def test_a_phone_needs_no_sideways_scrolling(portal: Portal, tmp_path: Path) -> None:
    """What is too wide for 390 pixels would reach over the margin beside the cards."""
    picture = tmp_path / "phone.png"
    result = browse(tmp_path, portal.url + "/", f"--screenshot={picture}", "--window-size=390,1200", "--hide-scrollbars")
    assert picture.is_file(), result.stderr[-2000:]
    from PIL import Image

    with Image.open(picture) as image:
        assert image.width == 390
        strip = image.convert("RGB").crop((386, 700, 390, 1200))
        assert strip.getcolors() == [(4 * 500, (244, 245, 247))]  # the ground only: no card reaches the edge
