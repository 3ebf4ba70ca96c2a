"""What the page shows: marks, structure, attachments, safety and speed."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.content.page import meta_rows, render_standalone
from editor_app.content.render import ResolvedAttachment, file_label, render
from editor_app.content.sanitise import CLASSES, TAGS, clean
from editor_app.core.content import ArticleContent, Attachment, Role

FORM = ResolvedAttachment("/files/1", "森林防火值班表.xlsx", "application/vnd.ms-excel", 24 * 1024)
PHOTO = ResolvedAttachment("/files/2", "巡山.jpg", "image/jpeg", 90_000, "护林员巡山", "11月20日，护林员巡山", 800, 600)


def resolve(attachment_id: str) -> ResolvedAttachment | None:
    return {"form0001": FORM, "photo001": PHOTO}.get(attachment_id)


def html(body: str) -> str:
    return render(body, resolve)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**加粗“中文”**后面", "<p><strong>加粗“中文”</strong>后面</p>"),
        ("*斜*与***粗斜***", "<p><em>斜</em>与<strong><em>粗斜</em></strong></p>"),
        ("~~删~~ m^2^ H~2~O", "<p><del>删</del> m<sup>2</sup> H<sub>2</sub>O</p>"),
        ("每年1~3月、5~6月", "<p>每年1~3月、5~6月</p>"),
        ("snake_case_name 与 _强调_", "<p>snake_case_name 与 <em>强调</em></p>"),
        ("第一行\n第二行", "<p>第一行<br>\n第二行</p>"),
        ("# 一\n## 二\n### 三\n#### 四\n###### 六", "<h2>一</h2>\n<h2>二</h2>\n<h3>三</h3>\n<h4>四</h4>\n<h4>六</h4>"),
        ("#话题#", "<p>#话题#</p>"),
        ("青河镇人民政府\n2026年11月23日\n{.signature}", '<p class="signature">青河镇人民政府<br>\n2026年11月23日</p>'),
        ("正文 {: .center .evil }", "<p>正文 {: .center .evil }</p>"),
        ("## 标题 {.center}", '<h2 class="center">标题</h2>'),
        ("1\\. 不是列表 \\*星\\*", "<p>1. 不是列表 *星*</p>"),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ("以下：\n- 不是列表", "<p>以下：<br>\n- 不是列表</p>"),
        ("文字\n---", "<p>文字</p>\n<hr>"),
        ("甲 &lt; 乙 & 丙 &copy;", "<p>甲 &lt; 乙 &amp; 丙 ©</p>"),
        ("`a*b*`", "<p><code>a*b*</code></p>"),
        ("**没有结尾", "<p>**没有结尾</p>"),
    ],
)
def test_marks(body: str, expected: str) -> None:
    assert html(body).strip() == expected


def test_nested_lists_with_two_or_four_spaces() -> None:
    for step in ("  ", "    "):
        assert html(f"- 甲\n{step}- 乙\n{step}{step}- 丙\n- 丁").count("<ul>") == 3


def test_items_parted_by_blank_lines_are_paragraphs() -> None:
    assert html("- 甲\n\n- 乙").count("<li><p>") == 2
    assert "<p>" not in html("- 甲\n- 乙\n    - 丙")


def test_an_indented_table_row_has_no_empty_first_cell() -> None:
    assert "<tr><td>甲</td><td>乙</td></tr>" in html("| 项 | 数 |\n|---|---|\n  | 甲 | 乙 |")


def test_table_pads_rows_and_keeps_escaped_bars() -> None:
    shown = html("| 项目 | 数量 |\n|---|---:|\n| a\\|b | 1 |\n| 只有一格 |")
    assert "<td>a|b</td><td>1</td>" in shown
    assert "<td>只有一格</td><td></td>" in shown


def test_raw_table_with_spans_survives_without_scripts() -> None:
    shown = html('<table onclick="x()"><tr><td colspan="2" style="color:red">甲<script>bad()</script></td></tr></table>\n\n后文')
    assert '<td colspan="2">甲</td>' in shown
    assert "bad" not in shown
    assert "style" not in shown
    assert shown.strip().endswith("<p>后文</p>")


def test_unclosed_html_does_not_reach_what_follows() -> None:
    shown = html("<em>开\n\n<blockquote>\n\n后文")
    assert shown.strip().endswith("<p>后文</p>")


def test_image_alone_is_a_figure_and_in_text_is_not() -> None:
    assert html("![](attachment:photo001)").strip() == (
        '<figure><img src="/files/2" alt="护林员巡山" width="800" height="600">'
        "<figcaption>11月20日，护林员巡山</figcaption></figure>"
    )
    assert html("见图![](attachment:photo001)").startswith("<p>见图<img ")


def test_attachment_link_tells_type_and_size() -> None:
    assert 'class="attachment"' in html("[值班表](attachment:form0001)")
    assert "值班表（XLSX，24 KB）</a>" in html("[值班表](attachment:form0001)")
    assert file_label("森林防火值班表.xlsx", 24 * 1024) == "森林防火值班表（XLSX，24 KB）"


def test_missing_attachments_are_visible() -> None:
    assert html("![图](attachment:nothing1)").count('class="missing"') == 1
    assert '<span class="missing">表（附件缺失）</span>' in html("[表](attachment:nothing1)")


def test_external_links_leave_without_referrer() -> None:
    assert html("[站](https://example.gov.cn/a_(b))") == (
        '<p><a href="https://example.gov.cn/a_(b)" rel="noopener noreferrer">站</a></p>\n'
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVa\tScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "&#106;avascript:x",
        "file:///etc/passwd",
        "//x:y@[z",
    ],
)
def test_dangerous_targets_lose_their_link(target: str) -> None:
    for body in (f"[x](<{target}>)", f'<p><a href="{target}">x</a></p>', f"![x](<{target}>)"):
        _Checker().check(html(body))
        assert "passwd" not in re.sub(r"图片缺失：[^<]*", "", html(body))


def test_footnotes_are_numbered_by_use() -> None:
    shown = html("甲[^b] 乙[^a] 丙[^无]\n\n[^a]: 注一\n[^b]: 注二")
    assert shown.index("注二") < shown.index("注一")
    assert 'href="#fn-1"' in shown
    assert "[^无]" in shown


class _Checker(HTMLParser):
    """Fails on any element, attribute or address outside the allow-list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert not name.startswith("on")
            assert name in {"href", "src", "alt", "title", "class", "rel", "width", "height", "colspan", "rowspan", "start", "id"}
            if name in ("href", "src"):
                assert not re.match(r"[\s\x00-\x20]*(javascript|data|vbscript|file)\s*:", value or "", re.I), value
            if name == "class":
                assert set((value or "").split()) <= CLASSES

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment survived: {data}")

    def check(self, text: str) -> None:
        self.feed(text)
        self.close()


