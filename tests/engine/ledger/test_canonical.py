import time
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from svetovod.engine.ledger import canonical_json, parse_canonical


def test_canonical_spelling() -> None:
    value = {"я": [1, True, None], "a": Decimal("1E+2"), "b": date(2021, 6, 24), "c": UUID(int=1), "d": ("x", {})}
    expected = '{"a":"100","b":"2021-06-24","c":"00000000-0000-0000-0000-000000000001","d":["x",{}],"я":[1,true,null]}'
    assert canonical_json(value) == expected.encode()


def test_equal_moments_have_equal_bytes() -> None:
    moscow = datetime(2021, 6, 24, 12, tzinfo=timezone(timedelta(hours=3)))
    assert (
        canonical_json(moscow) == canonical_json(datetime(2021, 6, 24, 9, tzinfo=UTC)) == b'"2021-06-24T09:00:00+00:00"'
    )


def test_a_moment_is_in_utc_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("TZ", "VLAT-10")
            time.tzset()
            spelled = canonical_json(datetime(2021, 6, 24, 9, tzinfo=UTC))
    finally:
        time.tzset()
    assert spelled == b'"2021-06-24T09:00:00+00:00"'


def test_a_moment_without_a_zone_is_given_none() -> None:
    assert canonical_json(datetime(2021, 6, 24, 9)) == b'"2021-06-24T09:00:00"'  # noqa: DTZ001


@pytest.mark.parametrize(
    "value", [1.0, {"a": float("nan")}, {1: 2}, b"bytes", {1, 2}, Decimal("NaN"), "\ud800", object()]
)
def test_refuses_what_has_no_exact_form(value: object) -> None:
    with pytest.raises(ValueError):
        canonical_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.5",
        b"NaN",
        b'"\\u0041"',
        b"\xff",
        b"[" * 100_000,
        b"1" * 5000,
        b"-0",
    ],
)
def test_parse_refuses_other_spellings(data: bytes) -> None:
    with pytest.raises(ValueError):
        parse_canonical(data)


def test_parse_gives_the_value() -> None:
    assert parse_canonical(b'{"a":[1,"x",null]}') == {"a": [1, "x", None]}
