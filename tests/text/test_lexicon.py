"""The lexicon: its tables are consistent, its names are found, and stances are read rightly."""

import pickle
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.text import MAX_TEXT
from jobmatch.text.lexicon import (
    Mention,
    alternatives,
    head_occupations,
    implied_licences,
    licences_in,
    needs,
    occupations,
    occupations_in,
    skill_kinds,
    skills_in,
    words,
)
from jobmatch.text.lexicon.competences import licence_aliases, skill_aliases
from jobmatch.text.lexicon.occupations import exceptions
from jobmatch.text.lexicon.tables import expand, fold, items, rows, weights

OCCUPATIONS = rows("occupations", 7)
GROUPS = rows("groups", 3)
SKILLS = rows("skills", 3)
LICENCES = rows("licences", 4)
NAMES = {row[0] for row in OCCUPATIONS}
GROUP_NAMES = {row[0] for row in GROUPS}
SKILL_NAMES = {row[0] for row in SKILLS}
LICENCE_NAMES = {row[0] for row in LICENCES}

TRADE_NAMES = """
普工:普工 操作工 流水线工 打螺丝 生产线操作工 一线员工 男普工 进厂
装配工:组装工 装配工 装配操作员 | 包装工:包装工 打包 包装员 | 质检员:质检 品检 QC IPQC 检验员
焊工:电焊工 电焊 烧电焊 | 二保焊工:二保焊 气保焊 二保焊工 | 氩弧焊工:氩弧焊 亚弧焊工
铆工:铆工 铆焊工 | 钳工:钳工 | 车工:车工 普车工 仪表车工 | 铣工:铣工 | 磨工:磨工 平面磨工
数控操作工:CNC操机 数控 数控车工 加工中心 | 数控调机员:调机 CNC调机员 | 数控编程员:编程 CNC编程
冲压工:冲压 冲床工 | 注塑工:注塑 啤机工 | 喷漆工:喷漆 喷涂工 | 电工:电工 高压电工
维修电工:维修电工 | 管道工:管道工 | 水电工:水电工 水电安装 | 瓦工:瓦工 泥工 抹灰工 贴砖
钢筋工:钢筋工 | 架子工:架子工 外架工 | 木工:木工 木匠 | 油漆工:油漆工 刮大白
挖掘机司机:挖机司机 勾机师傅 | 铲车司机:铲车 装载机司机 | 塔吊司机:塔吊 塔吊工
缝纫工:缝纫工 平车工 车位工 拷边工 | 裁剪工:裁剪 裁床 | 整烫工:整烫 大烫 | 厨师:厨师 炒锅 头锅
面点师:面点 白案 包子师傅 | 切配工:墩子 打荷 切配 配菜 砧板 | 帮厨:帮厨 厨工 厨房帮工
洗碗工:洗碗 洗碗阿姨 | 餐厅服务员:服务员 端盘子 | 传菜员:传菜 | 收银员:收银 收银员
保洁员:保洁 清洁工 打扫卫生的 | 保安:保安 秩序维护员 | 门卫:门卫 看大门 | 月嫂:月嫂 母婴护理师
育婴师:育婴 育儿嫂 | 保姆:保姆 住家阿姨 | 护工:护工 陪护 | 养老护理员:养老护理 照顾老人
快递员:快递 快递小哥 | 外卖骑手:外卖骑手 送外卖 | 货车司机:货车司机 开大车 B2司机
小车司机:小车司机 司机 | 网约车司机:网约车 跑滴滴 出租车司机 | 叉车工:叉车工 叉车司机 开叉车的
仓管员:仓管 库管员 仓库管理员 | 理货员:理货 拣货员 | 搬运工:搬运 装卸 装卸工 | 分拣员:分拣
店员:店员 导购 营业员 | 美容师:美容 | 美发师:美发 理发 | 按摩师:足疗 按摩 足疗技师
网吧网管:网管 | 文员:文员 办公室文员 | 前台:前台 前台接待 | 行政专员:行政 | 人事专员:人事 HR专员
会计:会计 财务会计 | 出纳:出纳 | 客服专员:客服 | 电话销售:电话销售 电销
销售员:业务员 销售 销售代表 | 房产经纪人:房产中介 置业顾问 | 汽车销售:汽车销售 汽车销售顾问
汽车修理工:汽修 汽修工 | 家电维修工:家电维修 | 空调安装工:空调安装 | 弱电工:弱电 监控安装
设备安装工:安装工 | 绿化工:绿化 园艺 | 养殖工:养殖 喂猪的 | 兽医:兽医 | 种植工:种植 采茶
幼儿教师:幼师 幼教 | 教师:教师 老师 | 护士:护士 | 医生:医生 | 药店店员:药店
平面设计师:设计 平面 | 室内设计师:室内 | 软件工程师:程序员 | Java开发工程师:java Java开发
测试工程师:测试 | 运维工程师:运维 | 施工员:施工员 | 造价员:造价 预算员 | 资料员:资料员
监理员:监理 | 物业管理员:物业 | 储备干部:储备干部 管培生 | 临时工:兼职 零工 | 主播:主播
美工:美工 | 电商运营:电商 淘宝运营 | 外贸业务员:外贸 | 翻译:翻译 日语翻译 | 采购员:采购
跟单员:跟单 | 质量工程师:质量工程师 SQE | 工艺工程师:工艺 | 生产主管:生产主管 车间主任
店长:店长 | 机械工程师:机械工程师 | 电气工程师:电气工程师
"""


