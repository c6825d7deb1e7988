"""`svetovod verify`: whole, broken, known from outside, computed again."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.pipes import piped
from typer.testing import CliRunner

from svetovod.cli.app import app
from svetovod.engine import ledger
from svetovod.engine.facts import load
from svetovod.engine.model import (
    Candidate,
    Cluster,
    CostItem,
    CostKind,
    Criterion,
    JointProject,
    Participant,
    ParticipantRole,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import rank, round_to_json
from svetovod.engine.rules import evaluate
from svetovod.engine.subsidy import compute
from svetovod.engine.subsidy.interchange import to_plain

AT = datetime(2021, 6, 24, 9, tzinfo=UTC)
ON = date(2021, 6, 24)
KEY = bytes(range(32))
ROUND = SelectionRound(
    Decimal(150),
    (Criterion("К1", "Качество", Decimal(100), Decimal(10)),),
    (
        Candidate("P1", "Лампа", Decimal(100), AT, admitted=True),
        Candidate("P2", "Линза", Decimal(100), AT, admitted=True),
    ),
    (Score("P1", "Э1", "К1", Decimal("8.5")), Score("P2", "Э1", None, None, conflict=True)),
)
SHEETS = [
    {"project": "P1", "expert": "Э1", "conflict": False, "scores": {"К1": "8.5"}},
    {"project": "P2", "expert": "Э1", "conflict": True, "scores": {}},
]
PROJECT = JointProject(
    "Лампа", "7707083893", (), date(2021, 1, 1), date(2022, 1, 1), Decimal("10.00"),
    (CostItem(2, CostKind.EQUIPMENT, "7707083893", ON, Decimal("100.00"), "договор"),),
)  # fmt: skip
CLUSTER = Cluster(
    "Кластер", ("RU-MO",), 2020, ("27.40",),
    (Participant("7707083893", "Завод", ParticipantRole.FINAL_PRODUCER, "RU-MO", employees=5),),
)  # fmt: skip


def results() -> dict[str, Any]:
    subsidy = compute(PROJECT, on=ON, facts=load()).to_json()
    verdict = evaluate(CLUSTER, on=ON, facts=load()).to_json()
    return {
        "round": round_to_json(ROUND),
        "ranking": rank(ROUND).to_json(),
        "subsidies": {"subsidies": [{"project": to_plain(PROJECT), "on": "2021-06-24", "result": subsidy}]},
        "verdicts": {
            "verdicts": [{"cluster": to_plain(CLUSTER), "on": "2021-06-24", "act": "pp779", "result": verdict}]
        },
    }


def write(
    path: Path, contents: dict[str, Any], sheets: list[dict[str, Any]] | None = None, told: Sequence[Any] = ()
) -> Path:
    salts = [bytes([n]) * 32 for n, _sheet in enumerate(sheets or SHEETS)]
    promises = [ledger.commit(salt, sheet) for salt, sheet in zip(salts, sheets or SHEETS, strict=True)]
    opened = [
        {"commitment": promise, "salt": salt.hex(), "sheet": sheet}
        for promise, salt, sheet in zip(promises, salts, sheets or SHEETS, strict=True)
    ]
    files = {f"selection/{name}.json": ledger.canonical_json(value) for name, value in contents.items()}
    files["selection/sheets.json"] = ledger.canonical_json({"sheets": opened})
    values: list[dict[str, Any]] = [{"kind": "sheet", "commitment": promise} for promise in promises]
    values += told
    values.append({"kind": "export", "manifest_sha256": ledger.manifest_sha256(files)})
    entries = [ledger.canonical_json(value) for value in values]
    root = ledger.root([ledger.leaf_hash(entry) for entry in entries])
    path.write_bytes(ledger.build_export(files, entries, ledger.sign_root(KEY, size=len(entries), root=root, at=AT)))
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write(tmp_path / "export.zip", results())


def run(*args: object) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(app, ["verify", *(str(arg) for arg in args), "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


def test_whole_and_computed_again(export: Path) -> None:
    code, found = run(export, "--recompute")
    assert (code, found["findings"]) == (0, [])
    assert found["recomputed"] == [
        "files/selection/ranking.json", "files/selection/sheets.json", "files/selection/subsidies.json",
        "files/selection/verdicts.json",
    ]  # fmt: skip
    assert (found["size"], found["ok"], found["errors"]) == (3, True, [])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda r: r["ranking"]["ranking"][0].update(allocated="99.00"), "ranking[0].allocated"),
        (lambda r: r["ranking"]["unranked"].clear(), "unranked"),
        (lambda r: r["round"]["scores"][0].update(points="9"), "ranking[0].score"),
        (lambda r: r["round"]["scores"][0].update(points="9"), "P1 / Э1"),
        (lambda r: r["subsidies"]["subsidies"][0]["result"].update(subsidy_max="31.00"), "subsidies[0].subsidy_max"),
        (lambda r: r["verdicts"]["verdicts"][0]["result"].update(verdict="conforming"), "verdicts[0].verdict"),
        (lambda r: r["round"].clear(), "unreadable"),
    ],
)
def test_a_lie_in_the_results_does_not_come_out(tmp_path: Path, change: Any, path: str) -> None:
    contents = json.loads(json.dumps(results()))
    change(contents)
    export = write(tmp_path / "export.zip", contents)
    assert run(export)[0] == 0  # consistent in itself
    code, found = run(export, "--recompute")
    assert code == 1
    assert path in {finding["detail"] for finding in found["findings"]}
    assert all(finding["message"] for finding in found["findings"])


CHECKED = [
    {"project": code, "number": f"2021-{code}", "admitted": True, "ground": False, "answers": {"a": "yes", "b": "yes"}}
    for code in ("P1", "P2")
]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda checks: checks[0]["answers"].update(b="no"), "checks[0].admitted"),
        (lambda checks: checks[0]["answers"].pop("b"), "checks[0].admitted"),
        (lambda checks: checks[1]["answers"].clear(), "checks[1].admitted"),
        (lambda checks: [each["answers"].clear() for each in checks], "checks[1].admitted"),
        (lambda checks: checks[1].update(admitted=False), "checks[1].round"),
        (lambda checks: checks.pop(), "checks: P2"),
        (lambda checks: checks[1].update(project="P3"), "checks: P2"),
        (lambda checks: None, None),
    ],
)
def test_a_lie_in_the_formal_checks_does_not_come_out(tmp_path: Path, change: Any, path: str | None) -> None:
    checks = json.loads(json.dumps(CHECKED))
    change(checks)
    code, found = run(write(tmp_path / "export.zip", {**results(), "checks": {"checks": checks}}), "--recompute")
    assert (code, path is None or path in {finding["detail"] for finding in found["findings"]}) == (bool(path), True)


def told(action: str, number: str, **data: Any) -> dict[str, Any]:
    return {"action": f"application.{action}", "data": {"number": number, **data}}


BOTH = {"a": "yes", "b": "yes"}
JOURNAL = [
    told("check", "2021-P1", revision=1, answers=BOTH), told("check", "2021-P1", revision=1, answers=BOTH),
    told("admit", "2021-P1", state="admitted"),
    # returned; the second time officers differed, and what was settled is what one of them said
    told("check", "2021-P2", revision=1, answers={"a": "no", "b": "yes", "former": "yes"}),
    told("return", "2021-P2", state="returned"),
    told("check", "2021-P2", revision=2, answers=BOTH),
    told("check", "2021-P2", revision=2, answers={"a": "yes", "b": "no"}),
    told("refuse", "2021-P2", state="not_admitted"),
]  # fmt: skip
# one check that went on, without revisions
OLDER = [
    told("check", "2021-P1", answers={"a": "yes", "b": "none"}), told("check", "2021-P1", answers={"b": "yes"}),
    told("admit", "2021-P1", state="admitted"),
    told("check", "2021-P2", answers={"b": "no"}), told("refuse", "2021-P2", state="not_admitted"),
]  # fmt: skip
REFUSED = {"admitted": False, "ground": True, "answers": {"a": "yes", "b": "no"}}


@pytest.mark.parametrize(
    ("journal", "change", "paths"),
    [
        (JOURNAL, lambda checks: None, set()),
        (OLDER, lambda checks: None, set()),
        # asked less before it was refused, as it could be once
        (OLDER, lambda checks: checks[1]["answers"].pop("a"), set()),
        ([], lambda checks: checks[1]["answers"].pop("a"), set()),
        # an application was asked what the others were not: another edition of the list
        (JOURNAL, lambda checks: checks[1]["answers"].update(c="yes"), set()),
        (JOURNAL, lambda checks: checks.pop(), {"checks: P2", "checks: 2021-P2"}),
        ([], lambda checks: checks.pop(), {"checks: P2"}),
        (JOURNAL, lambda checks: checks[1]["answers"].pop("a"), {"checks[1].answers"}),
        (JOURNAL, lambda checks: [each["answers"].pop("a") for each in checks],
         {"checks[0].admitted", "checks[0].answers", "checks[1].answers"}),
        (OLDER, lambda checks: [each["answers"].pop("b") for each in checks],
         {"checks[0].admitted", "checks[0].answers", "checks[1].answers"}),
        (JOURNAL, lambda checks: checks[1]["answers"].update(a="no"), {"checks[1].answers"}),
        ([*JOURNAL, told("refuse", "2021-P3")], lambda checks: None, {"checks: 2021-P3"}),
    ],
)  # fmt: skip
def test_the_journal_knows_who_was_checked_and_of_what(tmp_path: Path, journal: Any, change: Any, paths: Any) -> None:
    checks = json.loads(json.dumps([CHECKED[0], CHECKED[1] | REFUSED]))
    change(checks)
    refusing = replace(ROUND, candidates=(ROUND.candidates[0], replace(ROUND.candidates[1], admitted=False)))
    refusing = replace(refusing, scores=refusing.scores[:1])
    contents = {
        "round": round_to_json(refusing), "ranking": rank(refusing).to_json(), "checks": {"checks": checks},
    }  # fmt: skip
    code, found = run(write(tmp_path / "export.zip", contents, SHEETS[:1], journal), "--recompute")
    assert {finding["detail"] for finding in found["findings"]} == paths and code == bool(paths)


def test_broken_entry_is_named(export: Path) -> None:
    data = export.read_bytes()
    export.write_bytes(data.replace(b'"kind":"export"', b'"kind":"exporT"'))
    code, found = run(export)
    assert (code, found["first_broken_entry"]) == (1, 2)


def test_known_from_outside(export: Path) -> None:
    _, whole = run(export)
    spaced = " ".join(whole["root"][i : i + 4].upper() for i in range(0, 64, 4))
    assert run(export, "--root", spaced, "--key", whole["key"])[0] == 0
    assert run(export, "--root", "00" * 32)[1]["findings"][0]["kind"] == "known_root"
    assert run(export, "--key", "00" * 32)[1]["findings"][0]["kind"] == "key"


def test_a_witness_outside(export: Path, tmp_path: Path) -> None:
    _, whole = run(export)
    letter, blank = tmp_path / "letter.txt", tmp_path / "blank.txt"
    letter.write_text(ledger.root_line(whole["size"], whole["root"]))
    blank.write_text("nothing")
    assert run(export, "--witness", str(letter))[1]["witnessed"] == 1
    assert run(export, "--witness", str(blank))[0] == 2
    letter.write_text(ledger.root_line(whole["size"], "00" * 32))
    code, found = run(export, "--witness", str(letter))
    assert (code, found["findings"][0]["kind"]) == (1, "witness")
    letter.write_text(ledger.root_line(whole["size"] + 1, whole["root"]))
    code, found = run(export, "--witness", str(letter))
    assert (code, found["witnessed"], found["findings"][0]["detail"]) == (1, 0, "beyond")
    blank.write_bytes(b"Subject: x\nContent-Type: text/plain; charset=x-nobody\n\n\xd0\xd1")
    code, found = run(export, "--witness", str(blank))
    assert (code, found["errors"][0]["code"]) == (2, "file.unreadable")


def test_out_of_a_pipe(export: Path) -> None:
    content = export.read_bytes()
    whole = run(export)[1]
    with piped(content) as path, piped(ledger.root_line(whole["size"], whole["root"]).encode()) as letter:
        code, found = run(path, "--witness", letter)
    assert (code, found["root"], found["witnessed"]) == (0, whole["root"], 1)
    with piped(content[:-1]) as path:
        assert run(path)[0] == 1


def test_unusable(export: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "none.zip")[1]["errors"][0]["code"] == "file.unreadable"
    assert run(tmp_path / "none.zip")[0] == 2
    code, found = run(export, "--root", "кодовое слово")
    assert (code, found["errors"][0]["code"]) == (2, "choice.unknown")
    (tmp_path / "noise.zip").write_bytes(b"noise")
    assert run(tmp_path / "noise.zip")[0] == 1


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_readable(export: Path, lang: str) -> None:
    result = CliRunner().invoke(app, ["verify", str(export), "--recompute", "--lang", lang])
    assert result.exit_code == 0
    assert {"ru": "Цело", "en": "Whole"}[lang] in result.stdout
    export.write_bytes(export.read_bytes()[:-1])
    result = CliRunner().invoke(app, ["verify", str(export), "--lang", lang])
    assert result.exit_code == 1
    assert {"ru": "Нарушено", "en": "Broken"}[lang] in result.stdout
