"""Every measurement of this folder, one table: `make bench` writes it into benchmarks/README.md.

Nothing here fails a build: figures are read by people. `--pages-only FILE.json` draws the table from saved pages;
`--smoke` runs everything on small data, to see that it runs, and writes nothing.
"""

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asked import SMOKE, first, row, run, spent, under
from growth import growth, served

HERE = Path(__file__).parent
README = HERE / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
# pretalx 2025.2.2 and Indico 3.2 measured by us on two cores: shared/benchmarks/web/README.md; CPU ms of the workers
PEERS = {
    "home": ("public programme", 98, 318),
    "sign-in": ("sign-in", 11, 11),
    "project, expert": ("one submission, organiser", 109, 96),
    "registrations (140), organiser": ("list of submissions, organiser", 565, 485),
    "desk, expert": ("reviewer's dashboard", 3100, 62),
}
LOAD = os.getloadavg()[1]  # of others: before anything here began
MISSES = {"median": 40, "queries": 13, "first_load": 150_000}  # of a page, from here up: ms, SQL queries, bytes


def main() -> None:
    lines = [*engine(), "", *growth(), "", *served(), "", *web(pages())]
    if SMOKE:
        print("\n".join(lines))
        return
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{chr(10).join(lines)}\n{END}{after}", encoding="utf-8")
    print("\n".join(lines))


def whole_run(text: str, engine: str) -> tuple[float | None, float | None]:
    """Processor seconds of the quickest run of reading, summing and judging, and of the quickest judgement."""
    found = re.findall(rf"^ *{engine} +\d+ +([\d.]+) +([\d.]+) +([\d.]+) +[\d.]+$", text, re.MULTILINE)
    runs = [[float(each) for each in run] for run in found]
    return min((sum(run) for run in runs), default=None), min((run[2] for run in runs), default=None)


