"""Code points and UTF-16 units."""

from hypothesis import given
from hypothesis import strategies as st

from editor_app.core.document import from_utf16_offset, utf16_offset
from editor_app.ui.editor.counting import count_text
from editor_app.ui.editor.find_bar import find_all
from editor_app.ui.editor.positions import Utf16Map


@given(st.text("ab政𠮷😀\n", max_size=30), st.data())
def test_same_answers_as_core(text, data):
    places = Utf16Map(text)
    offset = data.draw(st.integers(0, len(text)))
    assert places.units(offset) == utf16_offset(text, offset)
    units = data.draw(st.integers(0, utf16_offset(text, len(text))))
    assert places.points(units) == from_utf16_offset(text, units)


def test_counts_chinese_and_words_but_no_markup():
    count = count_text("通知", "## 一、提高\n\n见[附件](attachment:ab12)和 **PDF 2.0** 文件\n{: .signature }\n")
    assert (count.chinese, count.words) == (11, 2)  # 通知 一提高 见附件 和 文件; PDF 2.0


def test_find_ignores_case_without_shifting_offsets():
    assert find_all("aBAb İAB", "ab", False) == [0, 2, 6]
    assert find_all("aBAb", "AB", True) == []
    assert find_all("aaaa", "aa", True) == [0, 2]
