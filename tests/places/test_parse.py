"""Reading place cells: what clerks type, by design; laws over all divisions; hostile input."""

import csv
import dataclasses
import os
import pickle
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobmatch.places import GROUPS, MAX_CELL, Places, divisions, parse_place
from jobmatch.places.names import words
from jobmatch.places.tables import rows

TABLE = divisions()
FIELDS = [field.name for field in dataclasses.fields(Places)]


def named(text):
    return " ".join(TABLE.full_name(code) for code in parse_place(text).codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bare and full names
        ("云阳", "重庆市云阳县"),
        ("忠县", "重庆市忠县"),
        ("苏州", "江苏省苏州市"),
        ("上海市松江区小昆山镇荣乐西路123号", "上海市松江区"),
        ("江苏省 - 苏州市", "江苏省苏州市"),
        ("上海·虹口·北外滩", "上海市虹口区"),
        ("安徽灵璧", "安徽省宿州市灵璧县"),
        ("合肥蜀山区", "安徽省合肥市蜀山区"),
        ("广东，深圳，南山区，科技园", "广东省深圳市南山区"),
        ("上海市/上海市/浦东新区", "上海市浦东新区"),
        ("北京市市辖区朝阳区", "北京市朝阳区"),
        ("重庆市县云阳县", "重庆市云阳县"),
        ("四川省凉山州西昌市", "四川省凉山彝族自治州西昌市"),
        ("广西省南宁市", "广西壮族自治区南宁市"),
        ("河南济源", "河南省济源市"),
        ("新疆石河子", "新疆维吾尔自治区石河子市"),
        ("中国-江苏-苏州", "江苏省苏州市"),
        ("朝阳区-望京", "北京市朝阳区"),
        ("浙江（杭州）", "浙江省杭州市"),
        ("雲陽縣", "重庆市云阳县"),
        ("　云阳 县 ", "重庆市云阳县"),
        # several places
        ("万州区/云阳/开州", "重庆市万州区 重庆市云阳县 重庆市开州区"),
        ("苏州 上海都可以", "江苏省苏州市 上海市"),
        ("上海,苏州", "上海市 江苏省苏州市"),
        ("成都重庆", "四川省成都市 重庆市"),
        ("河南 山东 只考虑猪场", "河南省 山东省"),
        ("贵州、云南的工地", "贵州省 云南省"),
        ("广东深圳、东莞", "广东省深圳市 广东省东莞市"),
        ("重庆、万州", "重庆市 重庆市万州区"),
        ("苏州和上海", "江苏省苏州市 上海市"),
        ("我想去深圳或者东莞", "广东省深圳市 广东省东莞市"),
        ("天津 河北", "天津市 河北省"),
        ("江苏苏南", " ".join(TABLE.full_name(code) for code in GROUPS["苏南"])),
        ("河北雄安新区容城县", "河北省保定市容城县"),
        ("成都西南", "四川省成都市"),
        # townships
        ("广东东莞长安镇", "广东省东莞市"),
        ("东莞 长安", "广东省东莞市"),
        ("松江车墩", "上海市松江区"),
        ("小昆山", "上海市松江区"),
        ("车墩镇", "上海市松江区"),
        ("苏州木渎", "江苏省苏州市吴中区"),
        ("重庆石桥铺", "重庆市九龙坡区"),
        ("深圳龙华富士康", "广东省深圳市龙华区"),
        ("上海市外冈镇", "上海市嘉定区"),
        # tails that are no places
        ("松江或地铁9号线沿线", "上海市松江区"),
        ("合肥市内或者周边", "安徽省合肥市"),
        ("松江附近", "上海市松江区"),
        ("新蔡县城", "河南省驻马店市新蔡县"),
        ("广安城区", "四川省广安市"),
        ("武汉主城", "湖北省武汉市"),
        ("安徽省内", "安徽省"),
        ("上海不限", "上海市"),
        # streets and buildings named after cities
        ("上海 南京路", "上海市"),
        ("长春市朝阳区红旗街", "吉林省长春市朝阳区"),
        ("深圳市福田区上海宾馆", "广东省深圳市福田区"),
        ("合肥市包河区芜湖路", "安徽省合肥市包河区"),
        ("杭州·拱墅·天水", "浙江省杭州市拱墅区"),
        ("保定·竞秀·保定高新区", "河北省保定市竞秀区"),
        ("唐山路北区", "河北省唐山市路北区"),
        ("江苏镇江", "江苏省镇江市"),
        ("济南市中区", "山东省济南市市中区"),
        ("青岛市北区", "山东省青岛市市北区"),
        # former and colloquial names
        ("重庆市 - 璧山县", "重庆市璧山区"),
        ("重庆市 - 江津市", "重庆市江津区"),
        ("重庆市 - 石柱县", "重庆市石柱土家族自治县"),
        ("重庆市 - 江北区", "重庆市两江新区"),
        ("上海市 - 闸北区", "上海市静安区"),
        ("上海市 - 南汇区", "上海市浦东新区"),
        ("卢湾", "上海市黄浦区"),
        ("北京宣武区", "北京市西城区"),
        ("崇文区", "北京市东城区"),
        ("万县市", "重庆市万州区"),
        ("重庆开县", "重庆市开州区"),
        ("襄樊", "湖北省襄阳市"),
        ("莱芜", "山东省济南市莱芜区"),
        ("巢湖市 居巢区", "安徽省合肥市巢湖市"),
        ("苏州沧浪", "江苏省苏州市姑苏区"),
        ("苏州新区", "江苏省苏州市虎丘区"),
        ("苏州工业园区", "江苏省苏州市吴中区"),
        ("普洱思茅", "云南省普洱市思茅区"),
        ("浦东", "上海市浦东新区"),
        # one name, several bearers, settled by the place before or behind
        ("北京朝阳区", "北京市朝阳区"),
        ("长春 朝阳区", "吉林省长春市朝阳区"),
        ("朝阳区（北京）", "北京市朝阳区"),
        ("朝阳市", "辽宁省朝阳市"),
        ("辽宁朝阳", "辽宁省朝阳市"),
        ("朝阳 北票", "辽宁省朝阳市北票市"),
        ("海淀、朝阳", "北京市海淀区 北京市朝阳区"),
        ("北京：朝阳、海淀", "北京市朝阳区 北京市海淀区"),
        ("南京市鼓楼", "江苏省南京市鼓楼区"),
        ("浙江杭州、江北", "浙江省杭州市 浙江省宁波市江北区"),
        ("宁波江北", "浙江省宁波市江北区"),
        ("舟山普陀", "浙江省舟山市普陀区"),
        ("吉林", "吉林省"),
        ("吉林市", "吉林省吉林市"),
        ("吉林吉林", "吉林省吉林市"),
        ("海南", "海南省"),
        ("青海海南", "青海省海南藏族自治州"),
        ("青海 海南", "青海省 海南省"),
        ("海南共和", "青海省海南藏族自治州共和县"),
        ("大理市", "云南省大理白族自治州大理市"),
        ("大理", "云南省大理白族自治州"),
        # signs of provinces and cities, in a part of their own or in a row
        ("粤", "广东省"),
        ("川籍", "四川省"),
        ("苏浙皖", "江苏省 浙江省 安徽省"),
        ("沪/深", "上海市 广东省深圳市"),
        ("沪宁", "上海市 江苏省南京市"),
        # names of units whose city or province was another one
        ("四平公主岭", "吉林省长春市公主岭市"),
        ("四川资阳简阳", "四川省成都市简阳市"),
        ("四川万县", "重庆市万州区"),
        ("四川省万县市云阳县", "重庆市云阳县"),
        ("安徽省巢湖市含山县", "安徽省马鞍山市含山县"),
        ("四川重庆", "四川省 重庆市"),
        ("南充广安", "四川省南充市 四川省广安市"),
        # names that were given up long ago
        ("北京通县", "北京市通州区"),
        ("江苏沙洲县", "江苏省苏州市张家港市"),
        ("湖北沔阳", "湖北省仙桃市"),
        ("伊克昭盟", "内蒙古自治区鄂尔多斯市"),
        ("江北县", "重庆市两江新区"),
        ("湖北省荆沙市", "湖北省荆州市"),
        # counties and cities of one name in one city: the city is certain
        ("伊宁", "新疆维吾尔自治区伊犁哈萨克自治州"),
        ("新疆伊犁伊宁", "新疆维吾尔自治区伊犁哈萨克自治州"),
        # zones and quarters
        ("江北新区", "江苏省南京市"),
        ("南沙新区", "广东省广州市南沙区"),
        ("宁波杭州湾新区", "浙江省宁波市慈溪市"),
        ("郑州管城", "河南省郑州市管城回族区"),
        ("深圳宝安机场", "广东省深圳市宝安区"),
        # a longer township begins like a division, a shorter one is called like it
        ("云南普洱镇沅", "云南省普洱市镇沅彝族哈尼族拉祜族自治县"),
        ("安徽固镇", "安徽省蚌埠市固镇县"),
        ("鄂尔多斯市上海庙镇", "内蒙古自治区鄂尔多斯市鄂托克前旗"),
        # what stands behind or before settles
        ("南山区，深圳", "广东省深圳市南山区"),
        ("鼓楼区-南京", "江苏省南京市鼓楼区"),
        ("青海|海南|共和县", "青海省海南藏族自治州共和县"),
        ("朝阳（北票市）", "辽宁省朝阳市北票市"),
        ("苏州+昆山", "江苏省苏州市 江苏省苏州市昆山市"),
        ("从深圳回云阳", "重庆市云阳县"),
        # codes
        ("512225", "重庆市云阳县"),
        ("370101000000", "山东省济南市"),
        ("110000", "北京市"),
        ("110000.0", "北京市"),
        ("500235", "重庆市云阳县"),
        ("310108", "上海市静安区"),
        ("310117000000", "上海市松江区"),
        ("110000,310000", "北京市 上海市"),
    ],
)
def test_cells_by_design(text, expected):
    assert named(text) == expected
    assert not parse_place(text).ambiguous


