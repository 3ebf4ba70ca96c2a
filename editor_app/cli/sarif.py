"""Findings in SARIF 2.1.0, which code hosts and editors display."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor_app import __version__
from editor_app.core.finding import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def sarif_log(files: Sequence[tuple[str, str, Sequence[Finding]]], pack_version: str) -> dict[str, Any]:
    """One run over (file, its text, findings); columns count code points from 1."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for file, text, findings in files:
        for item in findings:
            rules.setdefault(item.rule, _rule(item))
            results.append(_result(file, text, item, list(rules).index(item.rule)))
    driver = {
        "name": "Unit Editor",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": list(rules.values()),
        "properties": {"rulePack": pack_version},
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _rule(item: Finding) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": item.rule, "shortDescription": {"text": item.slug or item.rule}}
    if item.slug:
        rule["name"] = item.slug
    if item.why:
        rule["fullDescription"] = {"text": item.why}
    return rule


def _result(file: str, text: str, item: Finding, index: int) -> dict[str, Any]:
    region = _region(text, item.start, item.end)
    uri = Path(file).as_posix()
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": index,
        "level": _LEVELS[item.severity],
        "message": {"text": item.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"anchor/v1": item.anchor},
    }
    if item.fixes:
        result["fixes"] = [
            {
                "description": {"text": fix},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": uri},
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": fix}}],
                    }
                ],
            }
            for fix in item.fixes
        ]
    return result


def _region(text: str, start: int, end: int) -> dict[str, int]:
    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    (line, column), (end_line, end_column) = place(start), place(max(start, end))
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": max(0, end - start),
    }
