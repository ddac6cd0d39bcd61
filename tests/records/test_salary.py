"""Pay: answers known by design, laws over written forms, and no wrong figure with confidence."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.records.salary import DAYS_A_MONTH, HOURS_A_MONTH, Salary, parse_salary

MONTHLY = {
    "4000-6000元/月": (4000, 6000),
    "5K-8K": (5000, 8000),
    "5-8K": (5000, 8000),
    "1.5-2万": (15000, 20000),
    "6千-1万": (6000, 10000),
    "0.8-1万": (8000, 10000),
    "3-5千": (3000, 5000),
    "3.5千": (3500, 3500),
    "三千五到五千": (3500, 5000),
    "三到五千": (3000, 5000),
    "三五千": (3000, 5000),
    "八千到一万": (8000, 10000),
    "四千五": (4500, 4500),
    "一万二": (12000, 12000),
    "1万2-1万5": (12000, 15000),
    "３，５００－４，５００": (3500, 4500),
    "①5000": (5000, 5000),
    "5000～8000": (5000, 8000),
    "5000—8000": (5000, 8000),
    "5000至8000": (5000, 8000),
    "5000／8000": (5000, 8000),
    "5000一8000": (5000, 8000),
    "4000元/月-5000元/月": (4000, 5000),
    "3000元以上": (3000, None),
    "8000以上 元/月": (8000, None),
    "3000+": (3000, None),
    "两千多": (2000, None),
    "月薪上万": (10000, None),
    "8000以下": (None, 8000),
    "最高8000": (None, 8000),
    "4500左右": (4500, 4500),
    "到手6000": (6000, 6000),
    "3000 包吃住": (3000, 3000),
    "٣٠٠٠": (3000, 3000),
    "底薪3000+提成": (3000, None),
    "底薪3000-4000+提成 综合6000-8000": (6000, 8000),
    "底薪+提成 4000-8000": (4000, 8000),
    "计件 月入6000+": (6000, None),
    "保底4000": (4000, None),
    "试用期3000转正4000": (4000, 4000),
    "试用期3个月4000-4500，转正后5000-6000": (5000, 6000),
    "5000+五险一金": (5000, 5000),
    "月薪4500，包吃住，五险一金": (4500, 4500),
    "月薪4000~6000，餐补10元/天": (4000, 6000),
    "4500-6000，满一年加500": (4500, 6000),
    "综合工资5000-7000元/月，月休4天，每天8小时": (5000, 7000),
    "20元/小时 月综合5000-6000": (5000, 6000),
    "18岁以上 5000-6000": (5000, 6000),
    "每月15号发工资4000-5000": (4000, 5000),
    "5000 电话13800138000": (5000, 5000),
    "统一5000": (5000, 5000),
    "一个月5000": (5000, 5000),
    "基本工资+加班费+全勤奖 4500-6000": (4500, 6000),
    "2000-3000/月（实习期），转正4000-6000": (4000, 6000),
    "3000-4500(试用期2800)": (3000, 4500),
    "5000元/月*13": (5000, 5000),
}


@pytest.mark.parametrize(("text", "bounds"), MONTHLY.items())
def test_monthly_pay_is_read_to_the_yuan_and_without_doubt(text, bounds):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.period, pay.code) == (*bounds, "month", None)
    assert (pay.from_, pay.up_to) == (bounds[1] is None, bounds[0] is None)


@pytest.mark.parametrize(
    ("text", "period", "written", "factor"),
    [
        ("200元/天", "day", (200, 200), 21.75),
        ("150-200/天", "day", (150, 200), 21.75),
        ("日结180", "day", (180, 180), 21.75),
        ("一天200", "day", (200, 200), 21.75),
        ("三四百一天", "day", (300, 400), 21.75),
        ("200元/12小时", "day", (200, 200), 21.75),
        ("一个工300", "day", (300, 300), 21.75),
        ("25元/小时", "hour", (25, 25), 174),
        ("18元/时", "hour", (18, 18), 174),
        ("时薪20元，每天10小时", "hour", (20, 20), 174),
        ("2000元/周", "week", (2000, 2000), 4.35),
        ("年薪10-15万", "year", (100000, 150000), 1 / 12),
        ("10-15万/年", "year", (100000, 150000), 1 / 12),
        ("8万一年", "year", (80000, 80000), 1 / 12),
    ],
)
def test_other_periods_are_converted_and_kept_as_written(text, period, written, factor):
    pay = parse_salary(text)
    assert (pay.period, pay.written, pay.code) == (period, written, None)
    assert pay.low == pytest.approx(written[0] * factor, abs=0.01)
    assert pay.high == pytest.approx(written[1] * factor, abs=0.01)


def test_conversions_are_the_statutory_ones():
    assert (DAYS_A_MONTH, HOURS_A_MONTH) == (21.75, 21.75 * 8)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("面议", "salary_missing"),
        ("", "salary_missing"),
        ("不限", "salary_missing"),
        ("nan", "salary_missing"),
        ("计件", "salary_missing"),
        ("3-5", "salary_unparsed"),
        ("300", "salary_unparsed"),
        ("200-300", "salary_unparsed"),
        ("8-10万", "salary_unparsed"),
        ("8万", "salary_unparsed"),
        ("-5000", "salary_unparsed"),
        ("abc", "salary_unparsed"),
        ("inf", "salary_unparsed"),
        ("1e400", "salary_not_finite"),
        ("99999999999", "salary_out_of_range"),
        ("5000万", "salary_out_of_range"),
        ("3000-5000美元", "salary_currency"),
        ("$3000", "salary_currency"),
        ("5000HKD", "salary_currency"),
        ("500-1000元/次", "salary_piece_rate"),
        ("1" * 501, "salary_too_long"),
    ],
)
def test_what_cannot_be_told_has_no_figure(text, code):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (None, None, code)


@pytest.mark.parametrize(
    ("text", "bounds", "code"),
    [
        ("8000-5000", (5000, 8000), "salary_swapped"),
        ("0", (0, 0), "salary_zero"),
        ("15-20万", (12500, 16666.67), "unit_guessed"),
        ("5-8000", (5000, 8000), "unit_guessed"),
        ("8-1.2万", (8000, 12000), "unit_guessed"),
        ("男260，女200一天", (4350, 5655), "salary_several"),
        ("普工4500-6000,技工6000-8000", (4500, 8000), "salary_several"),
        ("10-100/天", (217.5, 2175), "salary_unusual"),
    ],
)
def test_doubtful_figures_say_so(text, bounds, code):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (*bounds, code)


def test_what_else_is_known_is_told():
    assert parse_salary("8千-1.1万·13薪").months == 13
    assert parse_salary("6000-8000，年底双薪").months == 13
    assert parse_salary("6k-8k*14").months == 14
    assert parse_salary("面议").negotiable
    assert parse_salary("计件").piece_rate
    meals = parse_salary("3000 包吃住")
    assert meals.board
    assert meals.lodging
    assert not parse_salary("3000").lodging
    assert parse_salary("税后5000").basis == "net"
    assert parse_salary("实习生2500/月").basis == "probation"


def test_heading_can_name_the_period():
    assert parse_salary("8-10万", period="year").low == pytest.approx(6666.67)
    assert parse_salary("200", period="day").low == 4350
    assert parse_salary("200元/天", period="month").low == 4350


@given(
    st.integers(1000, 29_999), st.integers(0, 20_000), st.sampled_from(["-", "~", "至", "到", "—"])
)
def test_plain_ranges_are_what_they_say(low, width, dash):
    pay = parse_salary(f"{low}{dash}{low + width}元/月")
    assert (pay.low, pay.high, pay.code) == (low, low + width, None)


@given(st.integers(10, 250), st.integers(10, 250))
def test_all_units_agree(low, high):
    low, high = sorted((low * 100, high * 100))
    forms = [
        f"{low}-{high}元/月",
        f"{low / 1000}k-{high / 1000}k",
        f"{low / 10000}万-{high / 10000}万",
    ]
    assert len({(pay.low, pay.high) for pay in map(parse_salary, forms)}) == 1


@given(
    st.text(
        alphabet="0123456789.-,~+元万千k/天月年小时面议底薪提成试用转正以上下一二三五百十 ",
        max_size=40,
    )
)
def test_any_cell_gives_ordered_finite_bounds_or_none(text):
    pay = parse_salary(text)
    bounds = [bound for bound in (pay.low, pay.high) if bound is not None]
    assert all(math.isfinite(bound) and 0 <= bound <= 1_000_000 for bound in bounds)
    assert bounds == sorted(bounds)
    assert bounds or pay.code is not None


@given(st.one_of(st.none(), st.integers(), st.binary(), st.lists(st.integers())))
def test_anything_but_text_is_a_type_error_by_code(value):
    assert parse_salary(value) == Salary(code="salary_type")


@pytest.mark.parametrize(
    "unit", ["1", "1-", "-", "1 ", "万", "一万", "底薪", "+1", "每天1", "1,000", "(("]
)
def test_hostile_cells_are_read_in_no_time(unit):
    parse_salary("三千五")  # loads the numerals
    for size in (500, 1_000_000):
        started = time.perf_counter()
        parse_salary((unit * size)[:size])
        assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("text", "period", "bounds", "code"),
    [
        ("10-15", "year", (8333.33, 12500), "unit_guessed"),
        ("120000", "year", (10_000, 10_000), None),
        ("5k-8k", "year", (5000, 8000), "unit_guessed"),
        ("6000", "day", (6000, 6000), "unit_guessed"),
        ("8万", "day", (None, None), "salary_unparsed"),
        ("200", "year", (None, None), "salary_unparsed"),
        ("25", "hour", (4350, 4350), None),
        ("6000/月", "hour", (6000, 6000), None),
    ],
)
def test_the_period_of_the_heading_counts_where_it_can_be_meant(text, period, bounds, code):
    pay = parse_salary(text, period=period)
    assert (pay.low, pay.high, pay.code) == (*bounds, code)


@pytest.mark.parametrize(
    "text",
    [
        "随市场价", "没有", "无", "看情况", "按公司规定", "协商", "随行就市", "按劳分配", "高薪",
        "看能力", "听安排", "国家标准", "详见岗位描述",
    ],
)  # fmt: skip
def test_words_that_leave_pay_open_are_no_fault_of_the_table(text):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (None, None, "salary_missing")
