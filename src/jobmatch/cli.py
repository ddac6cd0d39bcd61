"""The command line: ``jobmatch demo``, ``check``, ``refer``, ``explain``.

Exit codes: 0 done, 1 a table or setting cannot be used, 2 wrong usage, 130 interrupted.
Heavy imports stand inside the commands, so that ``jobmatch --help`` is quick.
"""

# ruff: noqa: PLC0415, PLR0913, PLR0917 - imports wait for their command; options are parameters

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypedDict, cast

import typer
import typer.core

from jobmatch.errors import JobmatchError

if TYPE_CHECKING:
    from jobmatch.features import Recipe
    from jobmatch.matcher import MatchIndex
    from jobmatch.records import Records

__all__ = ["app", "main"]

INTERRUPTED = 130
# The base of what the command line raises for wrong usage, wherever typer keeps it.
_UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])


Parameters = ParamSpec("Parameters")


def _guarded(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """End a command that fails on purpose with one line and an exit code."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except JobmatchError as error:
            from jobmatch.reports.problems import error_line

            print(error_line(error), file=sys.stderr)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            print("已中断。", file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None

    return run


class _Commands(typer.core.TyperGroup):
    """The commands; what is typed wrongly is answered in Chinese, with what to type."""

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as the base class has it
        try:
            code = super().main(*args, **{**options, "standalone_mode": False})
        except _UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                print(cast("Any", error).format_message())
            else:
                print(_usage_line(error), file=sys.stderr)
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)


def _usage_line(error: Any) -> str:  # noqa: ANN401 - of a class that typer keeps to itself
    """Say what was typed wrongly, and one line that is right."""
    name = getattr(getattr(error, "param", None), "opts", [""])[-1]
    command = error.ctx.info_name if error.ctx else None
    example = OPTION_EXAMPLES.get(name) or EXAMPLES.get(command or "", EXAMPLES["check"])
    shown = ARGUMENTS.get(name, name)
    what = next((said for kind, said in _WRONG.items() if type(error).__name__ == kind), "写法不对")
    return f"错误：{what.format(shown)}。例如：{example}\n详细说明：{error.format_message()}"


_WRONG = {
    "MissingParameter": "缺少{}",
    "BadParameter": "{} 的值不可用",
    "NoSuchOption": "没有这个选项",
    "BadOptionUsage": "选项后面缺少值",
}
ARGUMENTS = {"jobs": "岗位表文件", "seekers": "求职者表文件"}
EXAMPLES = {
    "check": "jobmatch check 岗位表.xlsx 求职者表.xlsx",
    "refer": "jobmatch refer 岗位表.xlsx 求职者表.xlsx --out 结果",
    "explain": "jobmatch explain 岗位表.xlsx 求职者表.xlsx --seeker S001 --job J001",
    "demo": "jobmatch demo",
}
OPTION_EXAMPLES = {
    "--day": "--day 2026-03-31",
    "-n": "-n 3",
    "--seekers-per-job": "--seekers-per-job 20",
    "--min-score": "--min-score 0.35",
}

app = typer.Typer(
    name="jobmatch",
    cls=_Commands,
    help="公共就业服务人岗匹配：两张表格进，两份说得出理由的推荐名单出。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Jobs = Annotated[Path, typer.Argument(metavar="JOBS", help="岗位表：.csv、.xlsx 或 .parquet")]
Seekers = Annotated[Path, typer.Argument(metavar="SEEKERS", help="求职者表，格式同上")]
Out = Annotated[Path, typer.Option("--out", help="结果写入的文件夹，没有则新建")]
Count = Annotated[int, typer.Option("-n", min=1, help="每位求职者推荐几个岗位")]
PerJob = Annotated[int, typer.Option("--seekers-per-job", min=1, help="每个岗位推荐几位求职者")]
# Of the judged pairs that a caseworker would tell someone of, 3 % score below this, and of those
# that she would not, three quarters (docs/quality.md).
WORTH_TELLING = 0.35
MinScore = Annotated[
    float, typer.Option("--min-score", min=0.0, max=1.0, help="匹配度低于此值的不推荐")
]
ISO = "%Y-%m-%d"
Day = Annotated[
    dt.datetime | None,
    typer.Option("--day", formats=[ISO], metavar="YYYY-MM-DD", help="参考日期，默认今天"),
]
NoExpiry = Annotated[bool, typer.Option("--no-expiry", help="不看截止日期，过期岗位也参与推荐")]
Sheet = Annotated[str | None, typer.Option("--sheet", help="Excel 工作表名，默认自动选择")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="CSV 编码，默认自动识别")]


class _Options(TypedDict):
    sheet: str | None
    encoding: str | None


@dataclass(frozen=True)
class _Tables:
    """The two files of a command and how to read them."""

    jobs: Path
    seekers: Path
    sheet: str | None
    encoding: str | None

    def options(self, path: Path) -> _Options:
        """Settings that suit one file: a sheet for a workbook, an encoding for a text."""
        books = {one: one.suffix.lower() in (".xlsx", ".xlsm") for one in (self.jobs, self.seekers)}
        mixed = len(set(books.values())) > 1
        return {
            "sheet": self.sheet if books[path] or not mixed else None,
            "encoding": self.encoding if not books[path] or not mixed else None,
        }

    def read(self) -> tuple["Records", "Records"]:
        from jobmatch.records import read_jobs, read_seekers

        jobs = read_jobs(self.jobs, **self.options(self.jobs))
        return jobs, read_seekers(self.seekers, **self.options(self.seekers))


class _Shown(TypedDict):
    min_score: float
    progress: bool


@dataclass(frozen=True)
class _Lists:
    """How long the lists are and what is too poor a match to stand in them."""

    jobs: int
    seekers: int = 20
    min_score: float = WORTH_TELLING


@app.callback(invoke_without_command=True)
def _start(
    version: Annotated[bool, typer.Option("--version", help="显示版本号", is_eager=True)] = False,
) -> None:
    if version:
        from jobmatch import __version__

        print(f"jobmatch {__version__}")
        raise typer.Exit


@app.command(help="用自带的示例县数据跑一遍，结果写入当前文件夹下的 jobmatch-demo。")
@_guarded
def demo(out: Out = Path("jobmatch-demo"), n: Count = 3) -> None:
    """Match the sample county and write both push lists."""
    from jobmatch.datasets import SAMPLE_DAY, load_sample

    print(f"示例数据（虚构的一个县），参考日期 {SAMPLE_DAY}")
    jobs, seekers = load_sample()
    _refer(jobs, seekers, _recipe(SAMPLE_DAY), out, _Lists(n))


@app.command(help="检查两张表：认出了哪些列、有哪些问题、能用哪些条件匹配。")
@_guarded
def check(
    jobs: Jobs,
    seekers: Seekers,
    day: Day = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    problems: Annotated[
        Path | None, typer.Option("--problems", help="把逐条数据问题写入这个 CSV 文件")
    ] = None,
) -> None:
    """Say how both tables are understood and what is wrong with them; nothing is matched."""
    from jobmatch.reports import check as said
    from jobmatch.reports import expired, problem_list, screen, write_csv

    tables = _Tables(jobs, seekers, sheet, encoding)
    read = tables.read()
    for path, records in zip((jobs, seekers), read, strict=True):
        headings = said.headings_of(path, records, **tables.options(path))
        _say(said.table_lines(records, headings))
    recipe = _recipe(day and day.date())
    _say(said.recipe_lines(recipe, *read))
    over = expired(read[0], recipe.require)
    _say([f"  岗位共 {len(read[0])} 个，按参考日期已过期 {over} 个"])
    _warn(screen.expiry_lines(over, len(read[0])))
    recipe.usable(*read)
    if problems is not None:
        _say(screen.file_lines({"数据问题": write_csv(problem_list(*read), problems)}))


@app.command(help="匹配两张表，写出给求职者和给用人单位的推荐名单。")
@_guarded
def refer(
    jobs: Jobs,
    seekers: Seekers,
    out: Out,
    n: Count = 3,
    seekers_per_job: PerJob = 20,
    min_score: MinScore = WORTH_TELLING,
    day: Day = None,
    no_expiry: NoExpiry = False,
    sheet: Sheet = None,
    encoding: Encoding = None,
) -> None:
    """Match two tables and write both push lists."""
    read = _Tables(jobs, seekers, sheet, encoding).read()
    lists = _Lists(n, seekers_per_job, min_score)
    _refer(*read, _recipe(day and day.date(), expiry=not no_expiry), out, lists)


@app.command(help="说明一位求职者与一个岗位的匹配度是怎么算出来的。")
@_guarded
def explain(
    jobs: Jobs,
    seekers: Seekers,
    seeker: Annotated[str, typer.Option("--seeker", help="求职者编号")],
    job: Annotated[str, typer.Option("--job", help="岗位编号")],
    day: Day = None,
    no_expiry: NoExpiry = False,
    sheet: Sheet = None,
    encoding: Encoding = None,
) -> None:
    """Say how the score of one pair comes about."""
    read = _Tables(jobs, seekers, sheet, encoding).read()
    index = _index(*read, _recipe(day and day.date(), expiry=not no_expiry))
    print(index.explain(seeker_id=seeker, job_id=job))


def _recipe(day: dt.date | None, *, expiry: bool = True) -> "Recipe":
    """Give the standard recipe with its reference day, or without a look at the last day."""
    from jobmatch.features import NotExpired, standard_recipe

    recipe = standard_recipe()
    gates = [NotExpired(day) if isinstance(g, NotExpired) else g for g in recipe.require]
    kept = [gate for gate in gates if expiry or not isinstance(gate, NotExpired)]
    return replace(recipe, require=tuple(kept))


def _index(jobs: "Records", seekers: "Records", recipe: "Recipe") -> "MatchIndex":
    from jobmatch.matcher import Matcher

    usable = [gate for gate in recipe.require if not gate.missing_columns(jobs, seekers)]
    return Matcher(require=usable).fit(jobs, seekers)


def _refer(
    jobs: "Records", seekers: "Records", recipe: "Recipe", out: Path, lists: "_Lists"
) -> None:
    """Match, write every file, and say in short what came out."""
    from jobmatch.reports import expired, output_folder, screen, summary, write_all

    output_folder(out)  # what cannot be written is said before the work, not after it
    over = expired(jobs, recipe.require)
    _warn(screen.expiry_lines(over, len(jobs)))
    index = _index(jobs, seekers, recipe)
    shown: _Shown = {"min_score": lists.min_score, "progress": sys.stderr.isatty()}
    for_seekers = index.recommend_jobs(n=lists.jobs, **shown)
    for_employers = index.recommend_seekers(n=lists.seekers, **shown)
    counts = summary(for_seekers, for_employers)
    files = write_all(for_seekers, for_employers, counts, out)
    _say(screen.summary_lines(counts))
    _say(screen.example_lines(for_seekers))
    _say(screen.file_lines(files))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _warn(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def main() -> None:
    """Run the command line; output that a console cannot show is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