def _trade_names() -> list[tuple[str, str]]:
    pairs = [entry.split(":") for entry in re.split(r"[|\n]", TRADE_NAMES) if entry.strip()]
    return [(alias, name.strip()) for name, aliases in pairs for alias in aliases.split()]


def _stances(found: tuple[Mention, ...]) -> dict[str, str]:
    return {mention.name: mention.stance for mention in found}


# --- the tables ---------------------------------------------------------------------------------


def test_tables_are_large_enough_to_cover_the_trades():
    assert len(NAMES) >= 1000
    assert 100 <= len(GROUPS) <= 250
    assert len(occupations().aliases) >= 3000
    assert 300 <= len(SKILL_NAMES) <= 500
    assert len(LICENCE_NAMES) >= 60


@pytest.mark.parametrize("table", [OCCUPATIONS, GROUPS, SKILLS, LICENCES])
def test_no_name_stands_twice(table):
    counts = Counter(row[0] for row in table)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("table", "cell"), [(OCCUPATIONS, 2), (SKILLS, 1), (LICENCES, 1)])
def test_no_spelling_belongs_to_two_names(table, cell):
    owners: dict[str, set[str]] = {}
    for row in table:
        for word in [row[0], *(item.lstrip("^~!") for item in items(row[cell]))]:
            owners.setdefault(fold(word), set()).add(row[0])
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_spellings_are_normalized_and_never_a_single_character():
    for word in words():
        assert unicodedata.normalize("NFKC", word) == word
        assert word == word.strip()
        assert not set(word) & set("{}|\t^~!")
        assert len(word) > 1 or word == "c"


def test_no_reference_dangles():
    for name, group, _, near, skills, licences, _ in OCCUPATIONS:
        assert group in GROUP_NAMES
        assert set(weights(near)) <= NAMES - {name}
        assert set(items(skills)) <= SKILL_NAMES
        assert set(items(licences)) <= LICENCE_NAMES
    for name, _, near in GROUPS:
        assert set(weights(near)) <= GROUP_NAMES - {name}
    for _, _, implied, _ in LICENCES:
        assert set(items(implied)) <= LICENCE_NAMES
    assert {row[1] for row in OCCUPATIONS} == GROUP_NAMES


def test_no_name_holds_the_word_that_joins_a_choice():
    for name in (*SKILL_NAMES, *LICENCE_NAMES):
        assert alternatives(name) == (name,)


def test_short_forms_are_no_spellings_of_their_own():
    short = [fold(word) for *_, cell in LICENCES for word in items(cell)]
    assert len(short) == len(set(short))
    assert not set(short) & set(licence_aliases())


def test_kinds_of_skills_are_known():
    assert set(skill_kinds().values()) == {"tool", "software", "process", "language", "service"}


