"""The template: a migrated and seeded portal in one zip, made once, unpacked at the first start of each data folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

import portal
from editor_app.core.resources import resources_dir

DATABASE, ACCOUNTS, FILES, MARK = "portal.sqlite3", "practice_accounts.json", "files", "schema"
ROOT = Path(__file__).resolve().parent.parent.parent
_SOURCES = (
    (Path(__file__).resolve().parent.parent, "**/*.py"),
    (Path(__file__).resolve().parent.parent.parent / "editor_app" / "core", "*.py"),
)


def fingerprint() -> str:
    """Names what a template is made of: the portal's code and version, kinds, rules and the made-up district."""
    digest = hashlib.sha256(f"{portal.__version__} {sys.version_info[:2]}".encode())
    paths = [path for folder, pattern in _SOURCES for path in folder.glob(pattern)]
    for name in ("practice", "kinds", "rules"):
        paths += (path for path in (resources_dir() / name).rglob("*") if path.is_file())
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def cached_template() -> Path:
    """Where the template of this code lies, whether it is there or not: PRACTICE_TEMPLATE, else the user's cache folder."""
    named = os.environ.get("PRACTICE_TEMPLATE")
    if named:
        return Path(named)
    base = Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache")
    return base / "unit-editor" / f"practice-{fingerprint()}.zip"


def build_template(target: Path) -> Path:
    """Migrate and seed a fresh portal in a process of its own and pack it into `target` (replaced atomically).

    Takes 10 to 20 seconds. Raises subprocess.CalledProcessError when that process fails; its output is on stderr.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="practice-") as folder:
        environment = os.environ | {
            "PORTAL_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "portal.settings.practice",
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, "-m", "portal.practice", "--fill", folder]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        packed = target.with_name(f"{target.name}.{os.getpid()}.part")
        _pack(Path(folder), packed)
        packed.replace(target)
    _forget_older(target)
    return target


def _forget_older(target: Path) -> None:
    """Of the templates of earlier code beside `target` keep the newest two: another checkout may use one."""
    others = [path for path in target.parent.glob("practice-*.zip") if path != target]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-2]:
        path.unlink(missing_ok=True)


def fill() -> dict[str, int]:
    """In the process of its own: migrate and seed the portal of PORTAL_DATA. Django must be set up."""
    from django.core.management import call_command

    from portal.practice.seed import seed

    call_command("migrate", verbosity=0, interactive=False)
    return seed()


def _pack(folder: Path, target: Path) -> None:
    compact = folder / "template.sqlite3"
    connection = sqlite3.connect(folder / DATABASE)
    try:
        connection.execute("VACUUM INTO ?", (str(compact),))
    finally:
        connection.close()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.write(compact, DATABASE)
        package.write(folder / ACCOUNTS, ACCOUNTS)
        for path in sorted((folder / FILES).rglob("*")):
            if path.is_file():
                package.write(path, path.relative_to(folder).as_posix())


def unpack_template(template: Path, data: Path) -> None:
    """Make `data` a portal of its own. The database comes last, so a half-unpacked folder is unpacked again at the next start.

    Raises zipfile.BadZipFile for a damaged template.
    """
    data.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(template) as package:
        names = [name for name in package.namelist() if name != DATABASE]
        package.extractall(data, names)
        with package.open(DATABASE) as source, (data / f"{DATABASE}.part").open("wb") as copy:
            shutil.copyfileobj(source, copy)
        (data / f"{DATABASE}.part").replace(data / DATABASE)
    (data / MARK).write_text(schema_mark(), encoding="ascii")


def schema_mark() -> str:
    """Names the tables that this code expects: the portal's migrations and the versions of what it stands on."""
    digest = hashlib.sha256(" ".join(metadata.version(name) for name in ("wagtail", "django", "django-allauth")).encode())
    for path in sorted((ROOT / "portal").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def needs_migration(data: Path) -> bool:
    """Was the portal in `data` last served by code that expects other tables?"""
    mark = data / MARK
    return not mark.is_file() or mark.read_text(encoding="ascii") != schema_mark()


def migrate(data: Path) -> None:
    """Bring an older portal's tables up to date, data kept. Django must be set up for `data`."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    (data / MARK).write_text(schema_mark(), encoding="ascii")


def is_filled(data: Path) -> bool:
    """Is there a portal in `data` already?"""
    return (data / DATABASE).is_file()
