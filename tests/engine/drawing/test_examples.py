"""The example that goes all the way, and the one in the reference, run as they stand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from svetovod.engine import drawing, questions

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(
    not (drawing.available() and questions.available()), reason="not installed: pip install svetovod[workbench]"
)


def test_from_purchases_to_a_chart(tmp_path):
    script = ROOT / "examples/notebooks/discover_to_chart.py"
    assert script.read_text(encoding="utf-8").count("# %%") >= 8
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, check=True)
    assert re.search(r"\d+ groups, \d+ of them conform", done.stdout)
    assert (tmp_path / "groups.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "groups.png").read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_it_says_what_is_missing(tmp_path):
    script = ROOT / "examples/notebooks/discover_to_chart.py"
    hidden = f"""
import importlib.util as util, runpy, sys
real, sys.argv = util.find_spec, ["it", {str(tmp_path)!r}]
util.find_spec = lambda name, *rest: None if name == "duckdb" else real(name, *rest)
runpy.run_path({str(script)!r}, run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "groups, " in done.stdout
    assert "svetovod[workbench]" in done.stderr and "Traceback" not in done.stderr


def test_the_one_in_the_reference():
    text = (ROOT / "docs/reference/python-api.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    made: dict = {}
    exec(code, made)
    assert made["answer"].rows == (("Mordovia", 5), ("Tatarstan", 7))
    assert "Tatarstan" in made["picture"].svg


def test_packages_of_the_reference_are_there():
    text = (ROOT / "docs/reference/python-api.md").read_text(encoding="utf-8")
    for package in re.findall(r"^\| `(svetovod\.[\w.]+)`", text, re.MULTILINE):
        called = re.findall(rf"^\| `{re.escape(package)}` \|([^|]*)\|", text, re.MULTILINE)[0]
        module = __import__(package, fromlist=["_"])
        assert [name for name in re.findall(r"`(\w+)\(", called) if not hasattr(module, name)] == [], package
