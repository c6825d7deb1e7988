"""The repository holds itself to its own rules: sizes, bridges, no clock in the engine, no outside hosts."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.thorough import WHOLE

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "svetovod"
MODULES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
LIMIT = 400
TEXTS = {".py", ".html", ".js", ".css", ".toml", ".lock", ".sh", ".svg", ".typ", ".md"}


def imports_of(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    return names


def test_modules_stay_readable() -> None:
    sizes = {str(p.relative_to(ROOT)): len(p.read_text().splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    real = sorted(size for size in sizes.values() if size > 5)
    assert real[len(real) // 2] <= 110


@pytest.mark.parametrize("app", sorted(p.name for p in (SOURCE / "web").iterdir() if (p / "apps.py").exists()))
def test_only_bridges_import_the_engine(app: str) -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for path in (SOURCE / "web" / app).rglob("*.py")
        if path.stem != "bridge" and "bridge" not in path.parts and "migrations" not in path.parts
        for name in imports_of(path)
        if name.startswith("svetovod.engine")
    ]
    assert guilty == []


def test_services_journal_the_capacity_that_permits() -> None:
    """A service that asks by `require` would write the chosen hat into the journal; `admit` gives the right one."""
    services = [p for p in (SOURCE / "web").rglob("*.py") if "services" in {p.stem, p.parent.name}]
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in services
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in {"ACCESS.require", "ACCESS.admit", "opened_for_edit"}
        and not (path.stem == "opening" and "opening.confirm" in ast.unparse(node))
    ]
    assert guilty == [], "write `actor = ACCESS.admit(...)`"


def test_engine_has_no_clock_and_no_unseeded_chance() -> None:
    pattern = re.compile(r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\(|random\.(random|choice|shuffle)\(")
    guilty = [str(p) for p in (SOURCE / "engine").rglob("*.py") if pattern.search(p.read_text())]
    assert guilty == []


def test_no_binary_floats_near_money_and_verdicts() -> None:
    rooms = ("rules", "subsidy", "ranking", "conformity")
    suggestions = SOURCE / "engine/conformity/bounds.py"  # floating point suggests there, whole numbers prove
    files = [p for room in rooms for p in (SOURCE / "engine" / room).rglob("*.py") if p != suggestions]
    guilty = [str(p) for p in files if re.search(r"\bfloat\(", p.read_text())]  # to ask a column `is_float()` is none
    assert guilty == []


def test_files_name_no_outside_hosts() -> None:
    pattern = re.compile(r"https?://[^\s\"')>]*(cdn|unpkg|jsdelivr|googleapis|pypi\.org|pythonhosted|npmjs)", re.I)
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    guilty = []
    for name in filter(None, tracked):
        path = ROOT / name
        read = path.suffix in TEXTS and path.exists() and path != Path(__file__)
        if read and pattern.search(path.read_text(errors="replace")):
            guilty.append(name)
    assert guilty == []


def test_templates_carry_no_inline_style_or_script() -> None:
    pattern = re.compile(
        r"\sstyle=[\"']|\son(click|change|submit|load|input)=|<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]", re.I
    )
    guilty = [str(p.relative_to(ROOT)) for p in SOURCE.rglob("*.html") if pattern.search(p.read_text())]
    assert guilty == []


def torture_lines() -> list[list[str]]:
    """The words of each line of it, continued ones joined."""
    text = (ROOT / "tools/torture.sh").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line.startswith(("line ", "needs "))]


def test_what_is_asked_in_part_is_asked_whole_by_torture() -> None:
    words = [word for line in torture_lines() if "SVETOVOD_TORTURE=1" in line for word in line]
    asked = {path for word in words if word.startswith("tests/") for path in ROOT.glob(word)}
    named = [path for path in (ROOT / "tests").rglob("test_*.py") if "thorough" in path.read_text(encoding="utf-8")]
    thinned = [path for path in named if "tests.thorough" in imports_of(path)]
    assert len(thinned) > 10
    assert [str(path) for path in thinned if not asked & {path, *path.parents}] == []


def test_each_trial_of_torture_stands_in_the_table_of_its_lines() -> None:
    played = {Path(word).name for line in torture_lines() for word in line if word.startswith("tools/trials/")}
    text = (ROOT / "docs/reference/assurance.md").read_text(encoding="utf-8")
    table = text.partition("## `make torture`, line by line\n")[2].partition("\n## ")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    assert {name for cell in first for name in re.findall(r"`(\w+\.py)`", cell)} == played
    assert len(played) > 5


def torture(folder: Path, does: str) -> tuple[int, list[list[str]]]:
    """The exit code and the lines of its summary, where pytest and Python do what the cases say."""
    for name in ("pytest", "python"):
        (folder / name).write_text(f'#!/bin/sh\ncase "$*" in {does} esac\n')
        (folder / name).chmod(0o755)
    (folder / "strace").write_text("#!/bin/sh\n")
    (folder / "strace").chmod(0o755)
    done = subprocess.run(
        [ROOT / "tools/torture.sh", folder], capture_output=True, text=True, check=False, cwd=ROOT,
        env={"PATH": f"{folder}:{os.environ['PATH']}"},
    )  # fmt: skip
    return done.returncode, [line.split() for line in done.stdout.rpartition("\n\n")[2].splitlines()]


def test_a_line_of_torture_that_fails_stops_no_other(tmp_path: Path) -> None:
    code, told = torture(tmp_path, "*tests/engine*) exit 3 ;;")
    assert code == 1
    assert [line[0] for line in told] == ["FAILED", *["passed"] * (len(told) - 1)]
    assert told[-1][-1] == "tools/trials/session.py"
    assert len(told) == len(torture_lines())


@pytest.mark.parametrize(
    ("line", "ends", "told_as"),
    [("power.py", 77, ["NOT", "RUN"]), ("test_interleaved.py", 78, ["IN", "PART"])],
    ids=["checked nothing", "skipped something"],
)
def test_a_line_of_torture_that_did_not_ask_all_is_not_told_as_passed(
    tmp_path: Path, line: str, ends: int, told_as: list[str]
) -> None:
    code, told = torture(tmp_path, f"*{line}*) exit {ends} ;;")
    assert code == 77
    for words in told:
        left = any(word.endswith(line) for word in words)
        assert words[:2] == told_as if left else words[0] == "passed"
    assert torture(tmp_path, f"*{line}*) exit {ends} ;; *session.py) exit 2 ;;")[0] == 1


# pytest is imported once, by the process that is forked for each run: "FOLDER WORKERS" a line
RUNS = """
import os, sys
import hypothesis, pytest, xdist.plugin, _hypothesis_pytestplugin
for line in sys.stdin.read().splitlines():
    folder, workers = line.rsplit(" ", 1)
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.path.insert(0, folder)
        os.environ["PYTHONPATH"] = folder
        code = pytest.main(["-p", "no:django", "-n", workers, "--import-mode=importlib", "tests"])
        sys.stdout.flush()
        os._exit(code)
    print("RUN", os.path.basename(folder), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
# how a run ends of these tests, and in how many workers besides
ENDS = {
    "passed": (0, 0, "def test_asked():\n    pass\n"),
    "skipped within": (78, 1, "def test_asked():\n    pass\n\ndef test_left():\n    pytest.skip('no right to it')\n"),
    "skipped before": (
        78, 0, "def test_asked():\n    pass\n\n@pytest.mark.skipif(True, reason='no')\ndef test_left():\n    pass\n",
    ),
    "nothing": (77, 0, "def test_left():\n    pytest.skip('no right to it')\n"),
    "apart": (
        0, 0, "def test_asked():\n    pass\n\ndef test_left():\n    pytest.skip('shared/it IS ABSENT: apart')\n",
    ),
    "no module": (77, 1, "pytest.skip('not installed', allow_module_level=True)\n"),
    "nothing apart": (77, 0, "def test_left():\n    pytest.skip('shared/it IS ABSENT: apart')\n"),
    "failed": (1, 0, "def test_asked():\n    assert 0\n\ndef test_left():\n    pytest.skip('no right to it')\n"),
}  # fmt: skip
if not WHOLE:
    ENDS = {name: ENDS[name] for name in ("skipped within", "nothing", "apart", "failed")}


def test_a_run_of_torture_that_skips_says_so_by_its_exit_code(tmp_path: Path) -> None:
    """Also where the skip comes from inside of a test, and from a worker; not for what needs the shared instances."""
    for name, (_, _, tests) in ENDS.items():
        (tmp_path / name / "tests").mkdir(parents=True)
        for module in ("conftest.py", "thorough.py"):
            shutil.copy(ROOT / "tests" / module, tmp_path / name / "tests")
        (tmp_path / name / "tests/test_pair.py").write_text(f"import pytest\n\n{tests}")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-c", RUNS], cwd=tmp_path, capture_output=True, text=True, check=True,
        input="".join(f"{tmp_path / name} {workers}\n" for name, (_, workers, _) in ENDS.items()),
        env=kept | {"SVETOVOD_ENGINE_ONLY": "1", "SVETOVOD_TORTURE": "1"},
    )  # fmt: skip
    told = re.findall(r"^RUN (.*) (-?\d+)$", done.stdout, re.MULTILINE)
    assert {name: int(code) for name, code in told} == {name: code for name, (code, _, _) in ENDS.items()}, done.stdout


