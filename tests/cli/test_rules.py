"""`svetovod rules`: acts, items with sources, differences; wrong options."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from svetovod.cli.rules import app
from svetovod.engine import facts

ACT = Path(facts.__file__).parent / "pp779" / "act.toml"
runner = CliRunner()


def rules(*arguments: str) -> tuple[int, dict[str, Any]]:
    result = runner.invoke(app, [*arguments, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_list() -> None:
    code, shown = rules("list")
    assert code == 0
    acts = {act["act"]: act for act in shown["acts"]}
    known = tomllib.loads(ACT.read_text(encoding="utf-8"))["editions"]
    days = [str(each.get("effective_from", each["signed_on"])) for each in known]
    assert [edition["edition"] for edition in acts["pp779"]["editions"]] == days and len(days) > 6
    between = [edition for edition in acts["pp41"]["editions"] if not edition["switches_values"]]
    assert [edition["date_precision"] for edition in between] == ["month", "day", "month"]


def test_show_a_day() -> None:
    code, shown = rules("show", "pp779", "--on", "2022-12-22")
    assert code == 0
    items = {item["key"]: item["values"][0] for item in shown["items"]}
    assert "cluster.min_participants" not in items
    assert items["cluster.func_dependence_min"]["value"] == "0.20"
    assert items["cluster.func_dependence_min"]["confirmed_for_edition"] is False


def test_show_everything() -> None:
    _, shown = rules("show", "pp41")
    rate = next(item for item in shown["items"] if item["key"] == "subsidy.rate_max")
    assert [value["value"] for value in rate["values"]] == ["0.50", "0.30"]


def test_diff() -> None:
    code, shown = rules("diff", "pp779", "2021-06-24", "2021-11-16")
    assert code == 0
    assert shown["editions"] == ["2018-08-02", "2021-11-16"]
    changes = {change["key"]: change for change in shown["changes"]}
    assert changes["cluster.hpj_share_min"]["after"] is None
    assert changes["cluster.max_newcomers_no_coop"]["before"] is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "pp1"], "choice.unknown"),
        (["show", "pp779", "--on", "x"], "date.invalid"),
        (["show", "pp779", "--on", "2015-01-01"], "date.before_first_edition"),
        (["diff", "pp779", "2015-01-01", "2021-01-01"], "date.before_first_edition"),
    ],
)
def test_wrong_options(arguments: list[str], code: str) -> None:
    exit_code, shown = rules(*arguments)
    assert (exit_code, shown["errors"][0]["code"]) == (2, code)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "pp41"], ["show", "pp779", "--on", "2021-06-24"],
                  ["diff", "pp41", "2021-04-07", "2023-01-01"], ["diff", "pp779", "2021-06-24", "2021-06-25"]]
)  # fmt: skip
def test_readable(arguments: list[str], lang: str) -> None:
    result = runner.invoke(app, [*arguments, "--lang", lang])
    assert result.exit_code == 0
    assert result.stdout.strip()


@pytest.mark.parametrize("arguments", [["list"], ["show", "pp779"], ["diff", "pp779", "2021-06-24", "2021-11-16"]])
def test_sources_are_told_in_words_and_a_difference_is_seen(arguments: list[str]) -> None:
    shown = runner.invoke(app, arguments, env={"COLUMNS": "400"}).stdout
    assert not re.search(r"\b[A-E]-\d\d\b", shown)
    if arguments[0] == "diff":
        columns = [re.split(r"  +", line.strip()) for line in shown.splitlines()]
        assert all(row[1] != row[2] for row in columns if len(row) > 3)


def test_a_day_before_the_act_is_named_as_it_was_typed() -> None:
    _, shown = rules("diff", "pp779", "01.01.1980", "2021-01-01")
    assert [(e["column"], e["value"], e["code"]) for e in shown["errors"]] == [
        ("DATE1", "01.01.1980", "date.before_first_edition")
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_items_are_said_in_words(lang: str) -> None:
    shown = runner.invoke(app, ["show", "pp41", "--lang", lang]).stdout
    assert "design_" not in shown
    assert "half_year" not in shown


def test_everything_wrong_is_told_at_once() -> None:
    exit_code, shown = rules("diff", "pp1", "x", "32.13.2021")
    assert exit_code == 2
    assert [(e["column"], e["value"], e["code"]) for e in shown["errors"]] == [
        ("ACT", "pp1", "choice.unknown"), ("DATE1", "x", "date.invalid"),
        ("DATE2", "32.13.2021", "date.invalid"),
    ]  # fmt: skip
    assert all(e["message"] for e in shown["errors"]) and shown["notes"] == []


@pytest.mark.parametrize("act", ["pp779", "pp41"])
def test_a_day_shows_one_value_an_item_each_with_source_and_certainty(act: str) -> None:
    _, shown = rules("show", act, "--on", "2021-06-24")
    assert shown["items"]
    for item in shown["items"]:
        (value,) = item["values"]
        assert value["from"] <= "2021-06-24" <= (value["to"] or "9999")
        assert value["source"] and value["status"] in {"seen", "secondary", "memory", "unknown", "verified"}
        assert (value["confidence"] is not None) == (value["status"] == "memory")


def test_a_difference_is_the_two_days_side_by_side() -> None:
    _, shown = rules("diff", "pp41", "2021-04-07", "2023-01-01")
    sides = [
        {item["key"]: item["values"][0]["value"] for item in rules("show", "pp41", "--on", day)[1]["items"]}
        for day in ("2021-04-07", "2023-01-01")
    ]
    for change in shown["changes"]:
        for side, values in zip(("before", "after"), sides, strict=True):
            assert (change[side] and change[side]["value"]) == values.get(change["key"])
    changed = {change["key"] for change in shown["changes"]}
    assert {k for k in sides[0].keys() | sides[1].keys() if sides[0].get(k) != sides[1].get(k)} <= changed


def test_a_day_against_itself_differs_in_nothing() -> None:
    assert rules("diff", "pp779", "2021-06-24", "2021-06-24")[1]["changes"] == []
