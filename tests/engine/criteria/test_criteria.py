"""Formulas, scales, values of an application: exact, small, and nothing of a text is ever run."""

import ast
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.criteria import (
    NAMES,
    Corrected,
    FormulaError,
    ScaleError,
    computed,
    computed_differences,
    named_values,
    parse,
    points_of,
    read_scale,
    write_scale,
)

CONTENT = {
    "money": {"requested": "100.00", "own_funds": "300.00", "loan_funds": None, "minimum": None},
    "costs": [{"kind": "equipment", "amount": "250.50"}, {"kind": "tooling", "amount": "149.50"}],
    "participants": [
        {"inn": "1", "name": "А", "region": "RU-MO"},
        {"inn": "2", "name": "Б", "region": "RU-MO"},
        {"inn": "3", "name": "В", "region": "RU-PNZ"},
    ],
    "indicators": [
        {"name": "Места", "kind": "jobs", "plan": {"2022H1": "5", "2021H2": "3"}},
        {"name": "Выпуск", "kind": "output", "plan": {"2021H2": "10", "2022H1": "20.5"}},
        {"name": "Иное", "plan": {"2021H2": "999"}},
    ],
    "efficiency": {
        "years": [{"year": 2022, "revenue": "1", "taxes": "70"}, {"year": 2023, "revenue": "1", "taxes": "80"}]
    },
}


def value(text: str, **values: int) -> Fraction | None:
    return parse(text, values).value({name: Fraction(number) for name, number in values.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3", Fraction(1, 3)),
        ("-2 * (3 - 5)", Fraction(4)),
        ("min(3, 2, 5) + max(1, 2)", Fraction(4)),
        ("2 - 3 - 4", Fraction(-5)),
    ],
)
def test_exact_arithmetic(text: str, expected: Fraction) -> None:
    assert value(text) == expected


def test_division_by_zero_and_a_missing_value_say_nothing() -> None:
    assert value("a / b", a=1, b=0) is None
    assert parse("a + b", ["a", "b"]).value({"a": Fraction(1), "b": None}) is None


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a + ", "syntax", None),
        ("a + c", "name", 5),
        ("a ** 2", "syntax", 1),
        ("a // 2", "syntax", 1),
        ("a % 2", "syntax", 1),
        ("a + True", "number", 5),
        ("a + 1e9", "number", 5),
        ("a + 0x10", "number", 5),
        ("a + 1_000", "number", 5),
        ("a + 'x'", "number", 5),
        ("a + 5j", "number", 5),
        ("abs(a)", "function", 1),
        ("min(a)", "function", 1),
        ("min(*a)", "function", 1),
        ("min(a, key=a)", "syntax", 1),
        ("__import__('os')", "function", 1),
        ("a.real", "syntax", 1),
        ("a[0]", "syntax", 1),
        ("(lambda: a)()", "syntax", 1),
        ("[x for x in a]", "syntax", 1),
        ("a if a else a", "syntax", 1),
        ("a < 1", "syntax", 1),
        ("a := 1", "syntax", None),
        ("", "empty", 1),
        ("(" * 250 + "a", "syntax", None),
        ("1 + " * 100 + "1", "long", 301),
        ("+a", "syntax", 1),
        ("0.1, 0.2", "syntax", 1),
        ("a\n+ c", "syntax", None),
    ],
)
def test_everything_else_is_refused_with_its_place(text: str, code: str, column: int | None) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text, ["a"])
    assert caught.value.code == code
    assert column is None or caught.value.column == column


def test_place_counts_letters_not_bytes() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("доля + c", ["доля"])
    assert (caught.value.column, caught.value.text) == (8, "c")


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_an_error_of_ours(text: str) -> None:
    try:
        parse(text, NAMES)
    except FormulaError as error:
        assert error.column >= 1


NODES = st.recursive(
    st.integers(0, 50).map(str) | st.sampled_from(["a", "b"]),
    lambda part: st.tuples(part, st.sampled_from("+-*/"), part).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=12,
)