def test_without_strace_its_line_of_torture_is_not_run(tmp_path: Path) -> None:
    script = (ROOT / "tools/torture.sh").read_text(encoding="utf-8")
    (tmp_path / "torture.sh").write_text(script.replace("needs strace ", "needs no-such-program "))
    for name in ("pytest", "python"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    command = ["bash", tmp_path / "torture.sh", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    (told,) = [line for line in done.stdout.splitlines() if line.startswith("NOT RUN")]
    assert "tests/web/documents/test_system_calls.py" in told
    assert done.returncode == 77


@pytest.mark.parametrize(("name", "code"), [("INT", 130), ("TERM", 143)])
def test_torture_that_is_broken_off_tells_what_it_has_asked(tmp_path: Path, name: str, code: int) -> None:
    ended, told = torture(tmp_path, f"*kills.py*--hasty) kill -{name} $PPID ;; *tests/engine*) exit 3 ;;")
    assert ended == code
    assert told[0][0] == "FAILED"
    assert [line[0] for line in told[1:-1]] == ["passed"] * (len(told) - 2)
    assert told[-1][0] == "STOPPED" and told[-1][-1] == "--hasty"


def test_rows_are_held_against_their_columns_in_one_way() -> None:
    """`full_clean` asks the database once for each constraint and relation, of which nobody is told."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.name != "columns.py" and ".full_clean(" in path.read_text()
    ]
    assert guilty == [], "write `columns_check(row)`"


# pages that are answered 422 at the address of another form of theirs, where a form that names none would be sent
ANSWERED_ELSEWHERE = (
    "commission/appeal", "events/press", "events/programme", "events/seminar_desk", "events/session_new",
    "projects/estimate", "projects/model", "selection/application", "selection/apply", "selection/official",
    "selection/paper_sheet", "selection/questions",
)  # fmt: skip


@pytest.mark.parametrize("page", ANSWERED_ELSEWHERE)
def test_forms_of_a_page_that_is_answered_elsewhere_name_their_address(page: str) -> None:
    (path,) = SOURCE.glob(f"web/*/templates/{page}.html")
    forms = re.findall(r"<form\b(?:[^>{]|{%.*?%}|{{.*?}})*>", path.read_text(encoding="utf-8"), re.DOTALL)
    sent = [form for form in forms if 'method="post"' in form]
    if page == "events/programme":  # its table is moved by buttons, each of which has an address
        sent.remove('<form method="post">')
    assert sent and [form for form in sent if not re.search(r'action="{(?:% url|{)', form)] == []