EXCEPTED = ("310000", "440000")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("不限", Places(anywhere=True, code="place_any")),
        ("全国", Places(anywhere=True, code="place_any")),
        ("都行", Places(anywhere=True, code="place_any")),
        ("哪里都可以", Places(anywhere=True, code="place_any")),
        ("工作地点不限", Places(anywhere=True, code="place_any")),
        ("老家附近，不出县", Places(near_home=True)),
        ("离家近就行", Places(near_home=True)),
        ("就近", Places(near_home=True)),
        ("本地", Places(near_home=True)),
        ("县城附近", Places(near_home=True)),
        ("城区附近", Places(near_home=True)),
        ("中国", Places(anywhere=True, code="place_any")),
        ("不去外地", Places(near_home=True)),
        ("不想离家太远", Places(near_home=True)),
        ("省外", Places(away=True)),
        ("外地", Places(away=True)),
        ("外省都行", Places(away=True)),
        ("老家云阳", Places(("500235",), near_home=True)),
        ("不去广东", Places(excluded=("440000",))),
        ("广东不去", Places(excluded=("440000",))),
        ("不去广东 福建", Places(excluded=("440000", "350000"))),
        ("不去广东，上海可以", Places(("310000",), excluded=("440000",))),
        ("不去广东 上海可以", Places(("310000",), excluded=("440000",))),
        ("不去新疆，西藏，青海", Places(excluded=("650000", "540000", "630000"))),
        ("不去工地，深圳都行", Places(("440300",))),
        ("不去工地 深圳都行", Places(("440300",))),
        ("不愿意出省", Places(near_home=True)),
        ("不想外出", Places(near_home=True)),
        ("四川 除成都", Places(("510000",), excluded=("510100",))),
        ("浙江，杭州除外", Places(("330000",), excluded=("330100",))),
        ("广东省内深圳除外", Places(("440000",), excluded=("440300",))),
        ("除广州外的广东城市", Places(("440000",), excluded=("440100",))),
        ("非上海不去", Places(("310000",))),
        ("除了上海都不去", Places(("310000",))),
        ("除了上海，其他都不去", Places(("310000",))),
        ("除了上海，不去广东", Places(anywhere=True, code="place_any", excluded=EXCEPTED)),
        ("除上海外", Places(anywhere=True, code="place_any", excluded=("310000",))),
        ("广东省外", Places(anywhere=True, code="place_any", excluded=("440000",))),
        (
            "除了上海、北京以外都行",
            Places(anywhere=True, code="place_any", excluded=("310000", "110000")),
        ),
        (
            "新疆、西藏除外",
            Places(anywhere=True, code="place_any", excluded=("650000", "540000")),
        ),
        ("长三角（上海除外）", Places(("320000", "330000", "340000"), excluded=("310000",))),
        ("苏州优先，其他不限", Places(("320500",), anywhere=True)),
        ("只去苏州,其他不考虑", Places(("320500",))),
        ("长三角", Places(GROUPS["长三角"])),
        ("沿海", Places(GROUPS["沿海"])),
        ("重庆主城", Places(GROUPS["主城"])),
        ("北京/上海", Places(("110000", "310000"), code="place_multi")),
        ("火星市", Places(code="place_unknown")),
        ("重庆路", Places(code="place_unknown")),
        ("北京路", Places(code="place_unknown")),
        ("车墩", Places(code="place_unknown")),  # two characters without 镇: too little
        ("李家沟", Places(code="place_unknown")),  # one township, and villages everywhere
        ("招聘资源多的地方", Places(code="place_unknown")),  # 资源 is a county, too
        ("沙县小吃", Places(code="place_unknown")),
        ("新疆大盘鸡店", Places(code="place_unknown")),
        ("兰州正宗拉面", Places(code="place_unknown")),
        ("海南航空", Places(code="place_unknown")),
        ("闽南话", Places(code="place_unknown")),
        ("上海城", Places(code="place_unknown")),
        ("杭州湾", Places(code="place_unknown")),
        ("昆明湖", Places(code="place_unknown")),  # a township of Shenyang, a lake in Beijing
        ("大城市", Places(code="place_unknown")),
        ("苏宁", Places(code="place_unknown")),
        ("深川", Places(code="place_unknown")),
        ("蒙牛", Places(code="place_unknown")),
        ("非洲", Places(code="place_unknown")),
        ("东北菜馆", Places(code="place_unknown")),
        ("东北角", Places(code="place_unknown")),
        ("100000", Places(code="place_unknown")),
        ("", Places(code="place_missing")),
        (" 　\u200b", Places(code="place_missing")),
        ("无", Places(code="place_missing")),
        ("/", Places(code="place_missing")),
        ("nan", Places(code="place_missing")),
        ("110000", Places(("110000",), code="place_parsed")),
    ],
)
def test_wishes_and_notes_by_design(text, places):
    assert parse_place(text) == places


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("朝阳区", "北京市朝阳区 吉林省长春市朝阳区"),
        ("　朝阳区 ", "北京市朝阳区 吉林省长春市朝阳区"),
        ("江北", "浙江省宁波市江北区 重庆市两江新区"),
        ("西湖", "浙江省杭州市西湖区 江西省南昌市西湖区"),
        ("通州", "北京市通州区 江苏省南通市通州区"),
        ("巴州", "四川省巴中市巴州区 新疆维吾尔自治区巴音郭楞蒙古自治州"),
        ("宁", "宁夏回族自治区 江苏省南京市"),
        ("江南", "广西壮族自治区南宁市江南区"),  # one district, and half of China
        ("西区", "四川省攀枝花市西区"),
        ("桥东区", "河北省张家口市桥东区 河北省邢台市襄都区"),
        ("杭州、江北", "浙江省宁波市江北区 重庆市两江新区"),
        # 邢台's own was renamed in 2020
        ("河北桥西区", "河北省石家庄市桥西区 河北省张家口市桥西区 河北省邢台市信都区"),
    ],
)
def test_ambiguous_names_are_listed_and_never_chosen(text, candidates):
    found = parse_place(text)
    assert found.code == "place_ambiguous"
    assert " ".join(TABLE.full_name(code) for code in found.ambiguous) == candidates
    assert not set(found.codes) & set(found.ambiguous)