def test_exceptions_name_no_name():
    assert not set(exceptions("occupations")) & set(occupations().aliases)
    assert not set(exceptions("skills")) & set(skill_aliases())
    assert not set(exceptions("licences")) & set(licence_aliases())


def test_braces_stand_for_every_alternative():
    assert expand("{a,b}x{,y}") == ["ax", "axy", "bx", "bxy"]
    assert items("甲{乙,丙}|丁|丁") == ["甲乙", "甲丙", "丁"]


# --- similarity ---------------------------------------------------------------------------------


def test_similarity_is_symmetric_bounded_and_one_only_for_the_same():
    matrix = occupations().similarity
    assert matrix.shape == (len(NAMES), len(NAMES))
    assert matrix.dtype == np.float64
    np.testing.assert_array_equal(matrix, matrix.T)
    np.testing.assert_array_equal(np.diag(matrix), 1.0)
    others = matrix[~np.eye(len(matrix), dtype=bool)]
    assert others.min() == 0.0
    assert others.max() < 1.0
    assert (others > 0).mean() < 0.25


def test_similarity_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        occupations().similarity[0, 0] = 0.5


@pytest.mark.parametrize(
    ("name", "other", "low", "high"),
    [
        ("普工", "装配工", 0.8, 0.95),
        ("帮厨", "洗碗工", 0.8, 0.95),
        ("仓管员", "理货员", 0.8, 0.95),
        ("护工", "养老护理员", 0.8, 0.95),
        ("保安", "门卫", 0.8, 0.95),
        ("焊工", "二保焊工", 0.8, 0.95),
        ("普工", "质检员", 0.4, 0.6),
        ("帮厨", "保洁员", 0.4, 0.6),
        ("餐厅服务员", "店员", 0.4, 0.6),
        ("普工", "会计", 0.0, 0.1),
        ("厨师", "Java开发工程师", 0.0, 0.1),
        ("焊工", "幼儿教师", 0.0, 0.1),
        ("护士", "挖掘机司机", 0.0, 0.1),
    ],
)
def test_similarity_follows_the_scale_of_a_caseworker(name, other, low, high):
    assert low <= occupations().between(name, other) <= high


def test_what_an_occupation_takes_is_known():
    known = occupations()
    assert "二保焊" in known.skills("二保焊工")
    assert known.licences("叉车工") == ("叉车证",)
    assert known.group("焊工") == known.group("铆工")
    assert known.names == tuple(sorted(NAMES))
    assert [known.position[name] for name in known.names] == list(range(len(known.names)))


def test_occupations_pickle_as_the_one_instance():
    assert pickle.loads(pickle.dumps(occupations())) is occupations()  # noqa: S301


# --- resolving and heads ------------------------------------------------------------------------


@pytest.mark.parametrize(("alias", "name"), _trade_names())
def test_trade_names_resolve_and_are_heads_of_their_titles(alias, name):
    assert occupations().resolve(alias) == name
    assert head_occupations(alias) == (name,)


@pytest.mark.parametrize("word", ["工程师", "师傅", "学徒", "高级", "实习", "", "包吃住", "天"])
def test_words_that_name_no_job_resolve_to_nothing(word):
    assert occupations().resolve(word) is None
    assert head_occupations(word) == ()


def test_resolving_ignores_case_and_blanks():
    assert occupations().resolve("cnc 操机") == occupations().resolve("CNC操机") == "数控操作工"


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("缝纫车间质检员", ("质检员",)),
        ("汽车销售顾问", ("汽车销售",)),
        ("酒店前厅服务员", ("餐厅服务员",)),
        ("汽车4S店前台", ("汽车服务顾问",)),
        ("普工/叉车司机", ("普工", "叉车工")),
        ("焊工、钳工,电工", ("焊工", "钳工", "电工")),
        ("保安和保洁员", ("保安", "保洁员")),
        ("前台兼文员", ("前台", "文员")),
        ("兼职会计", ("会计",)),
        ("普工(男,包吃住)", ("普工",)),
        ("急招(缝纫工)", ("缝纫工",)),
        ("【保安】包吃住", ("保安",)),
        ("文员(会计优先)", ("文员",)),
        ("普 工", ("普工",)),
        ("办 公 文 员", ("文员",)),
        ("Java开发工程师-成都", ("Java开发工程师",)),
        ("Android 研发工程师", ("安卓开发工程师",)),
        ("网络营销(非销售)", ("网络推广",)),
        ("无责任底薪网络销售", ("网络销售",)),
        ("无需经验电话销售", ("电话销售",)),
        ("保安退伍军人优先", ("保安",)),
        ("空调安装技术员", ("空调安装工",)),
        ("普工学徒", ("普工",)),
        ("不做销售", ()),
    ],
)
def test_the_head_of_a_title_is_its_job(title, heads):
    assert head_occupations(title) == heads


