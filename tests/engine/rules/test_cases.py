"""Cases written beside each rule: just below, at and above its threshold, and without data."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from svetovod.engine.facts import load
from svetovod.engine.model import Cluster
from svetovod.engine.rules import evaluate, pp779

CASES = Path(__file__).parent / "pp779"


def _cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(f"cluster.{file.stem}", case, id=f"{file.stem}: {case['name']}")


@pytest.mark.parametrize(("key", "case"), list(_cases()))
def test_rule(key: str, case: dict[str, Any], make_cluster: Callable[..., Cluster]) -> None:
    verdict = evaluate(make_cluster(**case["cluster"]), on=case["on"], facts=load())
    result = verdict.rule(key)
    if case["expect"] == "not listed":
        assert result is None
        return
    assert result is not None
    expected = dict(case["expect"])
    names = expected.pop("names", None)
    shown = result.to_json()
    assert {field: shown.get(field) for field in expected} == expected
    if result.outcome == "no_data":
        assert result.value is None
        assert result.evidence
    if result.outcome != "not_met":
        assert "gap" not in shown
    if names is not None:
        assert [evidence.params["names"] for evidence in result.evidence if "names" in evidence.params] == [
            tuple(names)
        ]


def test_every_rule_has_cases() -> None:
    assert {f"cluster.{file.stem}" for file in CASES.glob("*.toml")} == {module.KEY for module in pp779.RULES}