def engine() -> list[str]:
    check, bulk = run("check_process.py"), run("bulk_rules.py", small=("500", "10000", "50000"))
    ranked, tree = run("ranking.py", small=("50", "5", "5", "10")), run("ledger.py", small=("--quick",))
    sure = run("robustness.py", small=("50", "5", "5", "10", "200"))
    honest, bought = run("honesty.py", "200", small=("3",)), run("corruption.py", "200", small=("3",))
    judged = {each: whole_run(bulk, each) for each in ("polars", "duckdb")}
    peer = re.search(r"OpenFisca beside it: .*?build ([\d.]+) s.*?rules ([\d.]+) s", bulk)
    theirs = sum(float(each) for each in peer.groups()) if peer else None
    planned = first(r"product groups: worst of .*? ([\d.]+) s", run("plan.py"))
    assigned = run("assignment.py")
    desk = run("desk.py", small=("20", "3"))
    arranged = run("sessions.py", small=("--smoke",))
    large = run("large_session.py", small=("30", "20"))
    supply = run("discovery.py", small=("20000", "2000"))
    polars, sql = (first(rf"^{name} +[\d.]+ +([\d.]+)", supply) for name in ("polars", "sql"))
    matched = re.findall(r"(\d+)%", run("matching.py", small=("--small",)).splitlines()[-1])
    registry = run("open_registries.py", small=("--short",))
    proposed, equal, worded = (float(each) for each in matched) if len(matched) == 3 else (None, None, None)
    rows = [
        ("`svetovod check`, 30 participants, whole process, s", first(r"--json: median ([\d.]+)", check), 0.7, None),
        ("the same: time of the processor, s", first(r"--json: .*processor ([\d.]+)", check), None, None),
        ("one verdict of a 30-participant workbook, ms", judgement(), 2, None),
        ("50,000 clusters, 1,000,000 participants: judgement, processor s", judged["polars"][1], 0.6, theirs or 0.65),
        ("the same on DuckDB", judged["duckdb"][1], 0.6, theirs or 0.65),
        ("the same, with 5,000,000 purchases read and summed: polars, processor s", judged["polars"][0], None, None),
        ("the same on DuckDB", judged["duckdb"][0], None, None),
        ("the same: peak memory, polars, MB", first(r"polars peak memory ([\d,]+)", bulk), None, None),
        ("the same on DuckDB", first(r"duckdb peak memory ([\d,]+)", bulk), None, None),
        ("page: whose verdict changes, 2,000 clusters x 2 editions, ms", flips(), 300, None),
        ("estimate of 2,000 rows: a changed cell with its totals, processor ms", cell(), 40, None),
        ("cheapest plan, 40 participants x 200 product groups, next best too, processor s", planned, 2, None),
        ("ranking 500 x 10 x 10 without each expert, s", first(r"500 projects x 10 .*?: ([\d.]+) s", ranked), 1, None),
        ("the same round, how sure it is: 10,000 draws of points and of weights, processor s", _sure(sure), 3, None),
        (
            "experts alike: the calibrated order advised, % of contests",
            first(r"0: advised in +([\d.]+)%", honest),
            5,
            None,
        ),
        ("intervals of 95 %: places that hold the truth, %", first(r"0: ([\d.]+)% of", honest), None, None),
        (
            "one bought expert of five, +30: flagged, %",
            first(r"5 .* 1 bought, .30: .*flagged (\d+)% \(", bought),
            None,
            None,
        ),
        (
            "experts to 118 projects (midl), best total proven, processor s",
            _assigned("midl total", assigned),
            0.05,
            None,
        ),
        ("experts to 442 projects (aamas2016), the same", _assigned("aamas2016 total", assigned), 0.4, None),
        ("the same, the least-served project first", _assigned("aamas2016 fair", assigned), 10, None),
        ("meetings: hidden links of a generated economy among the first ten proposals, %", proposed, None, None),
        ("the same by equal codes alone, %", equal, None, None),
        ("the same by plain words of what is bought and made, %", worded, None, None),
        ("supply links of 10,000,000 purchases and 1,000,000 products, polars, processor s", polars, 12, None),
        ("the same by SQL written by hand on DuckDB, processor s", sql, None, None),
        ("the same: polars to that SQL, times", polars / sql if polars and sql else None, 1.2, None),
        ("the same on Spark, of a tenth, rows as polars gives them, s", _on_spark(supply), None, None),
        (
            "SME registry of a million records: MB of XML a second (over 15)",
            first(r"([\d.]+) MB/s", registry),
            None,
            None,
        ),
        ("the same: peak memory, MB", first(r"peak memory ([\d,]+) MB", registry), 500, None),
        ("root of 1,000,000 journal entries, s", first(r"root of 1000000 .*?: ([\d.]+) s", tree), None, None),
        ("desk of an expert with 200 applications, ms", first(r"median ([\d.]+) ms", desk), 50, None),
        ("visits of 1,500 people over 20 groups, 3 wishes, optimum proven, s", _median(arranged), 1, None),
        ("schedule of 40 presentations before 12 experts, bound known, s", _longest(arranged), 20, None),
        ("public programme of 300 entries, processor ms", first(spent("public programme"), large), 60, None),
        ("the same, KB", first(r"(?m)^public programme: .*? ([\d.]+) KB", large), 200, None),
        ("organiser's list of 1,500 registrations, processor ms", first(spent("registrations"), large), 60, None),
        ("registered twice among them", first(spent("registration_doubles"), large), 60, None),
        (
            "500 registrations for the last 100 places, the quota exact, s",
            first(r"places: ([\d.]+) s", large),
            60,
            None,
        ),
        ("postponing a session of 1,500 people, ms", first(r"postponing: ([\d.]+) ms", large), 200, None),
        ("protocol PDF of 200 projects, s", protocol(), 1, None),
        ("application, 2,000 rows of an estimate, 12 long sections: DOCX and PDF, processor s", application(), 3, None),
    ]
    head = ["| what | here | target | OpenFisca-core | ours / theirs |", "|---|---:|---:|---:|---:|"]
    return [*head, *(row(*each) for each in rows)]


def _on_spark(text: str) -> float | None:
    """None where Spark is not installed, or its rows are others."""
    same = "polars, spark: the rows are the same" in text
    return first(r"^spark +([\d.]+)", text) if same else None


def _sure(text: str) -> float | None:
    return first(r"draws twice: .*, ([\d.]+) s of the processor", text)


def _assigned(which: str, text: str) -> float | None:
    return first(rf"{which}: .*, ([\d.]+) s of the processor", text)


