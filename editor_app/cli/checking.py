"""`check`: findings of the content rules in texts and documents."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor_app.cli.commands import FAILED, FINE, FOUND
from editor_app.cli.files import ArticleText, CannotRead, complain, read_text, split_title, write_file
from editor_app.cli.sarif import sarif_log
from editor_app.content.docx_import import import_docx
from editor_app.content.names import safe_file_name
from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent
from editor_app.core.errors import BadDocument
from editor_app.core.finding import TITLE, Finding, Severity
from editor_app.core.organisation import Limits
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker, check_text
from editor_app.rules.model import RulePack
from editor_app.rules.pack import shipped_pack


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings of one file with offsets into `text`, which is the file's text or, for documents, what was taken out of it."""

    file: str
    text: str
    pack: str
    not_checked: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of one file."""
        return {
            "file": self.file,
            "pack": self.pack,
            "not_checked": list(self.not_checked),
            "findings": [
                {
                    "rule": item.rule,
                    "slug": item.slug,
                    "severity": item.severity.value,
                    "message": item.message,
                    "start": item.start,
                    "end": item.end,
                    "text": item.text,
                    "fixes": list(item.fixes),
                }
                for item in self.findings
            ],
        }


def check(files: Sequence[Path], form: str, text_out: Path | None) -> int:
    """Check each file and write the result to stdout. 0: no error-level finding, 1: some, 2: a file could not be checked."""
    pack = shipped_pack()
    checker = Checker(pack)
    done: list[Checked] = []
    failed = False
    for number, path in enumerate(files):
        try:
            done.append(_check_file(path, pack, checker, text_out, number if len(files) > 1 else None))
        except CannotRead as problem:
            complain(str(problem))
            failed = True
    sys.stdout.write(_written(done, form, pack))
    if failed:
        return FAILED
    return FOUND if any(item.severity is Severity.ERROR for result in done for item in result.findings) else FINE


def _check_file(path: Path, pack: RulePack, checker: Checker, text_out: Path | None, number: int | None) -> Checked:
    kind = path.suffix.lower()
    today = dt.date.today()
    if kind == ".txt":
        text = read_text(path)
        result = check_text(text, pack, today)
        return Checked(str(path), text, result.pack_version, result.not_checked, _in_order(result.findings))
    if kind in (".md", ".markdown"):
        article = split_title(read_text(path))
    elif kind == ".docx":
        article = _document(path)
        if text_out is not None:
            name = safe_file_name(path.name if number is None else f"{number + 1}-{path.name}") + ".md"
            write_file(text_out / name, article.text.encode("utf-8"))
    else:
        raise CannotRead(f"{path}: only .md, .txt and .docx files can be checked")
    content = ArticleContent(title=article.title, body=article.body)
    result = checker.check(content, parse(article.body), CheckContext(today))
    findings = (_moved(finding, article) for finding in result.findings)
    return Checked(str(path), article.text, result.pack_version, result.not_checked, _in_order(findings))


def _document(path: Path) -> ArticleText:
    try:
        found = import_docx(path, Limits())
    except BadDocument as error:
        raise CannotRead(f"{path}: {error.title}. {error.advice}") from error
    return split_title((f"# {found.title}\n\n" if found.title else "") + found.body)


def _moved(finding: Finding, article: ArticleText) -> Finding:
    """Offsets into the whole text instead of into its title or body."""
    shift = article.title_start if finding.part == TITLE else article.body_start
    return replace(finding, start=finding.start + shift, end=finding.end + shift)


def _in_order(findings: Any) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda item: (item.start, item.end, item.rule)))


def _written(done: Sequence[Checked], form: str, pack: RulePack) -> str:
    if form == "json":
        return json.dumps([item.to_dict() for item in done], ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        return (
            json.dumps(
                sarif_log([(item.file, item.text, item.findings) for item in done], pack.version), ensure_ascii=False, indent=2
            )
            + "\n"
        )
    return "".join(_lines(item) for item in done)


def _lines(done: Checked) -> str:
    lines = []
    for item in done.findings:
        line = done.text.count("\n", 0, item.start) + 1
        column = item.start - (done.text.rfind("\n", 0, item.start) + 1) + 1
        fixes = f"（建议：{' / '.join(item.fixes)}）" if item.fixes else ""
        lines.append(f"{done.file}:{line}:{column}: {item.severity.value} {item.rule} {item.message}{fixes}\n")
    if done.not_checked:
        lines.append(f"{done.file}: not checked: {', '.join(done.not_checked)}\n")
    return "".join(lines)
