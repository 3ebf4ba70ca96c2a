"""Reading and writing files for the commands; failures become one sentence on stderr."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from editor_app.content.filetypes import decode_text

MAX_TEXT_BYTES = 20 * 1024 * 1024
_TITLE = re.compile(r"\s*#[ \t]+(\S.*?)[ \t]*(?:\r?\n|\Z)")


class CannotRead(Exception):
    """A sentence that names the file and says why."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """A Markdown text with its title taken off; `title_start` and `body_start` are offsets into the whole `text`."""

    text: str
    title: str
    title_start: int
    body: str
    body_start: int


def read_text(path: Path) -> str:
    """Text in UTF-8 (with or without mark), UTF-16 with a mark, or GB 18030; line ends stay. Raises CannotRead."""
    try:
        if path.stat().st_size > MAX_TEXT_BYTES:
            raise CannotRead(f"{path}: the file is too large to be a text")
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror or 'cannot be read'}") from error
    text = decode_text(data)
    if text is None:
        raise CannotRead(f"{path}: this is not a text in UTF-8 or GB 18030")
    return text


def split_title(text: str) -> ArticleText:
    """The first line is the title where it is a heading of the first level."""
    match = _TITLE.match(text)
    if match is None:
        return ArticleText(text, "", 0, text, 0)
    return ArticleText(text, match.group(1), match.start(1), text[match.end() :], match.end())


def write_file(path: Path, data: bytes) -> None:
    """Write whole or not at all. Raises CannotRead."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes it private
        Path(name).replace(path)
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror or 'cannot be written'}") from error


def complain(sentence: str) -> None:
    """One line for the person, on stderr."""
    sys.stderr.write(f"editor-app: {sentence}\n")
