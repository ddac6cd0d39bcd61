"""What a benchmark ran on, and how much memory a process has taken at most."""

import os
import platform
import resource
import sys
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn", "jieba")


def machine() -> str:
    """Processor, cores, memory, Python and packages in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GiB; "
        f"Python {platform.python_version()}, {packages}"
    )


def peak_mib() -> float:
    """Largest resident memory of this process so far, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the process that started this one
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def print_table(rows: list[dict[str, object]]) -> None:
    """Print rows of equal keys as a Markdown table, floats with three digits."""
    header = list(rows[0])
    print(f"| {' | '.join(header)} |")
    print(f"|{'---|' * len(header)}")
    for row in rows:
        cells = (
            f"{row[name]:.3g}" if isinstance(row[name], float) else row[name] for name in header
        )
        print(f"| {' | '.join(str(cell) for cell in cells)} |")


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