def test_an_ambiguous_name_does_not_spoil_the_others_of_its_cell():
    found = parse_place("苏州、鼓楼区")
    assert found.codes == ("320500",)
    assert found.code == "place_ambiguous"
    assert len(found.ambiguous) == 4


def test_ambiguous_townships_are_listed():
    found = parse_place("长安镇")
    assert found.code == "place_ambiguous"
    assert "330481" in found.ambiguous  # 浙江海宁
    assert not found.codes


def test_every_full_name_is_read_as_itself():
    wrong = [c for c in TABLE.codes if parse_place(TABLE.full_name(c)).codes != (c,)]
    assert wrong == []


def test_every_code_is_read_as_itself():
    assert all(parse_place(code).codes == (code,) for code in TABLE.codes)


def test_every_short_name_is_certain_or_reported():
    bearers = defaultdict(list)
    for code in TABLE.codes:
        bearers[TABLE.short_name(code)].append(code)
    uncertain = words()["contested"] | words()["generic"] | {"江北", "桥东"}
    for short, codes in bearers.items():
        found = parse_place(short)
        levels = Counter(TABLE.level(code) for code in codes)
        top = min(levels)
        cities = {TABLE.city(code) for code in codes}
        if levels[top] > 1 and len(cities) == 1:  # 伊宁: a city and a county of 伊犁州
            assert found.codes == tuple(cities), short
        elif short in uncertain or (levels[top] > 1 or (len(codes) > 1 and top == 3)):
            assert found.code == "place_ambiguous", short
            assert found.codes == (), short
            assert set(codes) <= {*found.ambiguous}, short
        else:  # the only bearer, or the one above all others: 苏州, 吉林, 海南
            highest = min(codes, key=TABLE.level)
            assert found.codes == (highest,), short


