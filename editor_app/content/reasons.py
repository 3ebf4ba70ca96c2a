"""Why an attachment is refused or deserves a second look: stable codes, their weight and their words (English source strings)."""

from __future__ import annotations

from dataclasses import dataclass

BLOCK, WARN = "block", "warn"

REASONS: dict[str, tuple[str, str]] = {
    "not_found": (BLOCK, "The file cannot be read"),
    "empty": (BLOCK, "The file is empty"),
    "too_large": (BLOCK, "The file is larger than the portal accepts"),
    "not_allowed": (BLOCK, "Files of this type are not accepted"),
    "type_mismatch": (BLOCK, "The content is not what the extension says"),
    "extension_differs": (WARN, "The extension does not fit the picture's format"),
    "double_extension": (BLOCK, "The name hides a second extension of a program"),
    "bidi_name": (BLOCK, "The name holds characters that turn the direction of writing"),
    "damaged": (BLOCK, "The file is damaged or incomplete"),
    "encrypted": (BLOCK, "The file is protected by a password and cannot be checked"),
    "macros": (BLOCK, "The file holds macros"),
    "xml_trick": (BLOCK, "The file holds forbidden XML declarations"),
    "archive_bomb": (BLOCK, "The file unpacks to far more than it seems"),
    "too_many_entries": (BLOCK, "The file holds too many parts"),
    "unsafe_path": (BLOCK, "A member's name would write outside its folder"),
    "nested_archive": (BLOCK, "An archive lies inside the archive"),
    "member_refused": (BLOCK, "A file inside the archive is not accepted"),
    "image_too_large": (BLOCK, "The picture has too many pixels"),
    "external_template": (BLOCK, "The document loads a template from elsewhere"),
    "script": (BLOCK, "The document holds a script"),
    "launches": (BLOCK, "The document starts a program"),
    "embedded_object": (WARN, "Another file is embedded in it"),
    "external_link": (WARN, "It loads content from elsewhere"),
    "hidden_sheet": (WARN, "It has a hidden sheet"),
    "hidden_rows": (WARN, "It has hidden rows"),
    "hidden_columns": (WARN, "It has hidden columns"),
    "hidden_text": (WARN, "It has hidden text"),
    "hidden_slide": (WARN, "It has a hidden slide"),
    "comments": (WARN, "It holds comments"),
    "tracked_changes": (WARN, "It holds tracked changes"),
    "author_metadata": (WARN, "Its properties name people"),
    "position_data": (WARN, "The picture says where it was taken"),
    "strange_names": (WARN, "Names inside the archive may show as gibberish elsewhere"),
    "no_text": (WARN, "It holds no readable text, only pictures perhaps; it could not be checked"),
    "text_not_read": (WARN, "Its text could not be read and was not checked"),
    "text_cut": (WARN, "Only the beginning of its text was checked"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing noticed; `code` is a key of REASONS, `message` its words, `place` where (Chinese or a member's name)."""

    code: str
    message: str
    place: str = ""

    @property
    def blocks(self) -> bool:
        """Does it keep the file from being attached?"""
        return REASONS[self.code][0] == BLOCK


def reason(code: str, place: str = "") -> Reason:
    """The reason with its words; KeyError for an unknown code is a bug."""
    return Reason(code, REASONS[code][1], place)
