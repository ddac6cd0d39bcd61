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
    # written by sites
    "1.5千以下/月": (None, 1500),
    "1000元/月以下": (None, 1000),
    "3000-5000元／人·月": (3000, 5000),
    "每人每月3000元": (3000, 3000),
    "4.5-6（千/月）": (4500, 6000),
    "0.5-0.8（万/月）": (5000, 8000),
    "RMB 5,000.00 - 8,000.00": (5000, 8000),
    "5000_6000": (5000, 6000),
    "5000---6000": (5000, 6000),
    "5000.6000": (5000, 6000),
    "5000=6000": (5000, 6000),
    # what a month comes to, whatever else is named
    "底薪2300元+提成，月薪4200-7800元": (4200, 7800),
    "4200-7800（底薪2300+提成）": (4200, 7800),
    "5800=底薪4000+绩效1800": (5800, 5800),
    "底薪2100+加班费+补贴=5200-6100": (5200, 6100),
    "日薪180，一个月5000左右": (5000, 5000),
    "安家费6万，月薪7500": (7500, 7500),
    "4300（含300全勤）": (4300, 4300),
    "5600元/月，每月200餐补": (5600, 5600),
    "返2400，5600-6400元/月": (5600, 6400),
    "固定工资4300": (4300, 4300),
    "目前4200，期望5600": (5600, 5600),
    # open above
    "计件+保底3800": (3800, None),
    "3200加提成": (3200, None),
    "4200➕": (4200, None),
    "起薪4200": (4200, None),
    "不能低于4200": (4200, None),
    "4200以下勿扰": (4200, None),
    "低于4200不考虑": (4200, None),
    "不超过8300": (None, 8300),
    "四千二不到": (None, 4200),
    # numbers that are no pay
    "1、4200-5300元/月": (4200, 5300),
    "（2）4200元": (4200, 4200),
    "朝九晚五 4200": (4200, 4200),
    "早8晚6，4200": (4200, 4200),
    "9点到6点 4200": (4200, 4200),
    "每天早8点到晚5点半 4200": (4200, 4200),
    "上24休48，4200": (4200, 4200),
    "4200元/26天": (4200, 4200),
    "每周休一天，4200": (4200, 4200),
    "每月10-15号发，4200": (4200, 4200),
    "4200元/月，押一付一": (4200, 4200),
    "5300元/月，2024年应届生": (5300, 5300),
    "3年以上经验8200-9600，1年以下面谈": (8200, 9600),
    "4200餐补另算": (4200, 4200),
    "五、六千": (5000, 6000),
}


@pytest.mark.parametrize(("text", "bounds"), MONTHLY.items())
def test_monthly_pay_is_read_to_the_yuan_and_without_doubt(text, bounds):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.period, pay.code) == (*bounds, "month", None)
    assert (pay.from_, pay.up_to) == (bounds[1] is None, bounds[0] is None)


# What stands around pay in advertisements: numbers that are none of it.
AROUND = """
包吃住|五险一金|单休|月休4天|每周休一天|做六休一|每天8小时|12小时两班倒|四班三运转|早8晚6|9:00-18:00|
朝九晚五|上班时间8-18点|13薪|全勤奖200元|餐补15元/天|每天餐补20元|房补300-500元|工龄奖每年100|年假5天|
4人间|一日三餐|试用期80%|满一年加薪500|每年调薪2次|18-45岁|高中以上学历|1-3年经验|C1驾照|身高160以上|
招5人|每月15号发工资|押一付一|2024年应届生|加班1.5倍|返2000|入职奖1000元|试岗3天|合同一签三年|
全国31省均可|4.2米厢货|工作地点3号楼|第2食堂|满30天发全勤
""".replace("\n", "").split("|")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("4300-5600元/月", (4300, 5600)),
        ("5千-8千", (5000, 8000)),
        ("4800元", (4800, 4800)),
        ("月薪6000元以上", (6000, None)),
        ("210元/天", (210, 210)),
        ("21元/小时", (21, 21)),
        ("年薪8-10万", (80_000, 100_000)),
    ],
)
def test_what_stands_around_pay_does_not_change_it(text, written):
    alone = parse_salary(text)
    assert (alone.written, alone.code) == (written, None)
    for around in AROUND:
        for cell in (f"{text}，{around}", f"{around}，{text}", f"{around}；{text}、包住"):
            pay = parse_salary(cell)
            assert (pay.low, pay.high, pay.written) == (alone.low, alone.high, written), cell


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
        ("20万-30万/年", "year", (200000, 300000), 1 / 12),
        ("10-15（万元/年）", "year", (100000, 150000), 1 / 12),
        ("日收入200-280元", "day", (200, 280), 21.75),
        ("一天一结160", "day", (160, 160), 21.75),
        ("一个班160", "day", (160, 160), 21.75),
        ("点工320", "day", (320, 320), 21.75),
        ("200元/天/8小时", "day", (200, 200), 21.75),
        ("220元/10.5小时", "day", (220, 220), 21.75),
        ("一天260，一个月26天", "day", (260, 260), 21.75),
        ("钟点工28元", "hour", (28, 28), 174),
        ("十八块钱一小时", "hour", (18, 18), 174),
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
        ("200一车", "salary_piece_rate"),
        ("每平方25元", "salary_piece_rate"),
        ("5毛/件", "salary_piece_rate"),
        ("25元/㎡", "salary_piece_rate"),
        ("4000-600", "salary_unparsed"),
        ("3-6万", "salary_unparsed"),
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
        ("3000元/天", (65_250, 65_250), "salary_unusual"),
        ("4500元/8小时", (4500, 4500), "unit_guessed"),
        ("日结6200", (6200, 6200), "unit_guessed"),
        ("50-80K", (50_000, 80_000), "unit_guessed"),
        ("100-200K·14薪", (100_000, 200_000), "salary_unusual"),
        ("店员4000+，店长6000+", (4000, None), "salary_several"),
    ],
)
def test_doubtful_figures_say_so(text, bounds, code):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (*bounds, code)


