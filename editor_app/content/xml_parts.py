"""XML inside documents, read by defusedxml only: no DTD, no entities, no outside references."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree

from editor_app.content.archive import Archive, ArchiveProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MARKUP = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_DAMAGE = (ParseError, ValueError, LookupError, RecursionError, AssertionError)


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, or ""."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def parse_xml(data: bytes, place: str = "") -> Element:
    """The root element. Raises ArchiveProblem: xml_trick, damaged."""
    try:
        return SafeTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ArchiveProblem("xml_trick", place) from error
    except _DAMAGE as error:
        raise ArchiveProblem("damaged", place) from error


def walk_xml(data: bytes, place: str = "") -> Iterator[tuple[str, Element]]:
    """(event, element) pairs, `start` and `end`, in document order; clear what you have used. Raises as parse_xml."""
    try:
        yield from SafeTree.iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise ArchiveProblem("xml_trick", place) from error
    except _DAMAGE as error:
        raise ArchiveProblem("damaged", place) from error


def refuse_declarations(archive: Archive) -> None:
    """Raise `xml_trick` when any XML part declares a document type or an entity, in whatever encoding it hides."""
    for name in archive.names:
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        data = archive.read(name)
        if _MARKUP.search(data) or (b"\x00" in data[:200] and _MARKUP.search(data.replace(b"\x00", b""))):
            raise ArchiveProblem("xml_trick", name)


def relationships(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """(part, kind, target) of every relationship that points outside the package."""
    for name in archive.names:
        if name.endswith(".rels"):
            for element in parse_xml(archive.read(name), name).iter():
                if element.attrib.get("TargetMode", "").lower() == "external":
                    yield name, element.attrib.get("Type", "").rsplit("/", 1)[-1], element.attrib.get("Target", "")
