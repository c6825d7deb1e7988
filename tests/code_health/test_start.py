"""What starts often starts light: commands without Django, servers without the libraries that few pages need."""

import subprocess
import sys

# each of them costs a process from 2 to 30 MB and up to a second, in the web server and in the worker
HEAVY = {
    "PIL", "docx", "docxtpl", "duckdb", "highspy", "holidays", "icalendar", "jinja2", "lxml", "narwhals", "numpy",
    "openpyxl", "polars", "pyspark", "pysat", "scipy", "typst", "xlsxwriter",
}  # fmt: skip
SERVER = "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"


def loaded(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_engine_imports_nothing_heavy() -> None:
    packages = "import svetovod.engine." + ", svetovod.engine.".join(
        ("rules", "subsidy", "ranking", "ledger", "conformity", "meetings", "pitches", "visits", "workbooks.write")
    )
    assert loaded(packages) & (HEAVY | {"django"}) == set()


def test_commands_import_no_django() -> None:
    assert loaded("import svetovod.cli.check, svetovod.cli.rank, svetovod.cli.verify").isdisjoint({"django", "polars"})


def test_help_imports_nothing_heavy() -> None:
    asked = (
        "sys.argv[1:] = ['--help']; from svetovod.cli.app import main; exec('try: main()\\nexcept SystemExit: pass')"
    )
    assert loaded(asked) & (HEAVY | {"django"}) == set()


def test_a_server_with_all_its_pages_and_jobs_imports_nothing_heavy() -> None:
    """All apps, their jobs, every address, and the command that prepares each start."""
    found = loaded(f"{SERVER}; import svetovod.web.audit.management.commands.prepare")
    assert "svetovod" in found and "procrastinate" in found
    assert found & HEAVY == set()