def test_every_name_under_its_parent_is_certain():
    for code in TABLE.codes:
        parent = TABLE.parent(code)
        if parent:
            text = TABLE.name(parent) + TABLE.name(code)
            assert parse_place(text).codes == (code,), text


def test_a_township_never_changes_the_county_it_stands_behind():
    for position, (county, listed) in enumerate(rows("towns.tsv", 2)):
        towns = listed.split(" ")
        town = towns[position % len(towns)]
        text = f"{TABLE.full_name(county)}{town}新华村3组中山路12号"
        assert parse_place(text).codes == (county,), text


def test_a_township_under_its_city_gives_its_county_or_the_city():
    for position, (county, listed) in enumerate(rows("towns.tsv", 2)):
        towns = listed.split(" ")
        town = towns[position % len(towns)]
        city = TABLE.city(county)
        found = parse_place(TABLE.full_name(city) + town).codes
        assert found in {(county,), (city,)}, town


def test_readings_pickle_and_are_values():
    found = parse_place("朝阳区、苏州，不去广东")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - bytes made here
    assert len({found, parse_place("朝阳区、苏州，不去广东")}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.codes = ()


def test_no_more_than_the_first_500_characters_are_read():
    assert parse_place("好" * (MAX_CELL - 2) + "云阳").codes == ("500235",)
    assert parse_place("好" * MAX_CELL + "云阳").code == "place_unknown"


def test_threads_read_alike():
    cells = [TABLE.short_name(code) for code in TABLE.codes[::7]] * 2
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(parse_place, cells)) == [parse_place(cell) for cell in cells]


