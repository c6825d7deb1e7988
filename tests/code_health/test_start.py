"""Commands without a database start without Django and heavy libraries."""

import subprocess
import sys


def loaded(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_engine_imports_nothing_heavy() -> None:
    packages = "import svetovod.engine." + ", svetovod.engine.".join(
        ("rules", "subsidy", "ranking", "ledger", "conformity", "meetings")
    )
    assert loaded(packages).isdisjoint({"django", "polars", "highspy", "openpyxl", "numpy", "pysat"})


def test_commands_import_no_django() -> None:
    assert loaded("import svetovod.cli.check, svetovod.cli.rank, svetovod.cli.verify").isdisjoint({"django", "polars"})
