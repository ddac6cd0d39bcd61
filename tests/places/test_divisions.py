"""The table of divisions: complete, consistent, and right about distances."""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from jobmatch.errors import UnknownIdError
from jobmatch.places import GROUPS, divisions
from jobmatch.places.tables import rows

TABLE = divisions()


def test_counts_are_those_of_the_official_table():
    levels = [TABLE.level(code) for code in TABLE.codes]
    assert [levels.count(level) for level in (1, 2, 3)] == [34, 333, 2845]


def test_every_lineage_descends_one_province_with_growing_levels():
    for code in TABLE.codes:
        line = TABLE.lineage(code)
        levels = [TABLE.level(one) for one in line]
        assert levels == sorted(set(levels))
        assert levels[0] == 1
        assert line[-1] == code
        assert TABLE.province(code) == line[0] == code[:2] + "0000"
        assert all(TABLE.contains(one, code) for one in line)


@pytest.mark.parametrize(
    ("code", "city", "province", "full", "short"),
    [
        ("500235", "500000", "500000", "重庆市云阳县", "云阳"),
        ("500000", "500000", "500000", "重庆市", "重庆"),
        ("110105", "110000", "110000", "北京市朝阳区", "朝阳"),
        ("320506", "320500", "320000", "江苏省苏州市吴中区", "吴中"),
        ("441900", "441900", "440000", "广东省东莞市", "东莞"),
        ("429004", "429004", "420000", "湖北省仙桃市", "仙桃"),
        ("659001", "659001", "650000", "新疆维吾尔自治区石河子市", "石河子"),
        ("810000", "810000", "810000", "香港特别行政区", "香港"),
        ("500233", "500000", "500000", "重庆市忠县", "忠县"),
        ("422800", "422800", "420000", "湖北省恩施土家族苗族自治州", "恩施"),
        ("320000", "", "320000", "江苏省", "江苏"),
    ],
)
def test_hierarchy_and_names_by_design(code, city, province, full, short):
    assert TABLE.city(code) == city
    assert TABLE.province(code) == province
    assert TABLE.full_name(code) == full
    assert TABLE.short_name(code) == short


@pytest.mark.parametrize(
    ("given", "today"),
    [
        ("500235", "500235"),
        ("310108", "310106"),  # 闸北 -> 静安
        ("500105", "500157"),  # 江北 -> 两江新区
        ("500227", "500120"),  # 璧山县 -> 璧山区
        ("320502", "320508"),  # 沧浪 -> 姑苏
        ("371200", "370116"),  # 莱芜市 -> 莱芜区
        ("341400", "340181"),  # 巢湖
        ("512225", "500235"),  # 云阳 when it was of 四川
        ("310226", "310120"),  # 奉贤县
        ("430402", "430400"),  # 衡阳江东区: split up within the city
        ("132926", "130928"),  # 吴桥, of a prefecture that became a city
        ("371371", "371300"),  # a zone counts as its city
        ("110100", "110000"),  # 市辖区
        ("500200", "500000"),  # 县
        ("320501", "320500"),
        ("469000", "460000"),
        ("999999", None),
        ("", None),
        ("ab", None),
    ],
)
def test_former_and_placeholder_codes_lead_to_today(given, today):
    assert TABLE.current(given) == today


def test_every_former_code_leads_to_a_division_of_today():
    for name in ("former.tsv", "former_codes.tsv", "old_codes.tsv"):
        for row in rows(name, 4):
            assert row[2] in TABLE
            assert row[0] == "" or TABLE.current(row[0]) in TABLE


@pytest.mark.parametrize(
    ("ancestor", "code", "held"),
    [
        ("220300", "220184", True),  # 四平, 公主岭
        ("510000", "500101", True),  # 四川, 万州
        ("999999", "510185", False),
        ("220100", "220184", False),  # today's is no former one
        ("440000", "500101", False),
    ],
)
def test_former_codes_tell_what_held_a_division_once(ancestor, code, held):
    if ancestor in TABLE:
        assert TABLE.contained(ancestor, code) == held
    else:
        with pytest.raises(UnknownIdError):
            TABLE.contained(ancestor, code)


@pytest.mark.parametrize(
    ("one", "other", "kilometers", "tolerance"),
    [
        ("110000", "310000", 1068, 15),
        ("440100", "440300", 105, 15),
        ("500000", "510100", 270, 20),
        ("310117", "310101", 33, 8),
        ("500235", "500000", 255, 25),
        ("650100", "310000", 3270, 40),
        ("440309", "440300", 20, 12),
    ],
)
def test_distances_of_well_known_pairs(one, other, kilometers, tolerance):
    assert TABLE.kilometers(one, other) == pytest.approx(kilometers, abs=tolerance)


