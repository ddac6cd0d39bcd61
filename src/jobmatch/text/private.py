"""Personal numbers and addresses out of running text: ids, phones, e-mail, chat accounts.

Numbers of the trade stay: pay, dates, sizes. The rules lean to removing, since no such number says
anything about the work.
"""

import re

from jobmatch.text.normalize import MAX_TEXT

__all__ = ["strip_private"]

_MAIL = re.compile(
    r"[a-z0-9](?:[a-z0-9._%+-]{0,63})?[ ]?@[ ]?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}",
    re.IGNORECASE,
)
# An account behind its label. Without 号 or a colon it needs a digit or an underscore, so that
# 微信 Photoshop stays.
_CHAT_LABEL = (
    r"(?:微信(?:同号)?|加微|薇信|威信号|v信|企鹅号?|扣扣|加v|(?<![a-z])(?:wechat|weixin|qq|wx|vx))"
)
_CHAT = re.compile(
    rf"{_CHAT_LABEL}(?:"
    r"(?:\s?(?:号码?|群号?|账号|帐号|id)\s?[:：=]?|\s?[:：=])\s?[a-z0-9_][a-z0-9_-]{4,29}"
    r"|\s?(?=[a-z_-]{0,29}[0-9_])[a-z0-9_][a-z0-9_-]{5,29}"
    r")|(?<![a-z0-9])(?:wxid|wx|vx)_[a-z0-9_-]{3,29}",
    re.IGNORECASE,
)
_BIRTHDAY = r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_NUMBER = re.compile(
    "(?<![0-9])(?:"
    # national id, whole or in groups; a run of 11 or more digits, whatever it is
    rf"[1-9][0-9]{{5}}[ -]?{_BIRTHDAY}[ -]?[0-9]{{3}}[0-9x]|[0-9]{{17}}x|[0-9]{{11,}}"
    # mobile number in the groups in which people write it, or digit by digit
    r"|1[3-9][0-9](?:[ .-][0-9]{4}[ .-]?[0-9]{4}|[ .-][0-9]{3}[ .-][0-9]{5}|[0-9]{4}[ .-][0-9]{4}"
    r"|[ .-][0-9]{8})|1(?: [0-9]){10}|1(?:-[0-9]){10}"
    # landline with area code, service number
    r"|0[1-9][0-9]{1,2}[ -]{1,3}[0-9]{3,4}[ -]?[0-9]{4}|010[0-9]{7}|02[0-9][0-9]{7}"
    r"|[48]00[ -]?[0-9]{3}[ -]?[0-9]{4}"
    r")(?![0-9])(?:(?:-|转| 转 ?)[0-9]{1,6}(?![0-9]))?"
    r"|[(（]0[1-9][0-9]{1,2}[)）][ -]?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])",
    re.IGNORECASE,
)
# A short number is a phone number only behind a word for it.
_LABELLED = re.compile(
    r"(?:电话|手机|座机|热线|传真|联系方式|联系人|致电|(?<![a-z])(?:tel|phone|mobile|fax))"
    r"[^0-9，。,;；]{0,8}[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])(?!\s?[元万块kK%])",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"[0-9@]|微信|企鹅|扣扣|v信|wechat|weixin|qq|[wv]x|加v", re.IGNORECASE)
_LIST = (_MAIL, _CHAT, _NUMBER, _LABELLED)


def strip_private(text: str) -> tuple[str, bool]:
    """Take ids, phone numbers, e-mail addresses and chat accounts out of a text.

    Parameters
    ----------
    text : str
        A normalized text; what stands behind `MAX_TEXT` characters is cut off, as there.

    Returns
    -------
    text : str
        The text with a blank in place of each; the text itself where nothing was found.
    removed : bool
        Whether anything was found.

    Notes
    -----
    Any run of 11 or more digits goes, which covers resident identity numbers (GB 11643: 18
    characters, the last one possibly X, formerly 15), mobile numbers and bank cards.

    Examples
    --------
    >>> strip_private("焊工 电话138-0013-8000")
    ('焊工 电话', True)
    >>> strip_private("月薪8000-12000元 2020年03月-2023年05月")
    ('月薪8000-12000元 2020年03月-2023年05月', False)
    """
    text = text[:MAX_TEXT]
    if not _SUSPECT.search(text):
        return text, False
    removed = 0
    for pattern in _LIST:
        text, count = pattern.subn(" ", text)
        removed += count
    return (" ".join(text.split()), True) if removed else (text, False)