OWN_TITLES = """
急聘普工月薪6000 电子厂操作工(长白班) 诚聘氩弧焊师傅 熟练平车工 服装厂车工 注塑车间技术员
数控车床操作工 工地钢筋工 外墙保温工 小区保安队员 食堂切配工 火锅店服务员 奶茶店店员
酒店客房服务员 住家保姆 医院陪护 养老院护理员 快递分拣员 同城配送司机 半挂车驾驶员 高位叉车司机
仓库理货员 超市收银员 服装导购员 美容学徒 足浴技师 小区物业客服 物业水电工 电梯维保员 4S店机修工
养猪场饲养员 茶园采茶工 花卉园艺工 幼儿园主班老师 初中数学老师 课程顾问 社区护士 药店营业员
平面设计师 室内设计师助理 淘宝客服 直播运营助理 外贸跟单员 采购专员 总账会计 薪酬专员 法务专员
前端开发工程师 C++软件工程师 嵌入式软件工程师 测试工程师 大数据开发工程师 硬件工程师 土建施工员
安全员 造价工程师 CAD制图员 生产计划员 品质主管 区域销售经理 汽车美容师傅 镗床工 保温工
"""


def test_titles_of_our_own_are_covered():
    uncovered = [title for title in OWN_TITLES.split() if not head_occupations(title)]
    assert uncovered == []


# --- finding ------------------------------------------------------------------------------------


def test_mentions_stand_where_they_say():
    text = "3年电焊工经验, 做过 普 工, 会二保焊"
    found = occupations_in(text)
    assert [text[mention.start : mention.end] for mention in found] == ["电焊工", "普 工"]
    assert skills_in(text)[-1] == Mention("二保焊", text.index("二保焊"), len(text), "stated")


@pytest.mark.parametrize(
    "text",
    [
        "熟练使用会计软件",
        "机器开车间",
        "公司配司机",
        "有焊工证",
        "完成销售任务",
        "客服系统维护",
        "负责销售",
    ],
)
def test_occupations_do_not_fire_where_another_thing_is_meant(text):
    assert occupations_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "做过销售",
        "销售、客服都行",
        "喷漆3年",
        "有销售经验",
        "想找销售",
        "想找个离家近的保洁或者洗碗的活",
        "干过10年电焊",
        "服装厂平车15年",
    ],
)
def test_bare_words_of_a_trade_count_where_they_name_a_job(text):
    assert occupations_in(text)[0].stance == "stated"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("drug test", []),
        ("熟悉UG编程", ["UG"]),
        ("会ug", ["UG"]),
        ("JavaScript", ["JavaScript"]),
        ("Java/JavaScript", ["Java", "JavaScript"]),
        ("C++和C#", ["C++", "C#"]),
        ("C1照", []),
        ("会做川菜、湘菜", ["川菜", "湘菜"]),
        ("Words", []),
    ],
)
def test_skills_keep_word_boundaries(text, names):
    assert [mention.name for mention in skills_in(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("C15号楼", []),
        ("C1栋B2层", []),
        ("持C1以上驾照", ["驾照C1"]),
        ("A2驾照", ["驾照A2"]),
        ("会a2", ["驾照A2"]),
        ("特种作业操作证、高压电工证、健康证", ["特种作业操作证", "高压电工证", "健康证"]),
        ("育婴师证或月嫂证", ["育婴师证", "月嫂证"]),
        ("初级会计证", ["初级会计"]),
        ("英语六级", ["英语六级"]),
        ("二级建造师", ["二级建造师"]),
        ("建构筑物消防员证", ["消防设施操作员证"]),
    ],
)
def test_licences_are_found_by_their_spellings(text, names):
    assert [mention.name for mention in licences_in(text)] == names


