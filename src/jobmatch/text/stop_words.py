"""Words that say nothing about which work it is."""

from functools import cache

from jobmatch.text.normalize import data_lines

__all__ = ["stop_words"]


@cache
def stop_words() -> frozenset[str]:
    """Words that never become tokens: function words and the boilerplate of vacancies.

    Returns
    -------
    frozenset of str
        Lower-cased words: the Chinese list of ``stopwordsiso`` and the project's own list of words
        that stand in most vacancies and profiles whatever the work.

    Examples
    --------
    >>> "岗位职责" in stop_words(), "焊工" in stop_words()
    (True, False)
    """
    from stopwordsiso import stopwords  # noqa: PLC0415 - reads the lists of all languages

    own = (word for line in data_lines("stop_words.tsv") for word in line.split())
    return frozenset(word.lower() for word in (*stopwords("zh"), *own))
