"""The shipped rule pack over made-up official text of three lengths, a re-check after one edit, its load time and its memory.

The figures are taken beside AutoCorrect where its Python package happens to be installed; it is no dependency.
"""

from __future__ import annotations

import datetime as dt
import importlib
import random
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.measure import goal, milliseconds, ratio, row
from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent
from editor_app.core.resources import resource_path
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker
from editor_app.rules.pack import load_pack, shipped_pack

LENGTHS = (5_000, 100_000, 1_000_000)
_GOALS = {5_000: 2.0, 100_000: 25.0}
_SENTENCES = (
    "会议强调，要坚持以人民为中心的发展思想，持续深化“放管服”改革，推动高质量发展取得新成效",
    "全年完成固定资产投资12.6亿元，同比增长4.5%，新增就业岗位3200个，城乡居民人均可支配收入稳步提高",
    "各村（社区）要压实网格责任，落实二十四小时值班制度，确保汛期群众生命财产安全",
    "根据《中华人民共和国政府信息公开条例》和《青河区政务公开工作要点》（青政办发〔2026〕8号）要求，现将有关事项通知如下",
    "一是加强组织领导，二是细化任务分工，三是强化督促检查，定期通报进展情况",
    "实施乡村振兴战略，推进农村人居环境整治，新建改建农村公路38公里，惠及15个行政村、2.3万名群众",
    "申请人可登录政务服务网在线办理，也可到区政务服务中心三楼综合窗口咨询，联系电话：0000-8880001",
    "深入贯彻落实习近平新时代中国特色社会主义思想，全面从严治党，推进国家治理体系和治理能力现代化",
    "2026年5月6日（星期三）上午9:30，全区安全生产工作会议在区政府一号楼召开",
    "坚持问题导向，健全完善长效机制，做到件件有着落、事事有回音",
    "我们要看到成绩来之不易，也要清醒认识到前进道路上还有不少困难和短板，必须下更大力气加以解决",
    "持续优化产业结构，培育壮大先进制造、现代物流和特色农业，支持中小企业走专精特新的路子",
    "加快补齐公共服务短板，办好群众家门口的学校和卫生院，让老人安享晚年、孩子健康成长",
    "统筹推进山水林田湖草沙治理，严守耕地红线，守护好天蓝地绿水清的美好家园",
    "深化作风建设，力戒形式主义，为基层减负松绑，让干部把更多精力用在抓落实上",
    "弘扬优秀传统文化，丰富群众文化生活，办好丰收节、村晚和全民阅读活动",
    "完善矛盾纠纷多元化解机制，做到小事不出村、大事不出镇，把隐患消除在萌芽状态",
    "要进一步强化统筹协调，形成上下联动、齐抓共管的工作格局，确保各项部署落地见效",
    "积极盘活闲置厂房和低效用地，做好要素保障，推动签约项目早开工、早投产、早见效",
    "加强与周边地区的交通连接和产业协作，主动融入区域发展大局，拓展开放合作空间",
    "健全粮食安全责任体系，推广良种良法，稳定播种面积，把饭碗牢牢端在自己手中",
    "鼓励社会力量参与养老托育服务，发展互助式养老，解决好一老一小的现实难题",
)
_WEIGHTS = [1] * 9 + [3] * (len(_SENTENCES) - 9)
"""Numbers, dates and document numbers stand in a report about as often as this."""
_SLIPS = ("统一布署有关工作", "截止2026年底", "联系人张某13800138000", "名单见附件")
_HEADINGS = "一二三四五六七八九"