def test_licences_include_lower_ones():
    assert {"驾照B1", "驾照B2", "驾照C1", "驾照C2"} <= implied_licences(["驾照A2"])
    assert "驾照A2" not in implied_licences(["驾照C1"])
    assert {"电工证", "中级电工证", "初级电工证"} <= implied_licences(["高级电工证"])
    assert "执业助理兽医" in implied_licences(["执业兽医"])
    assert implied_licences(["没有这种证"]) == {"没有这种证"}
    assert implied_licences([]) == frozenset()


@given(st.sets(st.sampled_from(sorted(LICENCE_NAMES))))
def test_implied_licences_are_a_closure(names):
    closed = implied_licences(names)
    assert names <= closed
    assert implied_licences(closed) == closed


# --- stance -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("需焊工证", {"焊工证": "stated"}),
        ("无需焊工证", {"焊工证": "denied"}),
        ("不需要电工证", {"电工证": "denied"}),
        ("焊工证无要求", {"焊工证": "denied"}),
        ("焊工证、电工证均无要求", {"焊工证": "denied", "电工证": "denied"}),
        ("不要求焊工证和电工证", {"焊工证": "denied", "电工证": "denied"}),
        ("有叉车证优先", {"叉车证": "preferred"}),
        ("有叉车证 优先", {"叉车证": "preferred"}),
        ("有焊工证、电工证者优先", {"焊工证": "preferred", "电工证": "preferred"}),
        ("持有证书(电工证、焊工证)者优先", {"焊工证": "preferred", "电工证": "preferred"}),
        ("需健康证,有厨师证者优先", {"健康证": "stated", "厨师证": "preferred"}),
        ("最好有C1驾照", {"驾照C1": "preferred"}),
        ("不用焊工证,要电工证", {"焊工证": "denied", "电工证": "stated"}),
        ("没有叉车证", {"叉车证": "denied"}),
        ("没有叉车证勿扰", {"叉车证": "stated"}),
        ("没有叉车证的请勿扰", {"叉车证": "stated"}),
    ],
)
def test_stance_of_licences(text, stances):
    assert _stances(licences_in(text)) == stances


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("会使用Excel者优先", {"Excel": "preferred"}),
        ("不用会电脑", {"电脑操作": "denied"}),
        ("不会电脑", {"电脑操作": "denied"}),
        ("不用焊工证,要会氩弧焊", {"氩弧焊": "stated"}),
        ("最好会CAD,要会UG", {"CAD": "preferred", "UG": "stated"}),
        ("不要求会英语,会日语优先", {"英语": "denied", "日语": "preferred"}),
        ("不限专业会Java", {"Java": "stated"}),
        ("不仅会Java", {"Java": "stated"}),
    ],
)
def test_stance_of_skills(text, stances):
    assert _stances(skills_in(text)) == stances


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("不想再跑工地", {"小工": "denied"}),
        ("不做销售", {"销售员": "denied"}),
        ("没做过销售", {"销售员": "denied"}),
        ("不考虑保安", {"保安": "denied"}),
        ("保安不考虑", {"保安": "denied"}),
        ("想找保安,不干搬运", {"保安": "stated", "搬运工": "denied"}),
        ("不想进厂,想当厨师", {"普工": "denied", "厨师": "stated"}),
        ("不想做保安和门卫", {"保安": "denied", "门卫": "denied"}),
        ("无需经验普工", {"普工": "stated"}),
        ("有销售经验者优先", {"销售员": "preferred"}),
        ("保安退伍军人优先", {"保安": "stated"}),
        ("会计,有经验优先", {"会计": "stated"}),
    ],
)
def test_stance_of_occupations(text, stances):
    assert _stances(occupations_in(text)) == stances


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("有无健康证都可以", {"健康证": "denied"}),
        ("保安员证不是必须的", {"保安员证": "denied"}),
        ("登高证(非必须)", {"登高证": "denied"}),
        ("登高证已过期", {"登高证": "denied"}),
        ("正在考登高证", {"登高证": "denied"}),
        ("登高证在有效期内", {"登高证": "stated"}),
    ],
)
def test_stance_of_licences_that_are_not_asked_for_or_not_held(text, stances):
    assert _stances(licences_in(text)) == stances


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("不会用Excel的请勿投递", {"Excel": "stated"}),
        ("不会操作电脑勿扰", {"电脑操作": "stated"}),
        ("不会操作电脑也行", {"电脑操作": "denied"}),
    ],
)
def test_who_turns_away_the_lack_of_a_skill_needs_it(text, stances):
    assert _stances(skills_in(text)) == stances


