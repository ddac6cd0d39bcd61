import datetime as dt

import pandas as pd
import pytest

from jobmatch.features import NotExpired
from jobmatch.matcher import Matcher, MatchIndex


@pytest.fixture(scope="session")
def jobs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "岗位编号": ["00123", "J2", "J3"],
            "岗位名称": ["电焊工", "月嫂", "保安"],
            "招聘单位": ["=甲厂", "乙家政", "丙公司"],
            "工作地点": ["云阳", "江苏昆山", "朝阳区"],
            "月薪": ["4000-6000元/月", "3000元以上", "面议"],
            "招聘人数": ["10", "5-8人", ""],
            "学历要求": ["初中", "不限", "高中"],
            "截止日期": ["2026-12-31", "长期有效", "2026-01-31"],
        }
    )


@pytest.fixture(scope="session")
def seekers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "求职者编号": ["S1", "S2", "S3"],
            "求职意向": ["焊工，刚离婚想离家近", "月嫂", ""],
            "技能": ["氩弧焊、二保焊", "", ""],
            "工作经历": ["在昆山宏远铁件厂烧焊三年", "", ""],
            "年龄": ["47", "35", "99"],
            "工作年限": ["3年", "", ""],
            "学历": ["初中", "高中", ""],
            "户籍地": ["云阳县江口镇", "重庆万州", ""],
            "现居住地": ["重庆云阳县青龙街道", "", ""],
            "证书": ["焊工证", "无", ""],
        }
    )


@pytest.fixture(scope="session")
def index(jobs: pd.DataFrame, seekers: pd.DataFrame) -> MatchIndex:
    return Matcher(require=[NotExpired(dt.date(2026, 3, 2))]).fit(jobs, seekers)
