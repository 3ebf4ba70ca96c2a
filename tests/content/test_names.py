"""Names that can be shown and saved anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.content.names import MAX_NAME, extension_of, has_bidi_marks, safe_file_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("森林防火值班表.xlsx", "森林防火值班表.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\表.docx", "表.docx"),
        ("通知\u202efdp.exe", "通知fdp.exe"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("console.txt", "console.txt"),
        ("...", "file"),
        ("", "file"),
        ("表 . ", "表"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("长" * 200 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_examples(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text(max_size=300) | st.text("./\\ :CONaux\u202e\x00名.", max_size=40))
def test_any_name_becomes_safe_once_and_for_all(name: str) -> None:
    safe = safe_file_name(name)
    assert 0 < len(safe) <= MAX_NAME
    assert not set(safe) & set('/\\<>:"|?*\x00\n')
    assert not has_bidi_marks(safe)
    assert safe == safe.strip(" .")
    assert safe_file_name(safe) == safe
    safe.encode("utf-8")


def test_extension() -> None:
    assert extension_of("通知.PDF ") == ".pdf"
    assert extension_of("通知") == ""