def test_a_list_of_occupations_right_before_the_cue_is_welcome():
    assert _stances(occupations_in("焊工、电工优先")) == {"焊工": "preferred", "电工": "preferred"}


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("持登高证或电工证", ["电工证或登高证"]),
        ("登高证、电工证或者焊工证", ["焊工证或电工证或登高证"]),
        ("登高证/电工证", ["电工证或登高证"]),
        ("登高证、电工证之一即可", ["电工证或登高证"]),
        ("登高证和电工证二选一", ["电工证或登高证"]),
        ("以下证书任一:登高证、电工证", ["电工证或登高证"]),
        ("登高证、电工证均可", ["电工证或登高证"]),
        ("登高证、电工证均可报销", ["登高证", "电工证"]),
        ("登高证、电工证", ["登高证", "电工证"]),
        ("登高证和电工证", ["登高证", "电工证"]),
        ("登高证/电工证缺一不可", ["登高证", "电工证"]),
        ("同时持有登高证/电工证", ["登高证", "电工证"]),
        ("登高证,有一年以上经验", ["登高证"]),
        ("健康证,登高证或电工证", ["健康证", "电工证或登高证"]),
        ("登高证或电工证优先", []),
        ("不需要登高证或电工证", []),
        ("A2、B2驾照皆可", ["驾照A2或驾照B2"]),
        ("驾驶证A2/B2", ["驾照A2或驾照B2"]),
        ("低压或高压电工证", ["低压电工证或高压电工证"]),
        ("登高证或电工证,须有电工证", ["电工证"]),
        ("C1驾照或驾驶证", ["驾照C1"]),
        ("健康证、登高证或电工证", ["健康证", "电工证或登高证"]),
        ("A1/A2驾照、道路运输从业资格证", ["驾照A1或驾照A2", "道路运输从业资格证"]),
        ("登高证、A1或A2", ["登高证", "驾照A1或驾照A2"]),
        ("登高证、电工证或C1驾照", ["电工证或登高证或驾照C1"]),
        ("登高证、A1/A2均可", ["登高证或驾照A1或驾照A2"]),
        ("登高证、电工证和焊工证均可", ["焊工证或电工证或登高证"]),
    ],
)
def test_of_a_choice_one_is_needed(text, needed):
    assert sorted(needs(licences_in(text))) == sorted(needed)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("会UG或CAD", ["CAD或UG"]),
        ("熟悉UG、CAD其中一种", ["CAD或UG"]),
        ("UG/CAD至少会一种", ["CAD或UG"]),
        ("会UG/CAD", ["CAD", "UG"]),
        ("会UG、CAD", ["CAD", "UG"]),
    ],
)
def test_a_slash_between_skills_is_no_choice(text, needed):
    assert list(needs(skills_in(text))) == needed


