from jobmatch.text import normalize, stop_words, strip_protected
from jobmatch.text.normalize import data_lines


def test_boilerplate_is_in_and_work_is_not() -> None:
    assert {
        "岗位职责",
        "任职要求",
        "优先",
        "负责",
        "相关",
        "以上",
        "五险一金",
        "的",
    } <= stop_words()
    assert not {"焊工", "销售", "管理", "客户", "普通话", "驾驶", "健康证"} & stop_words()


def test_words_are_in_the_form_in_which_tokens_come() -> None:
    own = {word for line in data_lines("stop_words.tsv") for word in line.split()}
    assert all(normalize(word).lower() == word for word in own)
    assert own <= stop_words()


def test_data_files_hold_no_entry_twice_and_exceptions_survive() -> None:
    kept = [word for line in data_lines("protected_exceptions.tsv") for word in line.split()]
    assert len(kept) == len(set(kept))
    assert [word for word in kept if strip_protected(word) != word] == []
