"""Article kinds (稿件类型): the fields a kind asks for, and the check of their values. Data: resources/kinds/*.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from editor_app.core.resources import resource_path


class FieldType(StrEnum):
    """What may stand in a field; the form chooses its widget by it."""

    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"  # YYYY-MM-DD
    CHOICE = "choice"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the two languages of the interface."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The label for "zh…" or, for anything else, English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. `pattern` is a full-match expression; `max_length` counts characters."""

    code: str
    label: Label
    type: FieldType = FieldType.TEXT
    required: bool = False
    max_length: int = 200
    pattern: str = ""
    hint: Label = Label("", "")
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of article: its name, fields and the text a new draft starts with."""

    code: str
    label: Label
    fields: tuple[Field, ...] = ()
    template: str = ""
    body_required: bool = True
    order: int = 100

    def field(self, code: str) -> Field | None:
        """The field with that code, or None."""
        return next((field for field in self.fields if field.code == code), None)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a field's value is not accepted; `code` is required | too_long | bad_date | bad_choice | bad_format | unknown."""

    field: str
    code: str
    message: Label


_PHONE = re.compile(r"(?:\d{3,4}-)?\d{5,8}(?:-\d{1,6})?|1\d{10}")


def field_problems(kind: Kind, values: Mapping[str, str]) -> list[FieldProblem]:
    """What is wrong with `values` for `kind`, in the order of the form; the portal and the window use this same check."""
    problems = [
        FieldProblem(code, "unknown", Label(f"没有“{code}”这个字段", f"There is no field “{code}”"))
        for code in values
        if kind.field(code) is None
    ]
    for field in kind.fields:
        problem = _problem(field, values.get(field.code, "").strip())
        if problem is not None:
            problems.append(problem)
    return problems


def _problem(field: Field, value: str) -> FieldProblem | None:
    zh, en = field.label.zh, field.label.en
    if not value:
        if field.required:
            return FieldProblem(field.code, "required", Label(f"请填写“{zh}”", f"“{en}” must be filled in"))
        return None
    if len(value) > field.max_length:
        return FieldProblem(
            field.code,
            "too_long",
            Label(f"“{zh}”最多 {field.max_length} 字", f"“{en}” may have {field.max_length} characters at most"),
        )
    if field.type is FieldType.DATE and not _is_date(value):
        return FieldProblem(
            field.code, "bad_date", Label(f"“{zh}”应为日期，如 2026-11-23", f"“{en}” must be a date such as 2026-11-23")
        )
    if field.type is FieldType.CHOICE and value not in {choice.code for choice in field.choices}:
        return FieldProblem(field.code, "bad_choice", Label(f"“{zh}”的取值不在选项中", f"“{en}” is not one of the choices"))
    if field.type is FieldType.PHONE and not all(_PHONE.fullmatch(part) for part in re.split(r"[、，,;；\s]+", value)):
        return FieldProblem(field.code, "bad_format", Label(f"“{zh}”应为区号-号码", f"“{en}” must be area code-number"))
    if field.pattern and not re.fullmatch(field.pattern, value):
        return FieldProblem(
            field.code, "bad_format", Label(f"“{zh}”格式不对：{field.hint.zh}", f"“{en}” has the wrong form: {field.hint.en}")
        )
    return None


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value) is not None and len(value) == 10
    except ValueError:
        return False


def parse_kind(code: str, data: Mapping[str, object]) -> Kind:
    """Build a Kind from its TOML table. Raises KeyError, ValueError or TypeError when the table is not well formed."""
    fields = data.get("fields", [])
    if not isinstance(fields, Sequence):
        raise TypeError(f"kind {code}: fields must be a list")
    return Kind(
        code=code,
        label=_label(data["label"]),
        fields=tuple(_field(item) for item in fields),
        template=str(data.get("template", "")),
        body_required=bool(data.get("body_required", True)),
        order=int(str(data.get("order", 100))),
    )


def _label(value: object) -> Label:
    if not isinstance(value, Mapping):
        raise TypeError(f"a label needs zh and en: {value!r}")
    return Label(str(value["zh"]), str(value["en"]))


def _field(item: Mapping[str, object]) -> Field:
    choices = item.get("choices", [])
    assert isinstance(choices, Sequence)
    field = Field(
        code=str(item["code"]),
        label=_label(item["label"]),
        type=FieldType(str(item.get("type", "text"))),
        required=bool(item.get("required", False)),
        max_length=int(str(item.get("max_length", 200))),
        pattern=str(item.get("pattern", "")),
        hint=_label(item.get("hint", {"zh": "", "en": ""})),
        choices=tuple(Choice(str(choice["code"]), _label(choice["label"])) for choice in choices),
    )
    re.compile(field.pattern)
    return field


def load_kinds(folder: Path) -> dict[str, Kind]:
    """All kinds of a folder by code, in the order of the menu. Raises ValueError naming the broken file."""
    kinds = []
    for path in sorted(folder.glob("*.toml")):
        try:
            kinds.append(parse_kind(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise ValueError(f"{path.name}: {error}") from error
    return {kind.code: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.code))}


@lru_cache(maxsize=1)
def shipped_kinds() -> dict[str, Kind]:
    """The kinds shipped with the program."""
    return load_kinds(resource_path("kinds"))