def test_mentions_of_one_choice_share_a_number_and_others_have_none():
    found = licences_in("健康证,登高证或电工证,A1/A2驾照")
    assert [mention.choice is None for mention in found] == [True] + [False] * 4
    assert found[1].choice == found[2].choice != found[3].choice == found[4].choice
    assert {mention.choice for mention in occupations_in("焊工或电工")} == {None}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("特种作业操作证(焊接、高处)", ["焊工证", "登高证"]),
        ("特种作业操作证:低压电工", ["低压电工证"]),
        ("特种设备作业人员证(N1)", ["叉车证"]),
        ("电工证(高压)", ["高压电工证"]),
        ("焊工或登高证", ["焊工证", "登高证"]),
        ("招焊工,有登高证", ["登高证"]),
        ("低压电器装配", []),
        ("准驾车型B2以上驾驶证", ["驾照B2"]),
        ("B2(含)以上驾照", ["驾照B2"]),
        ("驾驶证(D)", ["驾照D"]),
        ("A2驾照双证齐全", ["驾照A2", "道路运输从业资格证"]),
        ("登高证、电工证双证齐全", ["登高证", "电工证"]),
    ],
)
def test_short_forms_and_classes_say_which_licence(text, names):
    assert [mention.name for mention in licences_in(text)] == names


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("猪场技术员/兽医", ("养殖技术员", "兽医")),
        ("网管", ("网吧网管",)),
        ("挖机司机", ("挖掘机司机",)),
        ("理发师", ("美发师",)),
        ("制茶师", ("茶叶精制工",)),
        ("鞋面工", ("鞋厂针车工",)),
        ("烟花工", ("化工操作工",)),
        ("陶瓷工", ("建材厂普工",)),
        ("代驾", ("小车司机",)),
        ("摘枸杞", ("种植工",)),
        ("包装工日结", ("包装工",)),
        ("Android开发工程师+稳定项目+双休", ("安卓开发工程师",)),
        ("Java开发工程师-合肥滨湖金融港", ("Java开发工程师",)),
        ("ui设计工程师(兼职)工资日结300-600", ("UI设计师",)),
        ("实习生(Android开发方向)", ("安卓开发工程师",)),
        ("挑战20万年薪 你敢吗", ()),
        ("高额提成+旅游", ()),
    ],
)
def test_titles_as_they_are_typed_have_their_heads(title, heads):
    assert head_occupations(title) == heads


# --- resources ----------------------------------------------------------------------------------

SPOTTERS = {
    "occupations": occupations_in,
    "skills": skills_in,
    "licences": licences_in,
    "heads": head_occupations,
}
HOSTILE = {
    "names": "普工",
    "joined": "不想做普工、",
    "overlapping": "数控车床操作工程师傅",
    "denials": "不想再去做",
    "welcome": "优先最好",
    "blanks": "普 工 ",
    "brackets": "(【",
    "letters": "java c++ c1",
    "papers": "无需焊工证和",
    "choices": "焊工证或",
    "lists": "特种作业操作证(焊接、",
    "one_of": "电工证之一、",
    "one_letter": "a",
}


@pytest.mark.parametrize("spotter", SPOTTERS)
@pytest.mark.parametrize("pattern", HOSTILE)
def test_time_is_linear_in_the_length_of_the_text(spotter, pattern):
    spot, unit = SPOTTERS[spotter], HOSTILE[pattern]
    spot(unit)

    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        started = time.process_time()
        spot(text)
        return time.process_time() - started

    short = min(seconds(MAX_TEXT // 4) for _ in range(3))
    long = min(seconds(MAX_TEXT) for _ in range(3))
    assert long <= 0.05 + 6 * short, (short, long)


def test_importing_builds_nothing():
    code = (
        "from jobmatch.text.lexicon import mentions, occupations as module;"
        "from jobmatch.text.lexicon.competences import skill_aliases;"
        "assert mentions._build.cache_info().currsize == 0;"
        "assert skill_aliases.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_threads_share_one_lexicon():
    code = (
        "from concurrent.futures import ThreadPoolExecutor;"
        "from jobmatch.text.lexicon import head_occupations, skills_in;"
        "pool = ThreadPoolExecutor(8);"
        "heads = set(pool.map(head_occupations, ['普工/焊工'] * 64));"
        "skills = set(pool.map(skills_in, ['会二保焊'] * 64));"
        "assert heads == {('普工', '焊工')} and len(skills) == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_text_is_read_up_to_the_longest_that_normalizing_leaves():
    text = "不想做普工、" * MAX_TEXT
    assert len(occupations_in(text)) == MAX_TEXT // 6
    assert head_occupations(text[:MAX_TEXT] + "焊工") == head_occupations(text)


@given(st.text(alphabet="普工 不无需想做焊证C1电、,优先(者)java销售会计没有\n", max_size=60))
def test_any_text_gives_ordered_separate_mentions(text):
    for spot in (occupations_in, skills_in, licences_in):
        found = spot(text)
        assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
    assert set(head_occupations(text)) <= NAMES