@given(st.text(max_size=200))
@example("\ud800")
@example("除")
@example("·上海")
@example("(")
@example("市市市市")
def test_any_text_is_read(text):
    check(parse_place(text))


@given(st.lists(st.sampled_from([*TABLE.codes[:60], *"省市县区、,·/ ()-外除路"]), max_size=12))
def test_any_mix_of_codes_and_signs_is_read(parts):
    check(parse_place("".join(parts)))


fragments = st.sampled_from(
    [TABLE.short_name(code) for code in TABLE.codes[::40]]
    + [TABLE.name(code) for code in TABLE.codes[::60]]
    + [*GROUPS][::5]
    + [word for kind in sorted(words()) for word in sorted(words()[kind])[:6]]
    + [*"、,·/ ()-;路镇村市县区"]
)


@given(st.lists(fragments, max_size=12))
def test_any_mix_of_names_and_words_is_read(parts):
    check(parse_place("".join(parts)))


def check(found):
    assert len(set(found.codes)) == len(found.codes)
    assert all(code in TABLE for code in (*found.codes, *found.excluded, *found.ambiguous))
    assert not set(found.codes) & set(found.excluded)
    says = found.codes or found.excluded or found.anywhere or found.near_home or found.away
    assert says or found.code in {"place_missing", "place_unknown", "place_ambiguous"}
    assert (found.code == "place_ambiguous") == bool(found.ambiguous)
    assert hash(found) == hash(Places(**{name: getattr(found, name) for name in FIELDS}))