def run(runs: int) -> dict[str, Any]:
    """Milliseconds per check; a check is cold when the checker has never seen the text, the expressions being compiled."""
    runs = runs or 40
    rows, goals, ratios = [], [], []
    for length in LENGTHS:
        times = runs if length < 1_000_000 else max(3, runs // 8)
        line = row(f"whole check, {length:,} characters, cold", "ms", milliseconds(_cold(length), times))
        rows.append(line)
        if length in _GOALS:
            most = _GOALS[length]
            goals.append(goal(f"whole check, {length:,} characters", f"<= {most:g} ms", line["median"], line["median"] <= most))
        peer = _peer(length)
        if peer is not None:
            other = row(f"AutoCorrect, {length:,} characters", "ms", milliseconds(peer, times))
            rows.append(other)
            ratios.append(ratio(f"rules, {length:,}", "AutoCorrect", line["median"] / other["median"]))
    ratios.append(ratio("1,000,000 characters", "100,000 characters", _median(rows, LENGTHS[2]) / _median(rows, LENGTHS[1])))
    for length in LENGTHS[:2]:
        rows.append(row(f"re-check after one edit in {length:,} characters", "ms", milliseconds(_edit(length), runs)))
    again = rows[-2]["median"]
    goals.append(goal("re-check after one edit in 5,000 characters", "<= 1 ms", again, again <= 1))
    load = row("load of the pack, examples not run", "ms", milliseconds(_load, max(5, runs // 4)))
    first = row("first check of a new checker (compiles what it needs)", "ms", milliseconds(_first, max(3, runs // 8)))
    rows += [load, first, row("memory of pack and checker", "MiB", [_memory()])]
    goals.append(goal("load of the pack", "<= 30 ms", load["median"], load["median"] <= 30))
    return {"name": "rules", "rows": rows, "ratios": ratios, "goals": goals}


def article(length: int) -> ArticleContent:
    """Official text of about `length` characters with headings and a slip here and there; always the same."""
    chance = random.Random(length)
    parts: list[str] = []
    size = section = 0
    while size < length:
        if len(parts) % 12 == 0:
            parts.append(f"## {_HEADINGS[section % 9]}、重点任务")
            section += 1
        else:
            sentences = chance.choices(_SENTENCES, _WEIGHTS, k=chance.randint(2, 5))
            if chance.random() < 0.02:
                sentences.append(chance.choice(_SLIPS))
            parts.append("；".join(sentences) + f"（{len(parts)}）。")
        size += len(parts[-1]) + 2
    return ArticleContent(title="关于做好全年重点工作的通知", kind="notice", body="\n\n".join(parts))


def _context() -> CheckContext:
    return CheckContext(dt.date(2026, 11, 23))


def _cold(length: int) -> Callable[[], object]:
    content = article(length)
    document = parse(content.body)
    checker, other = Checker(shipped_pack()), ArticleContent(body="另一篇。")
    elsewhere = parse(other.body)

    def work() -> object:
        checker.check(other, elsewhere, _context())  # drops what it remembers of the long text
        return checker.check(content, document, _context())

    return work


def _edit(length: int) -> Callable[[], object]:
    content = article(length)
    checker = Checker(shipped_pack())
    place = content.body.index("。", length // 2)
    bodies = [content.body[:place] + "，" + char + content.body[place:] for char in "春夏秋冬"]
    versions = [(replace(content, body=body), parse(body)) for body in bodies]
    turn = 0

    def work() -> object:
        nonlocal turn
        turn += 1
        return checker.check(*versions[turn % len(versions)], _context())

    return work


def _load() -> object:
    return load_pack(resource_path("rules"), verify=False)


def _first() -> object:
    content = article(5_000)
    return Checker(shipped_pack()).check(content, parse(content.body), _context())


def _memory() -> float:
    tracemalloc.start()
    pack = _load()
    checker = Checker(pack)  # type: ignore[arg-type]
    content = article(100_000)
    checker.check(content, parse(content.body), _context())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def _median(rows: list[dict[str, Any]], length: int) -> float:
    return float(next(line["median"] for line in rows if line["what"].startswith(f"whole check, {length:,}")))


def _peer(length: int) -> Callable[[], object] | None:
    try:
        autocorrect = importlib.import_module("autocorrect_py")
    except ImportError:
        return None
    body = article(length).body
    try:
        autocorrect.lint(body)
    except ValueError:  # it gives up between 200,000 and 250,000 characters
        return None
    return lambda: autocorrect.lint(body)