def test_what_else_is_known_is_told():
    assert parse_salary("8千-1.1万·13薪").months == 13
    assert parse_salary("6000-8000，年底双薪").months == 13
    assert parse_salary("6k-8k*14").months == parse_salary("6k-8k x 14").months == 14
    assert parse_salary("(4000-6000)*13").months == 13
    assert parse_salary("面 议").negotiable
    assert parse_salary("4200元，可商量").negotiable
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


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("2000元/半月", 4000),
        ("2500/半个月", 5000),
        ("2500元每半个月", 5000),
        ("12000元/季度", 4000),
        ("1.2万/季", 4000),
        ("3万一季度", 10_000),
        ("1.5万/三个月", 5000),
        ("9000元三个月", 3000),
        ("6万/半年", 10_000),
        ("2000元/2周", 4350),
        ("1200/双周", 2610),
        ("60万/5年", 10_000),
        ("150元/半天", 6525),
        ("100元/4小时", 4350),
    ],
)
def test_pay_for_several_periods_or_half_a_one_is_converted(text, low):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (low, low, None)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("两周2000", 4350),
        ("双周2500", 5437.5),
        ("三个月1.5万", 5000),
        ("3个月9000", 3000),
        ("暑假两个月6000", 3000),
        ("半年3万", 5000),
        ("半个月2500", 5000),
        ("每季度9000元", 3000),
    ],
)
def test_a_span_in_front_of_pay_is_converted_with_a_doubt(text, low):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (low, low, "unit_guessed")


@pytest.mark.parametrize(
    "text",
    [
        # days paid or days of the calendar; years of pay or of experience; probation or pay
        "15天3000", "每10天1000", "3000/20天", "3000元每15天", "5年50万", "三个月 5000",
        # no such figure, or a comma that may be a point
        "5千万", "5kk", "1,5万", "1,5千",
        # the pay of two
        "夫妻两人10000元/月", "两人一万", "夫妻档8000-10000", "10000元/2人",
    ],
)  # fmt: skip
def test_what_two_readers_would_count_differently_is_unknown(text):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.code) == (None, None, "salary_unparsed")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("4000-6000 加班另算 年终奖 5000-10000", (4000, 6000)),
        ("五险一金 年终奖 5000-8000", (5000, 8000)),
        ("4,5千", (4000, 5000)),
        ("4，5千", (4000, 5000)),
        ("5，6千", (5000, 6000)),
        ("4000～可达8000", (4000, 8000)),
        ("近万", (10_000, 10_000)),
        ("万元左右", (10_000, 10_000)),
        ("1万零500", (10_500, 10_500)),
        ("1万零50", (10_050, 10_050)),
        ("2万5百", (20_500, 20_500)),
        ("3000多-5000多", (3000, 5000)),
        ("3千多到5千", (3000, 5000)),
        # a span that is none of the pay
        ("试用期三个月4000", (4000, 4000)),
        ("5天8小时，5000-7000", (5000, 7000)),
        ("压半个月工资 5500-6500", (5500, 6500)),
        ("5000 半年一调薪", (5000, 5000)),
        ("半年一调薪，5000", (5000, 5000)),
        ("6000元/月，季度奖1000-3000", (6000, 6000)),
        ("夫妻优先 5000", (5000, 5000)),
        ("招2人 5000", (5000, 5000)),
        ("两人间 5000", (5000, 5000)),
        ("12小时/天 5000", (5000, 5000)),
    ],
)
def test_further_ways_of_writing_a_months_pay(text, bounds):
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.period, pay.code) == (*bounds, "month", None)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("日200", (200, 200)),
        ("天200", (200, 200)),
        ("按天算200", (200, 200)),
        ("200～300（按天）", (200, 300)),
        ("12小时/天 260元", (260, 260)),
        ("试用期一个月、一天两百、试用期工资2800元", (200, 200)),
    ],
)
def test_further_ways_of_writing_a_days_pay(text, bounds):
    pay = parse_salary(text)
    assert (pay.written, pay.period, pay.code) == (bounds, "day", None)


def test_pay_by_the_hour_is_for_the_hours_that_the_cell_states():
    assert parse_salary("22元/小时 每天10小时 每月26天").low == 5720
    assert parse_salary("22元/小时 每天10小时").low == 22 * HOURS_A_MONTH


def test_meals_may_be_counted():
    assert parse_salary("包两顿饭 4000").board
    assert parse_salary("3000 两顿饭").board
