"""Stores with believable drafts, for tests and benchmarks. Everything in them is made up; the same seed makes the same texts."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState, Remote
from editor_app.core.organisation import Account, Limits, Profile, Section, Stage, StageKind, Unit, UnitType, UserRole
from editor_app.store.account import AccountStore
from editor_app.store.profile import ProfileStore

ACCOUNT = Account(
    id="0123456789abcdef",
    portal_url="http://127.0.0.1:9",
    username="lin.wen",
    display_name="林文",
    unit_name="清河街道办事处",
    portal_name="云溪区人民政府门户网站",
    device_id="1",
    last_used="2026-11-01T08:30:00.000+08:00",
)
SECTIONS = (
    Section("tzgg", "通知公告", ("notice", "news"), (Stage(1, StageKind.UNIT, "单位审核"),), True, default_kind="notice"),
    Section(
        "gzdt", "工作动态", ("news", "meeting"), (Stage(1, StageKind.UNIT, "单位审核"), Stage(2, StageKind.CENTRE, "终审")), True
    ),
    Section("zcwj", "政策文件", ("policy",), (Stage(1, StageKind.CENTRE, "终审"),), False, default_kind="policy"),
)
_WORDS = """
清河 云溪 柳林 石桥 东湖 白鹭 青石 梅园 长坪 双井 南塘 北桥 枫林 金滩 玉泉 平安 和顺 永兴 竹溪 龙潭

街道 镇 乡 社区 村委会 办事处 服务中心 派出所 卫生院 中心小学 文化站 农技站

消防安全 防汛抗旱 森林防火 食品安全 垃圾分类 文明创建 义务植树 征兵工作 养老保险 医疗保险 秸秆禁烧 反诈宣传
暑期安全 道路交通 危房改造 饮水工程 农田水利 粮食收购 春耕备耕 疫苗接种 普法宣传 志愿服务 便民服务 政务公开
营商环境 技能培训 就业招聘 困难帮扶 环境整治 河长制 老旧小区 燃气排查 电动车充电 校园周边 非遗展演 全民阅读
广场舞比赛 篮球联赛 健康义诊 信访接待 统计调查 人口普查

开展 组织 推进 召开 部署 落实 检查 走访 公布 调整 启动 完成 加强 举办 通报 征集 受理 优化 督导 总结

现将有关事项通知如下。 请各单位结合实际认真落实。 活动现场气氛热烈，群众踊跃参与。 下一步将持续巩固成果。
参加人员于当日上午报到。 逾期未报的视为放弃。 工作人员耐心解答了群众提出的问题。 联系电话见附件。
共排查隐患若干处，已全部登记造册。 有关负责人陪同检查。
"""
_PLACES, _BODIES, _THINGS, _VERBS, _ENDS = (group.split() for group in _WORDS.split("\n\n"))
_STATES = (
    [DraftState.EDITING] * 4
    + [DraftState.PUBLISHED] * 12
    + [DraftState.RETURNED, DraftState.IN_REVIEW, DraftState.IN_REVIEW, DraftState.WITHDRAWN]
)


def sentence(chance: random.Random) -> str:
    """One made-up sentence."""
    place = chance.choice(_PLACES) + chance.choice(_BODIES)
    other = chance.choice(_PLACES)
    first, second = chance.sample(_THINGS, 2)
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return (
        f"{day}，{place}{chance.choice(_VERBS)}{first}工作，{other}片区{chance.choice(_VERBS)}{second}"
        f"{chance.randint(2, 480)}{chance.choice(('人次', '户', '处', '件', '场', '份'))}。{chance.choice(_ENDS)}"
    )


def content(chance: random.Random, characters: int = 0) -> ArticleContent:
    """One article; about `characters` long, or of a usual length (200 to 2,000) when 0."""
    thing, place = chance.choice(_THINGS), chance.choice(_PLACES)
    wanted, body = characters or chance.choice((200, 400, 600, 800, 800, 1200, 2000)), ""
    while len(body) < wanted:
        body += "".join(sentence(chance) for _ in range(chance.randint(1, 4))) + "\n\n"
    notice = chance.random() < 0.4
    return ArticleContent(
        title=f"{place}{chance.choice(_BODIES)}关于{chance.choice(_VERBS)}{thing}{'的通知' if notice else '情况'}",
        section="tzgg" if notice else "gzdt",
        kind="notice" if notice else "news",
        fields={"source": f"{place}{chance.choice(_BODIES)}"},
        body=body,
    )


def fill(store: AccountStore, number: int, account_id: str = ACCOUNT.id, seed: int = 1) -> list[Draft]:
    """Add that many drafts in all states but QUEUED, in one transaction; they are returned in the order made."""
    with store.together():
        return list(_drafts(store, number, account_id, random.Random(seed)))


def _drafts(store: AccountStore, number: int, account_id: str, chance: random.Random) -> Iterator[Draft]:
    for index in range(number):
        state, remote = chance.choice(_STATES), Remote()
        if state is not DraftState.EDITING:
            remote = Remote(etag=f"e{index}", revision_id=str(index), content_hash="0" * 64, receipt=f"2026-{index:06d}")
        yield store.drafts.create(content(chance), account_id, state=state, remote=remote)


def profile() -> Profile:
    """What the portal says of ACCOUNT."""
    unit = Unit("qinghe", ACCOUNT.unit_name, "清河", UnitType.SUBDISTRICT)
    roles = frozenset({UserRole.OFFICER})
    return Profile(ACCOUNT.username, ACCOUNT.display_name, unit, roles, False, Limits(), ACCOUNT.portal_name, practice=True)


def signed_in_home(home: Path, drafts: int = 0) -> None:
    """A UNIT_EDITOR_HOME as it is after a sign-in as ACCOUNT, with that many drafts and what the portal said kept."""
    opened = ProfileStore.open(home / "data")
    try:
        opened.save_account(ACCOUNT)
        opened.save_setting("last_account", ACCOUNT.id)
        opened.save_setting("portal_url", ACCOUNT.portal_url)
        store = opened.open_account(ACCOUNT.id)
        store.reference.put("profile", json.dumps(profile().to_dict(), ensure_ascii=False))
        store.reference.put("sections", json.dumps([section.to_dict() for section in SECTIONS], ensure_ascii=False))
        fill(store, drafts)
    finally:
        opened.close()