_WORDS_OF_MARKUP = r"""
    <script> </script> <img src=x onerror=a()> <a href='javascript:x'> ]( javascript: data:text/html,
    attachment:photo001 <!-- --> <table> <td > ``` ~~~ ** * _ ~~ ^ ~ [ ] ![ ( ) | --- # - 1. > {.signature} &lt;
    &#0; &#106; \ � 中文“引” <svg/onload=x> <style> [^a] [^a]: <math> <p <o:p> http://x.cn <http://x.cn>
"""
_SPACES = ["\n", "\n\n", "\x00", "\x02", "\u202e", "\r\n", "\t"]
_PIECES = st.sampled_from(_WORDS_OF_MARKUP.split() + _SPACES)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_whatever_is_written_the_page_is_safe(body: str) -> None:
    shown = html(body)
    _Checker().check(shown)
    assert clean(shown) == shown


_ATTACKS = [
    "[",
    "*",
    "`",
    "|",
    ">",
    "(",
    "\n",
    "_",
    "![",
    "[a](",
    "**a ",
    "<",
    "<a",
    "<b>",
    "# x\n",
    "- a\n",
    "- ",
    "> - ",
    "&#",
    "~~a",
    "a|b\n|-|-\n",
]


@pytest.mark.parametrize("piece", _ATTACKS)
def test_time_grows_with_length_only(piece: str) -> None:
    started = time.process_time()
    html(piece * 20_000)
    assert time.process_time() - started < 4


def test_a_megabyte_is_rendered_in_seconds() -> None:
    started = time.process_time()
    html("根据《森林防火条例》，现就**进一步加强**今冬明春森林防火工作[通知](https://a.gov.cn/x)如下。\n\n" * 18_000)
    assert time.process_time() - started < 8


def test_standalone_page_has_title_fields_body_and_files() -> None:
    content = ArticleContent(
        title="关于<加强>防火的通知",
        kind="notice",
        fields={"issuer": "青河镇人民政府", "date": "2026-11-03"},
        body="正文",
        attachments=(Attachment("form0001", Role.FILE, "森林防火值班表.xlsx", "0" * 64, 24 * 1024, "application/x"),),
    )
    page = render_standalone(content, resolve, unit_name="青河镇", published_at="2026-11-23T15:20:00+08:00")
    assert "<h1>关于&lt;加强&gt;防火的通知</h1>" in page
    assert "2026-11-23 15:20" in page
    assert "森林防火值班表（XLSX，24 KB）" in page
    assert meta_rows(content) == [("发文机关", "青河镇人民政府"), ("成文日期", "2026年11月3日")]
    assert "http-equiv" not in page
