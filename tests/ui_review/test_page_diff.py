"""The page with its changes: what was inserted and deleted, and the way back to the source."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.diff import Op, Run
from editor_app.core.review import Comment
from editor_app.ui.review.page_diff import align, review_page
from editor_app.ui.review.source_map import SourceMap


def article(body: str, **more) -> ArticleContent:
    return ArticleContent(
        more.pop("title", "题"), "tzgg", "notice", more.pop("fields", {}), body, tuple(more.pop("attachments", ()))
    )


def marked(pieces, name: str) -> list[str]:
    return [unescape(found) for piece in pieces for found in re.findall(f'<span class="{name}">(.*?)</span>', piece)]


def test_characters_inside_a_paragraph_are_marked_and_the_rest_is_not():
    page = review_page(article("各村：\n\n统一部署工作。"), article("各村：\n\n统一布署工作。"))
    assert (marked(page.pieces, "del"), marked(page.pieces, "ins")) == (["布"], ["部"])
    assert page.changes == 1
    assert "部" in page.pieces[page.first_change]


def test_title_fields_section_and_files_are_compared_too():
    first = Attachment("aaaaaaaa", Role.FILE, "旧表.xlsx", "1" * 64, 1, "x")
    second = Attachment("bbbbbbbb", Role.FILE, "新表.xlsx", "2" * 64, 1, "x")
    old = article("字", title="关于旧事的通知", fields={"issuer": "青河甲镇政府"}, attachments=(first,))
    new = article("字", title="关于新事的通知", fields={"issuer": "青河乙镇政府"}, attachments=(second,))
    page = review_page(new, old)
    assert marked(page.pieces, "ins") == ["新", "乙", "新表.xlsx（新增）"]
    assert marked(page.pieces, "del") == ["旧", "甲", "旧表.xlsx（删去）"]


def test_a_replaced_file_of_the_same_name_is_told():
    before = Attachment("aaaaaaaa", Role.FILE, "表.xlsx", "1" * 64, 1, "x")
    after = Attachment("aaaaaaaa", Role.FILE, "表.xlsx", "2" * 64, 1, "x")
    page = review_page(article("字", attachments=(after,)), article("字", attachments=(before,)))
    assert marked(page.pieces, "ins") == ["（有变化）"]


def test_an_inserted_paragraph_does_not_shift_the_others():
    old = article("第一段落的文字。\n\n第三段落的文字。")
    new = article("第一段落的文字。\n\n中间新来的一段，完全不同。\n\n第三段落的文字。")
    page = review_page(new, old)
    assert (marked(page.pieces, "ins"), marked(page.pieces, "del")) == (["中间新来的一段，完全不同。"], [])


def test_a_cell_of_a_table_is_marked_in_its_table():
    old = article("| 片区 | 电话 |\n| --- | --- |\n| 东片 | 5521001 |")
    page = review_page(article(old.body.replace("5521001", "5521009")), old)
    table = next(piece for piece in page.pieces if piece.startswith("<table"))
    assert '<span class="ins">5521009</span>' in table
    assert table.count("<tr>") == 2


def test_pictures_are_shown_and_new_ones_told():
    picture = Attachment("aaaaaaaa", Role.IMAGE, "图.png", "1" * 64, 1, "image/png")
    page = review_page(article("字\n\n![图](attachment:aaaaaaaa)", attachments=(picture,)), article("字"))
    assert any('<img src="attachment:aaaaaaaa">' in piece for piece in page.pieces)
    assert page.images["attachment:aaaaaaaa"] == picture
    assert page.changes == 2  # in the text and in the list


def test_markup_of_the_article_stays_text():
    page = review_page(article("说 `<script>` 与 a<b", title="<img src=x onerror=1>"), None)
    assert "<img src=x" not in "".join(page.pieces)
    assert "&lt;script&gt;" in "".join(page.pieces)


def test_a_remark_marks_its_words_even_when_they_moved():
    comment = Comment("c", "刘芳", "", "点明", "body", "认识气候", 2, 6)
    page = review_page(article("前面新加了一句。充分认识气候变化。"), None, (comment,))
    assert marked(page.pieces, "mark") == ["认识气候"]


def test_numbers_and_bullets_of_lists_are_shown():
    page = review_page(article("1. 甲\n2. 乙\n\n- 丙"), None)
    text = [re.sub("<[^>]+>", "", piece) for piece in page.pieces]
    assert "2. 乙" in text
    assert "• 丙" in text


def test_a_selection_leads_back_to_the_source():
    body = "各位：**统一**部署😀工作。"
    block = parse(body).blocks[0]
    runs = (Run(Op.SAME, "各位：统一"), Run(Op.DELETE, "布署"), Run(Op.INSERT, "部署"), Run(Op.SAME, "😀工作。"))
    where = SourceMap(block, runs)
    assert [body[slice(*where.to_source(7, 9))], body[slice(*where.to_source(11, 13))]] == ["部署", "工作"]
    assert body[slice(*where.to_source(3, 9))] == "统一**部署"
    assert where.to_source(5, 7) is None  # deleted words are nowhere in the present text
    assert body[slice(*SourceMap(block, runs, prefix=2).to_source(9, 11))] == "部署"


@given(st.lists(st.sampled_from(["甲段文字", "乙段文字较长一些", "丙", "## 丁题"]), max_size=6), st.data())
def test_nothing_is_lost_or_invented(paragraphs, data):
    other = data.draw(st.permutations(paragraphs))[: data.draw(st.integers(0, 6))]
    old, new = parse("\n\n".join(paragraphs)).blocks, parse("\n\n".join(other)).blocks
    pairs = align(old, new)
    assert [left for left, _ in pairs if left is not None] == list(old)
    assert [right for _, right in pairs if right is not None] == list(new)
