"""What `jobmatch check` says about a table: how it was understood, and what is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from jobmatch.features import Recipe
from jobmatch.records import Records
from jobmatch.records.files import grid_of
from jobmatch.records.headings import clean, read_headings
from jobmatch.records.read import file_options
from jobmatch.reports.problems import TABLES, column_label, problem_table
from jobmatch.schema import JOBS, SEEKERS

__all__ = ["headings_of", "recipe_lines", "table_lines"]


def headings_of(
    path: str | Path,
    records: Records,
    *,
    encoding: str | None = None,
    sheet: str | int | None = None,
) -> list[tuple[str, str]]:
    """Give the headings of a file that were read, each with the column it was taken for.

    Parameters
    ----------
    path : str or Path
        The file that `records` were read from.
    records : Records
        What was read.
    encoding, sheet : optional
        As they were given to the reader.

    Returns
    -------
    list of (str, str)
        Heading as it stands in the file, and name of the column.
    """
    table = JOBS if records.table == JOBS.name else SEEKERS

    labels = grid_of(path, file_options(table, (), encoding, sheet)).headings
    found = []
    for match in read_headings(labels, table).matches:
        shown = clean(labels[match.position])
        names = match.column.split("|")
        column = next((name for name in names if name in records or name == table.id.name), "")
        if column and shown not in records.left_out:
            found.append((shown, column))
    return found


def table_lines(records: Records, headings: Sequence[tuple[str, str]]) -> list[str]:
    """Say how a table was understood and what was noticed, without the content of any cell.

    Parameters
    ----------
    records : Records
        The table.
    headings : sequence of (str, str)
        Its headings and what they stand for, as by `headings_of`.

    Returns
    -------
    list of str
        Lines to print.
    """
    lines = [f"【{TABLES[records.table]}】读入 {len(records)} 条"]
    meant = [f"{heading} → {column_label(records, name)}" for heading, name in headings]
    lines += _block("  识别的列：", meant)
    lines += _block("  未读的列：", [*records.left_out])
    problems = problem_table(records)
    lines.append("  数据问题：" + ("" if len(problems) else "无"))
    for action, group in problems.groupby("处理", sort=False):
        lines.append(f"    {action}：")
        for one in group.to_dict("records"):
            column = f"{one['列']}：" if one["列"] else ""
            where = f"（{one['位置']}）" if one["位置"] else ""
            said = f"{column}{one['说明']}{where} [{one['问题代码']}]"
            lines.append(f"    {one['数量']:>5} 处 {said}")
    return lines


def recipe_lines(recipe: Recipe, jobs: Records, seekers: Records) -> list[str]:
    """Say which criteria of a recipe these two tables serve, and what the others lack.

    Parameters
    ----------
    recipe : Recipe
        The recipe asked for.
    jobs, seekers : Records
        The two tables.

    Returns
    -------
    list of str
        Lines to print.
    """
    lacking = recipe.lacking(jobs, seekers)
    lines = ["【匹配依据】"]
    for title, criteria in (("比较", recipe.features), ("硬性条件", recipe.require)):
        used = [one.label for one in criteria if one.name not in lacking]
        lines.append(f"  {title}：{'、'.join(used) or '无'}")
        for one in criteria:
            if one.name in lacking:
                wanted = [_column(name, jobs, seekers) for name in lacking[one.name]]
                lines.append(f"  用不上“{one.label}”：缺{'、'.join(wanted)}")
    return lines


def _column(name: str, jobs: Records, seekers: Records) -> str:
    """Say a missing column, given as table.column, in Chinese."""
    table, _, column = name.partition(".")
    return f"{TABLES[table]}“{column_label(jobs if table == jobs.table else seekers, column)}”"


def _block(title: str, items: Sequence[str], across: int = 4) -> list[str]:
    """Lay items out a few a line under a title."""
    if not items:
        return [f"{title}无"]
    rows = ["，".join(items[start : start + across]) for start in range(0, len(items), across)]
    return [title + rows[0], *(" " * 12 + row for row in rows[1:])]
