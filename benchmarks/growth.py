"""Of the page of all measurements: the cost as the work grows tenfold, and what stands behind the web server."""

import re

from asked import SMOKE, figure, first, run, spent

RANKED = r"criteria.*?: ([\d.]+) s"


def growth() -> list[str]:
    """The cost as the work grows tenfold: of the processor, and of the clock where it says "clock"."""
    asked = [
        ("verdicts of 200 and 2,000 clusters, two editions, ms, clock", "flips.py", ("200",), r"([\d.]+)"),
        ("desk of an expert, 20 and 200 applications, ms", "desk.py", ("20",), r"of the processor ([\d.]+) ms"),
        ("a changed cell of an estimate, 200 and 2,000 rows, ms", "grid.py", ("200",), r"changed cell ([\d.]+) ms"),
        ("list of 150 and 1,500 registrations, ms", "large_session.py", ("150", "30"), spent("registrations")),
        ("the same session: registered twice, ms", "large_session.py", ("150", "30"), spent("registration_doubles")),
        ("public programme of 30 and 300 entries, ms", "large_session.py", ("150", "30"), spent("public programme")),
        ("visits of 150 and 1,500 people, s, clock", "sessions.py", ("--smoke",), r"median ([\d.]+) s"),
        ("ranking 50 x 10 x 10 and 500 x 10 x 10, s, clock", "ranking.py", ("50", "10", "10", "10"), RANKED),
        ("both papers of an application, 200 and 2,000 rows, s", "application.py", ("200",), r"both ([\d.]+) s"),
    ]  # fmt: skip
    if SMOKE:
        return []
    rows = []
    for what, script, tenth, pattern in asked:
        few, many = (first(pattern, run(script, *arguments)) for arguments in (tenth, ()))
        times = f"{many / few:.1f}" if few and many else ""
        rows.append(f"| {what} | {figure(few)} | {figure(many)} | {times} |")
    return ["| ten times the work | a tenth | the whole | times the cost |", "|---|---:|---:|---:|", *rows]


def served() -> list[str]:
    """What stands behind the web server, pretalx beside it in turns; every public page."""
    text = run("behind_server.py", small=("60", "20", "3"))
    said = re.findall(r"^(?:check-in .*|.*: ours .*|pretalx (?:is not|has) .*)$", text, re.MULTILINE)
    public = run("public_pages.py", small=("2",))
    said += re.findall(r"^(?:public pages: .*|over a target: .*|!!! .*)$", public, re.MULTILINE)
    return [f"- {line}" for line in said]
