"""Keeps resources/i18n/*_zh_CN.ts in step with the sources and compiles them. Never used by the window itself.

`python -m editor_app.ui.i18n.catalogue` rewrites them: new sentences come as unfinished, vanished ones go, translations stay.
Two large screens have a catalogue of their own, everything else is in unit_editor_zh_CN.ts.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from editor_app.core.resources import resource_path
from editor_app.ui.i18n.translator import read_catalogue

Key = tuple[str, str]
PACKAGE = Path(__file__).resolve().parent.parent.parent
CATALOGUE = "unit_editor"
OWN_CATALOGUES = {"Editor": "editor", "Review": "review"}
CATALOGUES = (CATALOGUE, *OWN_CATALOGUES.values())
ERROR_FLOORS = ("core", "services", "api", "store", "content", "rules")
WORD_TABLES = frozenset({"REASONS", "_SENTENCES"})
CODE_FIRST = frozenset({"BadAttachment", "BadDocument", "KeyringUnavailable"})
_ERROR_NAMES = ("default_title", "default_advice")


def extract() -> list[Key]:
    """Every (context, sentence) that the window may show, sorted, each once."""
    found: set[Key] = set()
    for path in sorted(path for name in ("ui", "app") for path in (PACKAGE / name).rglob("*.py")):
        found.update(_of_window(ast.parse(path.read_text(encoding="utf-8"))))
    sources = [path for floor in ERROR_FLOORS for path in sorted((PACKAGE / floor).rglob("*.py"))] + sorted(PACKAGE.glob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    names = _error_classes(trees)
    for tree in trees:
        found.update(("errors", text) for text in _of_errors(tree, names) if _is_sentence(text))
    return sorted(found)


def _of_window(tree: ast.Module) -> Iterator[Key]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        texts = [argument.value for argument in node.args if _is_text(argument)]  # type: ignore[attr-defined]
        if name in ("tr", "translate", "QT_TRANSLATE_NOOP") and len(texts) >= 2:
            yield texts[0], texts[1]
        elif name == "Place":
            yield from (("places", text) for text in _texts(node.args[1:2]))
        elif name in ("Line", "Fact", "Group", "Probe"):
            yield from (("diagnosis", text) for text in _texts(node.args[:1]) if text)
            yield from (("diagnosis", text) for text in _texts(node.args[1:2]) if len(text) > 1)


def _error_classes(trees: Iterable[ast.Module]) -> frozenset[str]:
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"EditorError"}
    while True:
        more = {name for name, bases in parents.items() if bases & known} - known
        if not more:
            return frozenset(known)
        known |= more


def _of_errors(tree: ast.Module, names: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(item, ast.Name) and item.id in _ERROR_NAMES for item in node.targets):
            yield from _texts([node.value])
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _assigned(node) & WORD_TABLES and node.value is not None:
            yield from _texts(child for child in ast.walk(node.value) if isinstance(child, ast.Constant))
        elif isinstance(node, ast.Call):
            name = _called(node)
            if name in names:
                yield from _texts(node.args[1:] if name in CODE_FIRST else node.args)
            if name in names or name == "Outcome":
                yield from _texts(keyword.value for keyword in node.keywords if keyword.arg in ("title", "advice"))


def _assigned(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if _is_text(node):
            yield node.value  # type: ignore[attr-defined]
        elif isinstance(node, ast.IfExp):
            yield from _texts((node.body, node.orelse))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_sentence(text: str) -> bool:
    return (" " in text and text.isascii()) or "’" in text


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def catalogue_of(context: str) -> str:
    """The name of the catalogue that holds a context."""
    return OWN_CATALOGUES.get(context, CATALOGUE)


def source_path(name: str = CATALOGUE) -> Path:
    """The .ts file of a catalogue."""
    return resource_path("i18n", f"{name}_zh_CN.ts")


def all_words() -> dict[Key, str]:
    """The translations of all catalogues; a context's own catalogue wins."""
    found: dict[Key, str] = {}
    for name in CATALOGUES:
        words = read_catalogue(source_path(name)) if source_path(name).is_file() else {}
        found.update({key: text for key, text in words.items() if key not in found or catalogue_of(key[0]) == name})
    return found


def missing(words: Mapping[Key, str], wanted: Iterable[Key]) -> list[Key]:
    """Sentences without a finished translation."""
    return [key for key in wanted if not words.get(key)]


def write_catalogue(path: Path, keys: Iterable[Key], words: Mapping[Key, str]) -> None:
    """Write a .ts with exactly these sentences; those without a translation are marked unfinished."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="zh_CN" sourcelanguage="en">']
    context = ""
    for name, text in sorted(keys):
        if name != context:
            lines += ["</context>"] if context else []
            lines += ["<context>", f"    <name>{escape(name)}</name>"]
            context = name
        translation = words.get((name, text), "")
        tag = f"<translation>{escape(translation)}</translation>" if translation else '<translation type="unfinished"/>'
        lines += ["    <message>", f"        <source>{escape(text)}</source>", f"        {tag}", "    </message>"]
    lines += ["</context>"] if context else []
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def update_catalogues(more: Mapping[Key, str] | None = None) -> list[Key]:
    """Rewrite the .ts files from the sources, filling gaps from `more`; answers what is still unfinished."""
    words = dict(more or {}) | all_words()
    keys = extract()
    for name in CATALOGUES:
        write_catalogue(source_path(name), [key for key in keys if catalogue_of(key[0]) == name], words)
    return missing(words, keys)


def build_translations(folder: Path | None = None) -> list[Path]:
    """Compile each .ts to a .qm (beside it, not kept in git). Empty where lrelease is not installed; the .ts serve then."""
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or shutil.which("lrelease")
    made: list[Path] = []
    for source in (source_path(name) for name in CATALOGUES):
        if tool is not None and source.is_file():
            target = (folder or source.parent) / source.with_suffix(".qm").name
            subprocess.run([tool, "-silent", str(source), "-qm", str(target)], check=True, timeout=60)
            made.append(target)
    return made


def main() -> int:
    """Rewrite the .ts and list what is unfinished; exit 1 when something is."""
    left = update_catalogues()
    for context, text in left:
        sys.stdout.write(f"{context}: {text}\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
