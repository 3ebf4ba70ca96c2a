"""What the toolbar writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.editor import markup
from editor_app.ui.editor.markup import apply_edit


def after(text: str, command, *more) -> tuple[str, str]:
    """`text` has its selection between ‹ and ›; returns the new text marked the same way."""
    start = text.index("‹")
    end = text.index("›") - 1
    plain = text.replace("‹", "").replace("›", "")
    edit = command(plain, start, end, *more)
    new = apply_edit(plain, edit)
    return new[: edit.select_start] + "‹" + new[edit.select_start : edit.select_end] + "›" + new[edit.select_end :]


@pytest.mark.parametrize(
    ("before", "mark", "expected"),
    [
        ("请‹各村›注意", "**", "请**‹各村›**注意"),
        ("请**‹各村›**注意", "**", "请‹各村›注意"),
        ("请‹**各村**›注意", "**", "请‹各村›注意"),
        ("请‹ 各村 ›注意", "*", "请 *‹各村›* 注意"),
        ("**‹各村›**", "*", "***‹各村›***"),
        ("***‹各村›***", "*", "**‹各村›**"),
        ("a‹›b", "~~", "a~~‹›~~b"),
    ],
)
def test_inline_marks_toggle(before, mark, expected):
    assert after(before, markup.toggle_inline, mark) == expected


@pytest.mark.parametrize(
    ("before", "level", "expected"),
    [
        ("一、提高‹›认识", 2, "## 一、提高‹›认识"),
        ("## 一、提高‹›认识", 2, "一、提高‹›认识"),
        ("## 一、提高‹›认识", 3, "### 一、提高‹›认识"),
        ("- ‹第一\n- 第二›", 2, "‹## 第一\n## 第二›"),
        ("### ‹甲›", 0, "‹甲›"),
    ],
)
def test_headings(before, level, expected):
    assert after(before, markup.set_heading, level) == expected


def test_lists_and_quotes_toggle_whole_lines():
    assert after("‹甲\n乙›\n丙", markup.toggle_bullets) == "‹- 甲\n- 乙›\n丙"
    assert after("‹- 甲\n- 乙›", markup.toggle_bullets) == "‹甲\n乙›"
    assert after("‹- 甲\n\n- 乙›", markup.toggle_numbers) == "‹1. 甲\n\n2. 乙›"
    assert after("‹甲\n\n乙›", markup.toggle_quote) == "‹> 甲\n>\n> 乙›"
    assert after("‹> 甲\n>\n> 乙›", markup.toggle_quote) == "‹甲\n\n乙›"


def test_a_selection_that_ends_at_a_line_start_leaves_that_line_alone():
    assert after("‹甲\n›乙", markup.toggle_bullets) == "‹- 甲›\n乙"


def test_links_escape_brackets_and_wrap_awkward_addresses():
    assert after("见‹附[表]›", markup.insert_link, "https://x.cn/a (1)") == "见[‹附\\[表\\]›](<https://x.cn/a (1)>)"


def test_blocks_stand_on_lines_of_their_own():
    one = "上文下文\n\n![‹图›](attachment:abcd1234)\n"
    assert after("上文‹›下文", markup.insert_image, "abcd1234", "图") == one
    two = "上文下文\n\n![图](attachment:abcd1234)\n\n![‹画›](attachment:efgh5678)\n"
    assert after(one, markup.insert_image, "efgh5678", "画") == two
    text, _ = "", 0
    edit = markup.insert_table(text, 0, 0, 2, 3, "列")
    assert apply_edit(text, edit).splitlines()[:2] == ["| 列1 | 列2 | 列3 |", "| --- | --- | --- |"]
    assert apply_edit(text, edit)[edit.select_start : edit.select_end] == "列1"


def test_signature_block_is_understood_by_the_dialect():
    from editor_app.content.parse import parse
    from editor_app.core.document import BlockKind

    edit = markup.insert_signature("正文", 2, 2, "青河镇人民政府", "2026年11月23日")
    blocks = parse(apply_edit("正文", edit)).blocks
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.SIGNATURE]
    assert blocks[1].text == "青河镇人民政府\n2026年11月23日"


@pytest.mark.parametrize(
    ("line", "lead"),
    [("- 甲", "- "), ("1. 甲", "2. "), ("  9) 甲", "  10) "), ("> 引", "> "), ("- ", ""), ("甲", ""), ("3.14", "")],
)
def test_enter_continues_lists(line, lead):
    assert markup.continue_line("上\n" + line, 2 + len(line)) == lead


@given(st.text("甲乙 \n*~#->1.", max_size=40), st.data())
def test_commands_never_lose_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for command in (markup.toggle_bullets, markup.toggle_numbers, markup.toggle_quote):
        edit = command(text, start, end)
        new = apply_edit(text, edit)
        assert [char for char in new if char in "甲乙"] == [char for char in text if char in "甲乙"]
        assert 0 <= edit.select_start <= edit.select_end <= len(new)
