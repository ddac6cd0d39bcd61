import openpyxl
import pandas as pd
import pytest

from jobmatch.errors import TableError
from jobmatch.reports import workbook, write_workbook


@pytest.fixture
def book(tmp_path):
    frame = pd.DataFrame(
        {
            "求职者编号": ["00123", "=1+1"],
            "名次": [1, 2],
            "匹配度": [0.5, 0.25],
            "推荐理由": ["意向就是焊工。" * 20, "#N/A"],
            "理由代码": ["a;b", ""],
        }
    )
    write_workbook({"按求职者": frame, "空": frame.iloc[:0]}, tmp_path / "lists.xlsx")
    return openpyxl.load_workbook(tmp_path / "lists.xlsx")


def test_texts_stay_texts_and_numbers_numbers(book):
    sheet = book["按求职者"]
    assert [cell.value for cell in sheet["A"]] == ["求职者编号", "00123", "'=1+1"]
    assert {cell.data_type for cell in (*sheet["A"], *sheet["D"])} == {"s"}
    assert [cell.value for cell in sheet["B"]] == ["名次", 1, 2]
    assert sheet["C2"].number_format == "0.000"


def test_the_header_is_bold_frozen_filtered_and_repeated(book):
    for sheet in book:
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
    assert book["按求职者"].auto_filter.ref == "A1:E3"
    assert not book["按求职者"]["A2"].font.bold


def test_a_line_parts_one_list_from_the_next(book):
    sheet = book["按求职者"]
    assert sheet["A2"].border.top.style == "thin"
    assert sheet["A3"].border.top.style is None


def test_a_page_is_a4_across_and_numbered(book):
    sheet = book["按求职者"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.print_area == "'按求职者'!$A$1:$D$3"


def test_sentences_are_wrapped_in_a_wide_column(book):
    widths = book["按求职者"].column_dimensions
    assert widths["D"].width == 52
    assert widths["A"].width < 20
    assert book["按求职者"]["D2"].alignment.wrap_text


def test_too_many_rows_are_refused_before_anything_is_written(tmp_path):
    frame = pd.DataFrame({"a": range(workbook.MAX_ROWS)})
    with pytest.raises(TableError, match="1048576") as caught:
        write_workbook({"大": frame}, tmp_path / "big.xlsx")
    assert caught.value.code == "too_many_rows"
    assert list(tmp_path.iterdir()) == []


def test_a_cell_too_long_for_excel_is_cut_and_listed(tmp_path):
    frame = pd.DataFrame({"文字": ["短", "会" * 40_000, "会" * workbook.MAX_CELL]})
    cut = write_workbook({"长": frame}, tmp_path / "long.xlsx")
    assert cut.to_numpy().tolist() == [["长", 1, "文字", "cell_truncated"]]
    values = [cell.value for cell in openpyxl.load_workbook(tmp_path / "long.xlsx")["长"]["A"]]
    assert [len(value) for value in values] == [2, 1, workbook.MAX_CELL, workbook.MAX_CELL]
    assert values[2].endswith(workbook.CUT)
    assert len(frame["文字"][1]) == 40_000


def test_sheet_names_are_made_fit(tmp_path):
    write_workbook({"按/岗位:" + "长" * 40: pd.DataFrame({"a": [1]})}, tmp_path / "names.xlsx")
    (name,) = openpyxl.load_workbook(tmp_path / "names.xlsx").sheetnames
    assert len(name) == 31
    assert name.startswith("按 岗位 ")


def test_no_sheet_at_all_is_refused(tmp_path):
    with pytest.raises(TableError, match="no sheet"):
        write_workbook({}, tmp_path / "none.xlsx")