def test_distances_are_a_metric():
    rng = np.random.default_rng(7)
    codes = list(rng.choice(TABLE.codes, 60, replace=False))
    matrix = TABLE.kilometers_matrix(codes, codes)
    assert np.array_equal(matrix, matrix.T)
    assert np.all(np.diag(matrix) == 0)
    assert np.all(matrix[:, :, None] <= matrix[:, None, :] + matrix.T[None, :, :] + 1e-6)


def test_distances_agree_with_the_cosine_law():
    codes = ["110000", "310117", "500235", "650100", "460100", "230100"]
    matrix = TABLE.kilometers_matrix(codes, codes)
    for row, one in enumerate(codes):
        for column, other in enumerate(codes):
            lat_a, lon_a = np.radians(TABLE.coordinates(one))
            lat_b, lon_b = np.radians(TABLE.coordinates(other))
            cosine = np.sin(lat_a) * np.sin(lat_b)
            cosine += np.cos(lat_a) * np.cos(lat_b) * np.cos(lon_a - lon_b)
            angle = np.arccos(np.clip(cosine, -1, 1))
            assert matrix[row, column] == pytest.approx(6371 * angle, abs=0.5)


def test_every_county_lies_near_its_city():
    for code in TABLE.codes:
        city = TABLE.city(code)
        # 儋州, 三沙 and the districts of the wide west are far, but never beyond 900 km.
        if TABLE.level(code) == 3 and city and city != "460300":
            assert TABLE.kilometers(code, city) < 900
    far = [
        code
        for code in TABLE.codes
        if TABLE.level(code) == 3 and TABLE.kilometers(code, TABLE.city(code)) > 350
    ]
    assert len(far) < 30


def test_unknown_codes_are_nan_in_a_matrix_and_minus_one_as_a_position():
    matrix = TABLE.kilometers_matrix(["110000", "999999"], ["310000", ""])
    assert np.isfinite(matrix[0, 0])
    assert np.isnan(matrix[0, 1])
    assert np.isnan(matrix[1]).all()
    assert list(TABLE.positions(["110000", "999999"])) == [0, -1]
    assert TABLE.kilometers_matrix([], ["110000"]).shape == (0, 1)


def test_unknown_codes_are_a_named_error_that_does_not_repeat_them():
    calls = (
        lambda: TABLE.name("13800138000"),
        lambda: TABLE.lineage("13800138000"),
        lambda: TABLE.kilometers("110000", "13800138000"),
        lambda: TABLE.coordinates("13800138000"),
    )
    for call in calls:
        with pytest.raises(UnknownIdError, match="six-digit code") as caught:
            call()
        assert "13800138000" not in str(caught.value)


def test_coordinates_lie_in_china():
    for code in TABLE.codes:
        latitude, longitude = TABLE.coordinates(code)
        assert 3 < latitude < 54
        assert 73 < longitude < 136


def test_the_table_is_one_object_for_all_threads():
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: divisions(), range(64)))
    assert len({id(table) for table in tables}) == 1


def test_the_table_pickles():
    copy = pickle.loads(pickle.dumps(TABLE))  # noqa: S301 - bytes made here
    assert copy.codes == TABLE.codes
    assert copy.kilometers("110000", "310000") == TABLE.kilometers("110000", "310000")


def test_group_members_are_divisions_without_repeats():
    assert len(GROUPS) > 50
    for name, codes in GROUPS.items():
        assert codes, name
        assert len(set(codes)) == len(codes), name
        assert all(code in TABLE for code in codes), name


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("长三角", "上海市 江苏省 浙江省 安徽省"),
        ("川渝", "重庆市 四川省"),
        ("东北", "辽宁省 吉林省 黑龙江省"),
        ("苏锡常", "江苏省苏州市 江苏省无锡市 江苏省常州市"),
        ("闽南", "福建省厦门市 福建省泉州市 福建省漳州市"),
        ("长株潭", "湖南省长沙市 湖南省株洲市 湖南省湘潭市"),
    ],
)
def test_groups_by_design(name, members):
    assert " ".join(TABLE.full_name(code) for code in GROUPS[name]) == members


def test_the_wider_bay_area_holds_the_delta():
    assert set(GROUPS["珠三角"]) < set(GROUPS["大湾区"])


def test_importing_reads_no_table():
    program = (
        "import sys, jobmatch.places;"
        "rooms = [sys.modules['jobmatch.places.' + name] for name in ('divisions', 'groups')];"
        "assert all(room._load.cache_info().currsize == 0 for room in rooms)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == done.stderr == b""