@given(st.lists(st.sampled_from([c for c in TABLE.codes if TABLE.level(c) > 1]), max_size=5))
def test_a_list_of_full_names_is_read_as_that_list(codes):
    text = "、".join(TABLE.full_name(code) for code in codes)
    assert parse_place(text).codes == tuple(dict.fromkeys(codes))


@pytest.mark.parametrize(
    "unit",
    ["不去", "粤", "苏浙", "不去广东,", "不愿", "除了上海都不去", "非上海", "上海、", "朝阳",
     "(", "外", "鼓楼 ", "江苏省苏州市", "北京路", "除上海外", "长安镇、", "100000,", "0",
     " ", "a", "&amp;", "\ufdfa", "\u0301", "云"],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_at_once(unit):
    parse_place("云阳")
    text = unit * (1_000_000 // len(unit))
    begun = time.perf_counter()
    check(parse_place(text))
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("老家河南周口，想去苏州", ("苏州市",)),
        ("人在成都，想去深圳或者东莞", ("深圳市", "东莞市")),
        ("户籍重庆 期望上海", ("上海市",)),
        ("来自贵州，去浙江", ("浙江省",)),
        ("现住万州，打算回云阳", ("云阳县",)),
        ("在苏州打工，想回周口", ("周口市",)),
        ("老家周口，不想去苏州", ("周口市",)),
        ("人在东莞", ("东莞市",)),
        ("在上海或者去苏州", ("上海市", "苏州市")),
        ("想去苏州，老家周口也行", ("苏州市", "周口市")),
    ],
)
def test_where_people_are_from_is_no_wish_where_they_say_where_to(text, names):
    found = parse_place(text)
    assert tuple(TABLE.name(code) for code in found.codes) == names
    assert found.near_home == (("老家" in text) and "周口市" in names)


def test_the_old_home_alone_is_a_place_and_near_home():
    found = parse_place("老家云阳")
    assert (found.codes, found.near_home) == (("500235",), True)
    assert parse_place("想回老家云阳").codes == ("500235",)


@pytest.mark.parametrize("text", ["云阳路阳镇", "云阳路乙镇", "云阳县路阳镇"])
def test_a_town_named_like_a_street_leaves_its_county(text):
    assert parse_place(text).codes == ("500235",)


@pytest.mark.parametrize("text", ["云阳路", "重庆路12号", "南京路步行街", "云阳路镇江花园"])
def test_streets_are_still_no_places(text):
    assert "500235" not in parse_place(text).codes
    assert "500000" not in parse_place(text).codes


# -- real cells, where they are at hand ------------------------------------------------------------


def shared(name):
    default = Path(__file__).parents[3] / "shared"
    path = Path(os.environ.get("JOBMATCH_SHARED", default)) / "data" / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand: set JOBMATCH_SHARED")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_areas_of_real_postings_are_right_at_city_level():
    cells = Counter(row["area"] for row in shared("postings_city_2024.csv"))
    abroad = {"日本", "阿联酋", "全国"}
    right = total = 0
    for cell, count in cells.items():
        if cell not in abroad:
            found = parse_place(cell)
            city = cell.split("·")[0]
            total += count
            right += count * (len(found.codes) == 1 and city in TABLE.full_name(found.codes[0]))
            assert not found.ambiguous, cell
    assert right >= 0.99 * total > 0