def _median(text: str) -> float | None:
    return first(r"optimum proven in all runs; median ([\d.]+) s", text)


def _longest(text: str) -> float | None:
    return max(
        (float(each) for each in re.findall(r"presentations: .*, ([\d.]+) s$", text, re.MULTILINE)), default=None
    )


def judgement() -> float:
    """Milliseconds of one verdict, the workbook already read."""
    from datetime import date

    from check_process import book

    from svetovod.engine.facts import load
    from svetovod.engine.rules import evaluate
    from svetovod.engine.workbooks import read_cluster

    cluster = read_cluster(BytesIO(book())).value
    assert cluster is not None
    facts, on = load(), date(2021, 6, 24)
    times = []
    for _ in range(50):
        began = time.perf_counter()
        evaluate(cluster, on=on, facts=facts)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def flips() -> float:
    """Milliseconds of the page of an officer whose clusters are two thousand."""
    return float(run("flips.py", small=("20",)) or "nan")


def cell() -> float | None:
    """Processor milliseconds of one changed cell of an estimate."""
    return first(r"changed cell ([\d.]+) ms", run("grid.py", small=("50",)))


def protocol() -> float:
    """Seconds of typesetting the protocol of 200 applications, fonts already read."""
    return float(run("protocol.py") or "nan")


def application() -> float | None:
    """Processor seconds of both formats of a long application, as the job of the archive makes them."""
    return first(r"both ([\d.]+) s", run("application.py", small=("20",)))


def pages() -> dict[str, Any]:
    if "--pages-only" in sys.argv:
        return dict(json.loads(Path(sys.argv[sys.argv.index("--pages-only") + 1]).read_text()))
    from pages import measure

    return measure(2) if SMOKE else measure()


def web(found: dict[str, Any]) -> list[str]:
    memory = found["memory"]
    parts = ", ".join(f"{name} {size:.0f}" for name, size in memory.items())
    lines = [
        "| everything `make run` starts | here | target |", "|---|---:|---:|",
        f"| memory idle, PSS, MB ({parts}) | {sum(memory.values()):.0f} | {under(sum(memory.values()), 400)} |",
        f"| second start until a page answers, s | {found['second_start']:.1f} | {under(found['second_start'], 5)} |",
        f"| first start, the scene made, s | {found['first_start']:.1f} | |",
        "",
        "| page | median, ms | CPU, ms | queries | first load, KB | peers' CPU: pretalx, Indico | ratio |",
        "|---|---:|---:|---:|---:|---|---:|",
    ]  # fmt: skip
    lines += [page_row(each) for each in found["pages"]]
    lines += ["", *missed(found["pages"]), "", circumstances()]
    return lines


def page_row(page: dict[str, Any]) -> str:
    title, pretalx, indico = PEERS.get(page["name"], ("", 0, 0))
    peers = f"{title}: {pretalx}, {indico}" if title else ""
    ratio = f"{page['cpu'] / min(pretalx, indico):.2f}" if title else ""
    size = f"{page['first_load'] / 1000:.0f}" if page["first_load"] else "not measured"
    said = {"median": f"{page['median']:.0f}", "queries": f"{page['queries']}", "first_load": size}
    median, queries, load = (f"{text} **missed**" if over(page, name) else text for name, text in said.items())
    return f"| {page['name']} | {median} | {page['cpu']:.0f} | {queries} | {load} | {peers} | {ratio} |"


def over(page: dict[str, Any], name: str) -> bool:
    return bool(page[name] >= MISSES[name])


def missed(found: Iterable[dict[str, Any]]) -> list[str]:
    bad = [page["name"] for page in found if any(over(page, name) for name in MISSES)]
    said = "; ".join(bad) or "none"
    return [f"Targets of a page: under 40 ms, at most 12 queries, under 150 KB. Over one of them here: {said}."]


def circumstances() -> str:
    day = datetime.now(UTC).date()
    return (
        f"Measured {day:%d.%m.%Y} on {os.cpu_count()} cores; the machine's load over five minutes was {LOAD:.1f} "
        "when it began: over 0.5 it was busy with something else, and whatever waits is slower than it should be."
    )


if __name__ == "__main__":
    main()
