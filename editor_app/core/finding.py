"""What a rule found, and a person's reason for keeping it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TITLE = "title"
BODY = "body"


def field_part(code: str) -> str:
    """The part name of a kind's field."""
    return f"field:{code}"


def attachment_part(attachment_id: str) -> str:
    """The part name of an attachment: its name, alternative text or the text inside it."""
    return f"attachment:{attachment_id}"


class Severity(StrEnum):
    """error blocks submission, warning asks for a reason, suggestion informs."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for suggestion."""
        return ("error", "warning", "suggestion").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule objects to.

    `part` is TITLE, BODY, field_part(code) or attachment_part(id); `start` and `end` are character (code point) offsets into that
    part's source text (for BODY the Markdown source), `start == end` for the part as a whole. `text` is what stands there, `context` the
    words around it for display. `fixes` are replacements for `text`, best first. `place` says where inside an attachment ("Sheet1!C3").
    """

    rule: str
    slug: str
    severity: Severity
    message: str
    part: str = BODY
    start: int = 0
    end: int = 0
    text: str = ""
    context: str = ""
    fixes: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    place: str = ""

    @property
    def anchor(self) -> str:
        """Identity that survives edits elsewhere: rule, part, the text and the words around it (16 hex digits)."""
        key = "\x1f".join((self.rule, self.part, self.place, self.text, self.context))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def to_dict(self) -> dict[str, Any]:
        """JSON form used on the wire, in the store and by `check --format json`."""
        return {
            "rule": self.rule,
            "slug": self.slug,
            "severity": self.severity.value,
            "message": self.message,
            "part": self.part,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "context": self.context,
            "fixes": list(self.fixes),
            "why": self.why,
            "source": self.source,
            "place": self.place,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """Inverse of to_dict; unknown keys are ignored."""
        return cls(
            rule=str(data["rule"]),
            slug=str(data.get("slug", "")),
            severity=Severity(data["severity"]),
            message=str(data["message"]),
            part=str(data.get("part", BODY)),
            start=int(data.get("start", 0)),
            end=int(data.get("end", 0)),
            text=str(data.get("text", "")),
            context=str(data.get("context", "")),
            fixes=tuple(str(fix) for fix in data.get("fixes", ())),
            why=str(data.get("why", "")),
            source=str(data.get("source", "")),
            place=str(data.get("place", "")),
        )


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's reason for keeping a warned text; travels with the submission and is shown to the reviewer."""

    rule: str
    anchor: str
    message: str
    text: str
    reason: str
    by: str
    at: str  # ISO 8601 with offset

    def to_dict(self) -> dict[str, str]:
        """JSON form."""
        return {
            "rule": self.rule,
            "anchor": self.anchor,
            "message": self.message,
            "text": self.text,
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Waiver:
        """Inverse of to_dict."""
        return cls(**{name: str(data.get(name, "")) for name in ("rule", "anchor", "message", "text", "reason", "by", "at")})

    def covers(self, finding: Finding) -> bool:
        """True when it was given for this very finding."""
        return self.anchor == finding.anchor


def open_findings(findings: tuple[Finding, ...], waivers: tuple[Waiver, ...]) -> tuple[Finding, ...]:
    """What still stands between the draft and submission: errors, and warnings without a reason. Errors cannot be waived."""
    kept = {waiver.anchor for waiver in waivers if waiver.reason.strip()}
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or (finding.severity is Severity.WARNING and finding.anchor not in kept)
    )
