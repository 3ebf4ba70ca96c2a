"""Blocks and their exact places in the source."""

from __future__ import annotations

import re
import time
from html import unescape

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.content.parse import parse
from editor_app.content.render import render
from editor_app.core.document import Block, BlockKind, SpanKind


def shape(body: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in parse(body).blocks]


def assert_exact(source: str) -> None:
    for block in parse(source).blocks:
        assert len(block.offsets) == len(block.text) + 1
        assert list(block.offsets) == sorted(block.offsets)
        assert 0 <= block.offsets[-1] <= len(source)
        for char, offset in zip(block.text, block.offsets, strict=False):
            assert source[offset] == char or source[offset] == "&" or (char == "\n" and source[offset] == "<"), (block, offset)
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text)


_WORDS_OF_MARKUP = r"""
    ** * _ ~~ ^2^ ~2~ [ ]( ) attachment:abc ![ | |---| --- # ## - 1. > {.signature} &lt; &amp; \ \* ` ``` ~~~
    中文“引”， <br> <b> </b> <table> <td> </table> [^a] [^a]: 😀 abc
"""
_SPACES = ["\n", "\n\n", "\t", "\r\n", "\u3000\u3000", "\ue000"]
_PIECES = st.sampled_from(_WORDS_OF_MARKUP.split() + _SPACES) | st.just("    ")


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=50).map("".join) | st.text(max_size=120))
def test_every_character_knows_its_place(source: str) -> None:
    assert_exact(source)


def test_blocks_of_an_article() -> None:
    body = (
        "## 一、总体要求\n\n各村：\n    请**认真**[执行](https://a.cn)。\n\n1. 一是\n2. 二是\n    - 甲\n\n> 引文\n\n"
        "| 项 | 数 |\n|---|---|\n| 甲 | 2 |\n\n"
        '![](attachment:abc12345 "图一")\n\n```\nx = 1\n```\n\n镇政府\n2026年11月23日\n{.signature}\n'
    )
    assert shape(body) == [
        ("heading", "一、总体要求"),
        ("paragraph", "各村：\n请认真执行。"),
        ("list_item", "一是"),
        ("list_item", "二是"),
        ("list_item", "甲"),
        ("quote", "引文"),
        ("table_header", "项"),
        ("table_header", "数"),
        ("table_cell", "甲"),
        ("table_cell", "2"),
        ("paragraph", ""),
        ("caption", "图一"),
        ("code", "x = 1"),
        ("signature", "镇政府\n2026年11月23日"),
    ]
    assert_exact(body)
    blocks = parse(body).blocks
    assert [(span.kind, span.target) for span in blocks[1].spans] == [(SpanKind.STRONG, ""), (SpanKind.LINK, "https://a.cn")]
    assert [block.level for block in blocks[:5]] == [2, 0, 1, 1, 2]
    assert (blocks[9].row, blocks[9].column, blocks[9].table) == (1, 1, 0)
    assert blocks[10].spans[0].target == "attachment:abc12345"
    assert body[blocks[10].offsets[0] :].startswith("![](")


def test_range_maps_back_to_the_source() -> None:
    body = "前文**加粗**后文"
    block = parse(body).blocks[0]
    start = block.text.index("加粗后")
    begin, end = block.to_source(start, start + 3)
    assert body[begin:end] == "加粗**后"


def test_cells_of_raw_tables_are_cells() -> None:
    body = "<table><tr><th>姓名</th></tr>\n<tr><td rowspan=2>张&amp;三<br>甲</td></tr></table>"
    cells: list[Block] = list(parse(body).blocks)
    assert [(cell.kind, cell.text, cell.row) for cell in cells] == [
        (BlockKind.TABLE_HEADER, "姓名", 0),
        (BlockKind.TABLE_CELL, "张&三甲", 1),
    ]


def test_script_text_is_not_article_text() -> None:
    assert parse("<div>可见<script>坏()</script></div>").plain_text == "可见"


def test_line_ends_of_windows() -> None:
    body = "甲\r\n乙\r\n\r\n丙"
    assert shape(body) == [("paragraph", "甲\n乙"), ("paragraph", "丙")]
    assert_exact(body)


_WORDS = st.text("森林防火工作通知，。“”（）0123abc", min_size=1, max_size=12).filter(lambda text: not re.match(r"\d+\.", text))
_INLINE = st.lists(_WORDS | _WORDS.map("**{}**".format) | _WORDS.map("[{}](https://a.cn/x)".format), min_size=1, max_size=4).map(
    "，".join
)
_ITEM = st.lists(_INLINE, min_size=1, max_size=4)
_ARTICLE = st.lists(
    st.one_of(
        _INLINE,
        _INLINE.map("## {}".format),
        _ITEM.map(lambda items: "\n".join(f"- {item}" for item in items)),
        _ITEM.map(lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))),
        _ITEM.map(lambda items: "- 上\n" + "\n".join(f"    - {item}" for item in items)),
        _ITEM.map(lambda items: "\n".join(f"> {item}" for item in items)),
        _ITEM.map(lambda items: "| 甲 | 乙 |\n|---|---|\n" + "\n".join(f"| {item} | 1 |" for item in items)),
    ),
    min_size=1,
    max_size=6,
)


def _words(html: str) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


def _outline(html: str) -> list[str]:
    html = re.sub(r"<li>\s*<p>", "<li>", html)
    return re.findall(r"<(h\d|ul|ol|li|blockquote|table|tr|td|th|strong|a)\b", html)


@settings(max_examples=120, deadline=None)
@given(_ARTICLE)
def test_the_dialect_is_that_of_python_markdown(parts: list[str]) -> None:
    body = "\n\n段落。\n\n".join(parts)
    peer = markdown.markdown(body, extensions=["tables", "footnotes", "sane_lists", "nl2br"])
    ours = render(body, lambda _id: None)
    assert _words(ours) == _words(peer)
    assert _outline(ours) == _outline(peer)
    assert re.sub(r"\s+", "", parse(body).plain_text) == _words(ours)


@pytest.mark.parametrize("unit", ["**重点**工作。", "各镇、各单位：现将有关事项通知如下，请认真贯彻执行。\n\n"])
def test_hundred_thousand_characters_are_quick(unit: str) -> None:
    body = unit * (100_000 // len(unit))
    best = min(_seconds(body) for _ in range(3))
    assert best < 0.6


def _seconds(body: str) -> float:
    started = time.process_time()
    parse(body)
    return time.process_time() - started
