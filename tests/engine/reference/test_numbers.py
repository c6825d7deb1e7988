"""The shape of a КПП, what its reason says, and the check digit of an ОГРН."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.reference import inn, kpp, ogrn


@pytest.mark.parametrize("text", ["132601001", "5027AB001", "997650001", "000043001"])
def test_what_is_a_kpp(text):
    assert kpp.valid(text)
    assert kpp.restore(text) == (text, False)


@pytest.mark.parametrize("text", ["", "13260100", "1326010011", "1326ab001", "13260Ж001", "A32601001", "000000000"])
def test_what_has_not_the_shape_of_a_kpp(text):
    assert not kpp.valid(text)


def test_a_leading_zero_lost_comes_back_and_small_letters_are_read():
    assert kpp.restore("10501001") == ("010501001", True)
    assert kpp.restore("5027ab001") == ("5027AB001", False)
    assert kpp.restore("1050100") is None


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("01", "seat"), ("02", "division"), ("05", "division"), ("06", "property"), ("08", "property"), ("09", "other"),
        ("10", "vehicles"), ("29", "vehicles"), ("31", "division"), ("32", "division"), ("43", "branch"),
        ("44", "representative"), ("45", "division"), ("50", "largest"), ("51", "foreign"), ("99", "foreign"),
        ("AB", "other"), ("46", "other"),
    ],
)  # fmt: skip
def test_the_reason_is_signs_five_and_six(code, reason):
    assert kpp.reason(f"1326{code}001") == reason


@pytest.mark.parametrize(
    ("text", "both"),
    [("7705596339/770501001", ("7705596339", "770501001")), ("7705596339 / 7705ab001", ("7705596339", "7705AB001")),
     ("7705596338/770501001", None), ("7705596339/77050100", None), ("7705596339", None), ("/770501001", None)],
)  # fmt: skip
def test_an_inn_and_a_kpp_in_one_cell_are_told_apart(text, both):
    assert inn.apart(text) == both


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_one_last_digit_of_an_ogrn_is_right(number):
    """Counted anew by the remainder as the sum of digits times powers of ten."""
    digits = f"{number:012}"
    remainder = sum(int(d) * pow(10, 11 - i, 11) for i, d in enumerate(digits)) % 11
    good = [d for d in "0123456789" if ogrn.valid(digits + d)]
    assert good == [str(remainder % 10)]


@pytest.mark.parametrize(
    ("text", "good"),
    [("1027700132195", True), ("1027700132194", False), ("304500116000157", True), ("304500116000158", False),
     ("0000000000000", False), ("102770013219", False)],
)  # fmt: skip
def test_known_numbers_of_the_state_register(text, good):
    assert ogrn.valid(text) == good
