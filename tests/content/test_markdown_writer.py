"""What is written reads back as the same text with the same marks."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor_app.content.markdown_writer import STYLES, Cell, Run, write_heading, write_list, write_paragraph, write_table
from editor_app.content.parse import parse
from editor_app.content.render import render

_TEXT = st.text("甲乙，。“”1. #>-+*_`~^[]()<>&;|\\{}!:.amp标题abc\n ", min_size=1, max_size=14)
_RUN = st.builds(
    Run, _TEXT, st.frozensets(st.sampled_from(STYLES), max_size=3), st.sampled_from(["", "", "https://a.cn/x_(y)?b=1&c=<2>"])
)
_RUNS = st.lists(_RUN, min_size=1, max_size=5)


def html(body: str) -> str:
    return render(body, lambda _id: None)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shown(body: str) -> str:
    return squeezed(unescape(re.sub(r"<[^>]*>", "", html(body))))


@settings(max_examples=400, deadline=None)
@example([Run("!"), Run("1", link="https://a.cn")])
@given(_RUNS)
def test_a_paragraph_keeps_its_text_and_stays_one_paragraph(runs: list[Run]) -> None:
    body = write_paragraph(runs)
    expected = squeezed("".join(run.text for run in runs))
    assert shown(body) == expected
    if expected:
        assert [block.kind.value for block in parse(body).blocks] == ["paragraph"]


@settings(max_examples=200, deadline=None)
@given(_TEXT, st.sampled_from(STYLES))
def test_a_style_covers_its_run_exactly(text: str, style: str) -> None:
    body = write_paragraph([Run("前"), Run(text, frozenset({style})), Run("后")])
    if text.strip() and "\n" not in text.strip():
        inner = re.search(rf"<{style}>(.*?)</{style}>", html(body), re.S)
        assert inner is not None, body
        assert squeezed(unescape(re.sub("<[^>]*>", "", inner.group(1)))) == squeezed(text)


@settings(max_examples=200, deadline=None)
@given(_RUNS)
def test_headings_items_and_cells_keep_their_text(runs: list[Run]) -> None:
    expected = squeezed("".join(run.text for run in runs))
    if not expected:
        return
    assert shown(write_heading(3, runs)) == expected
    item = write_paragraph(runs)
    assert shown(write_list([item, item])) == expected * 2
    assert shown(write_table([[Cell(tuple(runs)), Cell((Run("乙"),))], [Cell((Run("丙"),)), Cell(tuple(runs))]])) == (
        expected + "乙丙" + expected
    )
    assert (
        shown(write_table([[Cell(tuple(runs), (2, 1))], [Cell((Run("丙"),)), Cell(tuple(runs))]])) == expected + "丙" + expected
    )


def test_readable_where_nothing_needs_escaping() -> None:
    assert write_paragraph([Run("关于“防火”的通知（2026年）——1～3月，50%")]) == "关于“防火”的通知（2026年）——1～3月，50%"
    assert write_paragraph([Run("前"), Run("粗 ", frozenset({"strong"})), Run("后")]) == "前**粗** 后"
    assert write_paragraph([Run("青河镇\n2026年")], ["signature"]) == "青河镇\n2026年\n{.signature}"


def test_nested_lists_read_back_nested() -> None:
    body = write_list(["甲\n" + write_list(["乙", "丙"]), "丁"], start=1)
    assert html(body).count("<li>") == 4
    assert html(body).index("<ul>") < html(body).index("丁")
