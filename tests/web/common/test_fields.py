"""What people type and paste: addresses, sums by year."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from svetovod.web.accounts.entrance import SignInForm
from svetovod.web.commission.forms import YearsField
from svetovod.web.common.fields import AddressField, MoneyField


@pytest.mark.parametrize("typed", ["A@b.ru", " A@b.ru\u00a0", "\u200bA@b.ru\ufeff", "\tA@b.ru\n"])
def test_signs_that_come_with_a_copied_address_are_no_part_of_it(typed: str) -> None:
    assert AddressField().clean(typed) == "A@b.ru"


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("m\u0430nager@b.ru", "\u0430"), ("a@ex\u0430mple.ru", "\u0430"), ("\u0430\u0431", "\u0430, \u0431")],
)
def test_letters_that_only_look_latin_are_named(typed: str, letters: str) -> None:
    with translation.override("en"), pytest.raises(forms.ValidationError) as refused:
        AddressField().clean(typed)
    assert refused.value.messages == [
        f"In the address these letters are not Latin: {letters}. Type them anew on the Latin keyboard."
    ]
    with translation.override("en"):
        entrance = SignInForm({"login": typed, "password": "x"})
        assert f"not Latin: {letters}" in entrance.errors["login"][0] and entrance["login"].value() == typed


def test_a_domain_may_be_russian_as_a_whole() -> None:
    assert AddressField().clean("a@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444").startswith("a@")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\t"])
def test_a_sum_may_be_pasted_with_spaces_of_any_kind(space: str) -> None:
    pasted = space.join(["1", "234", "567,89"])
    assert MoneyField().clean(pasted) == Decimal("1234567.89")
    assert YearsField().clean(f"2022{space}{pasted}") == {"2022": Decimal("1234567.89")}
