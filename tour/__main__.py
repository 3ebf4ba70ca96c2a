"""`python -m tour --out DIR [--language zh|en] [--theme light|dark]`; 0 when every step was as it should be."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run the story; tour.json is written in any case."""
    parser = argparse.ArgumentParser(prog="tour")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for old in [*options.out.glob("*.png"), *options.out.glob("tour.json")]:
        old.unlink()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="unit-editor-tour-", ignore_cleanup_errors=True) as home:
        os.environ["UNIT_EDITOR_HOME"] = home
        return _run(options, Path(home))


def _run(options: argparse.Namespace, home: Path) -> int:
    from devtools.practice import PracticePortal
    from editor_app.app.arguments import parse
    from editor_app.app.program import Program
    from editor_app.ui.application import create_application
    from tour import steps
    from tour.driver import Driver, TourFailed
    from tour.story import Record, Story

    started = time.monotonic()
    record = Record(options.language)
    with PracticePortal(Path(sys.executable), home / "portal") as portal:
        application = create_application(["editor-app"])
        arguments = ["--portal", portal.url, "--language", options.language, "--theme", options.theme]
        program = Program(application, parse(arguments))
        driver = Driver(application, options.out)
        story = Story(application, program, driver, portal, options.out, record)
        code = 0
        try:
            steps.run(story)
        except TourFailed as error:
            sys.stderr.write(f"tour: after {record.steps[-1]['name'] if record.steps else 'the start'}: {error}\n")
            if driver.window is not None:
                driver.picture("failed")
            code = 1
        finally:
            story.clean_up()
            driver.close_popups()
            program.finish(0)
    text = json.dumps(record.to_dict(), ensure_ascii=False, indent=1) + "\n"
    (options.out / "tour.json").write_text(text, encoding="utf-8")
    seconds = time.monotonic() - started
    sys.stdout.write(f"tour ({options.language}): {len(record.steps)} steps in {seconds:.0f} s, {options.out}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