def test_regions_of_real_postings_are_right_at_city_level():
    cells = Counter(row["region"] for row in shared("postings_local_2015.csv") if row["region"])
    right = total = 0
    for cell, count in cells.items():
        found = parse_place(cell)
        head = cell.split(" - ")[0]
        total += count
        right += count * (len(found.codes) == 1 and TABLE.full_name(found.codes[0])[:2] == head[:2])
        assert not found.ambiguous, cell
    assert right >= 0.99 * total > 0


@pytest.mark.parametrize(
    "cell", ["重庆市云阳县江口镇", "上海·浦东新区", "朝阳区", "广东东莞厚街", "火星"]
)
@pytest.mark.parametrize("house", ["12号", "3组", "18号2单元301室", "5社 ", "2栋3楼"])
def test_the_number_of_a_house_changes_no_place(cell, house):
    assert parse_place(cell + house) == parse_place(cell)


# -- names that are parts of other names, and cells that contradict themselves ---------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a side of a province is no part of the country
        ("鲁西南", "山东省"),
        ("豫西南地区", "河南省"),
        ("浙西南", "浙江省"),
        ("桂西北", "广西壮族自治区"),
        ("辽西北", "辽宁省"),
        ("赣东北", "江西省"),
        ("粤西北", "广东省"),
        ("湘西南", "湖南省"),
        ("赣南", "江西省赣州市"),
        ("鄂西北", "湖北省十堰市 湖北省襄阳市"),
        # firms
        ("东风武汉", "湖北省武汉市"),
        ("东风十堰", "湖北省十堰市"),
        ("佳木斯东风", "黑龙江省佳木斯市东风区"),
        ("重庆长安南京工厂", "江苏省南京市"),
        ("北京汽车株洲基地", "湖南省株洲市"),
        # quarters and parks
        ("云阳老城区", "重庆市云阳县"),
        ("洛阳老城区", "河南省洛阳市老城区"),
        ("上海中山公园", "上海市"),
        ("广东中山", "广东省中山市"),
        ("西永微电园", "重庆市沙坪坝区"),
        # where people were
        ("原来在深圳，现在想回重庆", "重庆市"),
        ("之前在广东，现在回云阳", "重庆市云阳县"),
        # numbers of people part the entries of a list
        ("苏州 2人 昆山 3人", "江苏省苏州市 江苏省苏州市昆山市"),
        ("苏州2人昆山3人", "江苏省苏州市 江苏省苏州市昆山市"),
    ],
)
def test_a_name_means_what_the_words_around_it_make_of_it(text, expected):
    assert named(text) == expected
    assert not parse_place(text).ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "北海道", "大理石厂", "中山公园", "中山大学附近", "孙中山故居", "大同小学", "安康医院",
        "长春藤幼儿园", "新乐器厂", "长沙发厂", "中国石化", "中国银行", "主城", "主城区",
        "主城周边", "新老城区",
    ],
)  # fmt: skip
def test_words_that_hold_a_name_are_no_place(text):
    assert parse_place(text) == Places(code="place_unknown")


@pytest.mark.parametrize("text", ["重庆 主城区", "重庆市，主城", "重庆主城"])
def test_the_main_city_is_that_of_chongqing_where_chongqing_is_named(text):
    assert parse_place(text).codes == GROUPS["主城"]


def test_the_old_town_alone_is_anybodys():
    assert parse_place("老城区").code == parse_place("老城").code == "place_ambiguous"


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("江苏省杭州市", ("320000", "330100")),
        ("山西西安", ("140000", "610100")),
        ("湖北长沙", ("420000", "430100")),
    ],
)
def test_a_city_right_behind_another_province_is_a_contradiction(text, candidates):
    assert parse_place(text) == Places(ambiguous=candidates, code="place_ambiguous")


@pytest.mark.parametrize("text", ["江苏省杭州市西湖区", "江苏省杭州市萧山区"])
def test_a_district_does_not_make_a_contradiction_right(text):
    found = parse_place(text)
    assert found.code == "place_ambiguous"
    assert {"320000", "330100"} <= set(found.ambiguous)


@pytest.mark.parametrize("text", ["湖南、武汉", "浙江 苏州", "四川重庆", "贵州云南", "成都重庆"])
def test_a_list_of_places_is_no_contradiction(text):
    found = parse_place(text)
    assert (len(found.codes), found.code) == (2, "place_multi")
