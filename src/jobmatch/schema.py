"""The columns jobmatch knows: name, kind of cell, unit, label.

A column name is written once, here. `kind` names the parser of the records room. The headings
under which a standard column is met in the tables of bureaus, townships and job sites are data of
the records room (``records/data/headings.tsv``); name and label are always accepted, and a column
of one's own brings its `headings` along. All are matched after normalization, so that width, case,
blanks and punctuation do not matter.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["JOBS", "PROTECTED_HEADINGS", "SEEKERS", "Column", "Kind", "Table", "TableName"]

TableName = Literal["jobs", "seekers"]
Kind = Literal[
    "id",  # object array of str
    "text",  # object array of str, normalized, "" where nothing is said
    "places",  # object array of jobmatch.places.Places
    "salary",  # structured array (low, high) in CNY a month, NaN where unknown
    "years",  # structured array (low, high) in years, NaN where unknown
    "ages",  # structured array (low, high) in years, NaN where unknown
    "count",  # structured array (low, high), NaN where unknown
    "education",  # int8: -1 unknown, 0 none needed, 1 primary school ... 7 doctorate
    "licences",  # object array of sorted tuple of str (焊工证或电工证 is a choice), None if unknown
    "held_licences",  # the same, without choices
    "date",  # datetime64[D], NaT where unknown, 9999-12-31 for open-ended
    "flag",  # int8: -1 unknown, 0 no, 1 yes
    "number",  # float64, NaN where unknown
]


@dataclass(frozen=True)
class Column:
    """One column of a standard table: what it is called, how its cells are read.

    Parameters
    ----------
    name : str
        The name used everywhere in jobmatch; also always accepted as a heading.
    kind : str, default "number"
        Kind of cell, which names the parser and the dtype of the normalized array.
    unit : str, default ""
        Unit of the normalized values, such as ``"CNY/month"``.
    label : str, default ""
        The Chinese heading printed in reports.
    headings : tuple of str, default ()
        Further headings under which a column of one's own is recognised.
    """

    name: str
    kind: Kind = "number"
    unit: str = ""
    label: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A standard table: its columns, which one is the id, and which text columns it can live on.

    Parameters
    ----------
    name : {"jobs", "seekers"}
        Name of the table, as it stands in problems and messages.
    columns : tuple of Column
        Every column that is read; all others are ignored.
    text : tuple of str
        Text columns; a table needs at least one of them.
    """

    name: TableName
    columns: tuple[Column, ...]
    text: tuple[str, ...]

    @property
    def id(self) -> Column:
        """The identifier column, always the first."""
        return self.columns[0]

    def __getitem__(self, name: str) -> Column:
        """Column called `name`; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


JOBS = Table(
    "jobs",
    (
        Column("job_id", "id", label="岗位编号"),
        Column("title", "text", label="岗位名称"),
        Column("employer", "text", label="招聘单位"),
        Column("occupation", "text", label="职业类别"),
        Column("location", "places", label="工作地点"),
        Column("salary", "salary", "CNY/month", "月薪"),
        Column("headcount", "count", "persons", "招聘人数"),
        Column("education", "education", label="学历要求"),
        Column("experience", "years", "years", "经验要求"),
        Column("age", "ages", "years", "年龄要求"),
        Column("skills", "text", label="技能要求"),
        Column("licences", "licences", label="证书要求"),
        Column("description", "text", label="岗位描述"),
        Column("benefits", "text", label="福利待遇"),
        Column("published_on", "date", label="发布日期"),
        Column("valid_until", "date", label="截止日期"),
    ),
    text=("title", "occupation", "skills", "description"),
)

SEEKERS = Table(
    "seekers",
    (
        Column("seeker_id", "id", label="求职者编号"),
        Column("desired_job", "text", label="求职意向"),
        Column("skills", "text", label="技能"),
        Column("work_history", "text", label="工作经历"),
        Column("description", "text", label="自我介绍"),
        Column("experience", "years", "years", "工作年限"),
        Column("education", "education", label="学历"),
        Column("age", "ages", "years", "年龄"),
        Column("home", "places", label="户籍地"),
        Column("residence", "places", label="现居住地"),
        Column("desired_location", "places", label="期望工作地"),
        Column("desired_salary", "salary", "CNY/month", "期望月薪"),
        Column("licences", "held_licences", label="证书"),
        Column("opted_out", "flag", label="不愿推送"),
    ),
    text=("desired_job", "skills", "work_history", "description"),
)

# Folded like all headings: width, case, blanks and what stands in brackets play no part.
PROTECTED_HEADINGS = (
    "性别", "性别要求", "gender", "sex", "民族", "民族要求", "ethnicity", "ethnic_group",
    "nationality", "宗教", "宗教信仰", "religion", "婚姻", "婚姻状况", "婚姻情况", "婚姻要求",
    "婚否", "婚育", "婚育状况", "婚育情况", "marital_status", "生育", "生育状况", "子女",
    "子女情况", "children", "健康", "健康状况", "健康情况", "身体状况", "health", "残疾",
    "残疾类别", "残疾等级", "残疾证号", "是否残疾", "disability", "政治面貌", "户口性质",
    "户口类型", "户口类别", "户籍性质", "户籍类型", "户籍类别", "出生地", "birthplace", "出生日期",
    "出生年月", "birthday", "date_of_birth", "姓名", "名字", "name", "full_name", "联系人",
    "身份证", "身份证号", "身份证号码", "身份号码", "公民身份号码", "证件号", "证件号码", "id_card",
    "id_number", "手机", "手机号", "手机号码", "联系手机", "移动电话", "电话", "电话号码",
    "联系电话", "联系方式", "phone", "phone_number", "mobile", "tel", "telephone", "contact",
    "微信", "微信号", "wechat", "QQ", "QQ号", "邮箱", "电子邮箱", "电子邮件", "email", "mail",
    "银行卡号", "社保卡号",
)  # fmt: skip