@given(NODES, st.integers(-9, 9), st.integers(-9, 9))
def test_the_same_as_python_counts_in_fractions(text: str, a: int, b: int) -> None:
    tree = ast.parse(text, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = Fraction(node.value)
    names = {"a": Fraction(a), "b": Fraction(b), "Fraction": Fraction}
    exact = ast.fix_missing_locations(_Fractions().visit(ast.parse(text, mode="eval")))
    try:
        expected = eval(compile(exact, "formula", "eval"), names)
    except ZeroDivisionError:
        expected = None
    assert parse(text, ["a", "b"]).value(names) == expected


class _Fractions(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Call(ast.Name("Fraction", ast.Load()), [ast.Constant(str(node.value))], [])


def test_scale_gives_the_points_of_the_last_step_reached() -> None:
    steps = read_scale("0,2: 5\n0.5: 8\n\n1: 10")
    at = {"0.1": "0", "0.2": "5", "0.49": "5", "0.5": "8", "1": "10", "77": "10"}
    for number, points in at.items():
        assert points_of(parse(number, []), steps, {}) == Decimal(points)
    assert write_scale(steps) == "0.2: 5\n0.5: 8\n1: 10"
    assert points_of(parse("a", ["a"]), steps, {"a": None}) == 0


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty", 1), ("0.2", "step", 1), ("0.2: x", "number", 1), ("1: 2\n1: 3", "order", 2),
        ("2: 2\n1: 3", "order", 2), ("1: -1", "negative", 1), ("1: NaN", "number", 1), ("1e99: 1", "number", 1),
        ("1e-999999: 1", "number", 1), ("0: 1e-999999", "number", 1), ("1_0: 1", "number", 1),
        ("\n".join(f"{n}: {n}" for n in range(31)), "many", 31),
    ],
)  # fmt: skip
def test_a_scale_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ScaleError) as caught:
        read_scale(text)
    assert (caught.value.code, caught.value.line) == (code, line)


def test_values_come_with_their_cells() -> None:
    found = named_values(CONTENT)
    assert set(found) == set(NAMES)
    assert found["estimate"].value == 400
    assert [cell.path for cell in found["estimate"].cells] == ["costs[0].amount", "costs[1].amount"]
    assert found["loan_funds"].value is None
    assert found["participants"].value == 3
    assert found["regions"].value == 2
    assert found["taxes"].value == 150
    assert found["jobs"].value == 5, "the last half-year"
    assert found["output"].value == Fraction("30.5"), "all half-years"
    assert found["own_share"].value is None


def test_without_a_plan_of_efficiency_taxes_are_not_said() -> None:
    assert named_values({**CONTENT, "efficiency": None})["taxes"].value is None


def test_a_correction_takes_the_place_of_a_source() -> None:
    formula, scale = parse("own_funds / estimate", NAMES), read_scale("0.5: 5\n0.8: 10")
    assert computed(CONTENT, formula, scale).points == 5
    found = computed(CONTENT, formula, scale, [Corrected("own_funds", Fraction(360))])
    assert (found.points, found.result, found.sources[0].value) == (10, Fraction(9, 10), 300)
    with pytest.raises(ValueError, match="jobs"):
        computed(CONTENT, formula, scale, [Corrected("jobs", Fraction(1))])


def export() -> tuple[dict, dict, dict]:
    published = {
        "criteria": [{"code": "К1", "formula": "own_funds / estimate", "scale": "0.5: 5\n0.8: 10"}],
        "lines": [
            {
                "number": "1", "project": "P1", "criterion": "К1", "values": {"own_funds": "300", "estimate": "400"},
                "corrected": {}, "ground": "", "result": "3/4", "points": "5",
            }
        ],
    }  # fmt: skip
    round_json = {
        "criteria": [{"code": "К1", "kind": "computed"}],
        "scores": [{"project": "P1", "expert": None, "criterion": "К1", "points": "5", "conflict": False}],
    }
    return published, round_json, {"1": CONTENT}


def test_an_honest_export_comes_out() -> None:
    assert list(computed_differences(*export())) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda p, r: p["lines"][0].update(points="10"), "lines[0].points"),
        (lambda p, r: p["lines"][0].update(result="1"), "lines[0].result"),
        (lambda p, r: p["lines"][0]["values"].update(own_funds="301"), "lines[0].values.own_funds"),
        (lambda p, r: p["lines"][0].update(corrected={"own_funds": "300"}), "lines[0].ground"),
        (lambda p, r: r["scores"][0].update(points="6"), "lines[0].round"),
        (lambda p, r: p["lines"].clear(), "scores.P1.К1"),
        (lambda p, r: r["criteria"].append({"code": "К2", "kind": "computed"}), "criteria"),
    ],
)
def test_a_changed_export_is_found(change, path: str) -> None:
    published, round_json, applications = export()
    change(published, round_json)
    assert path in list(computed_differences(published, round_json, applications))
