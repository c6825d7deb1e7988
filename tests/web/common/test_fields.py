"""What people type and paste: addresses, sums by year."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from svetovod.web.accounts.entrance import LetterForm, NewAddressForm, SignInForm
from svetovod.web.commission.forms import YearsField
from svetovod.web.common.fields import AddressField, FilesField, MoneyField, PercentField, UploadField, plain_number
from svetovod.web.events.invite_forms import InviteAnswerForm
from svetovod.web.figures.forms.composing import NamedField
from svetovod.web.selection.forms.fields import NumberField


@pytest.mark.parametrize(
    "typed", ["A@b.ru", " A@b.ru\u00a0", "\u200bA@b.ru\ufeff", "\tA@b.ru\n", "\u200eA@\u00adb.\u2060ru\u200f"]
)
def test_signs_that_come_with_a_copied_address_are_no_part_of_it(typed: str) -> None:
    assert AddressField().clean(typed) == "A@b.ru"
    for form, name in ((SignInForm, "login"), (LetterForm, "email"), (NewAddressForm, "email")):
        assert form().fields[name].clean(typed) == "a@b.ru", form
    typed = {"kind": "enterprise", "people": f"First; {typed.strip()}; engineer"}
    answered = InviteAnswerForm(typed)
    assert answered.is_valid() and answered.cleaned_data["people"][0]["email"] == "a@b.ru"


def test_an_address_in_a_list_of_organisations_is_kept_as_it_was_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("svetovod.web.figures.forms.composing.registry.unknown_inns", lambda inns: [])
    (named,) = NamedField().clean("7707083893 \u200ba@b.ru\ufeff The accountant")
    assert (named.email, named.name) == ("a@b.ru", "The accountant")


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("m\u0430nager@b.ru", "\u0430"),
        ("a@ex\u0430mple.ru", "\u0430"),
        ("\u0430\u0431", "\u0430, \u0431"),
        ("ivan@mail.\u0440\u0443", "\u0440, \u0443"),
        ("ivan@\u0441\u043e\u0440.example.com", "\u0441, \u043e, \u0440"),
        ("ivan@MAIL.\u0421\u041e\u041c", "\u0421, \u041e, \u041c"),
        ("ivan@m\u00fcnchen.\u0440\u0443", "\u0440, \u0443"),
        ("ivan@m\u00fcnch\u0435n.de", "\u0435"),
    ],
)
def test_letters_that_only_look_latin_are_named(typed: str, letters: str) -> None:
    said = f"In the address these letters are not Latin: {letters}. Type them anew on the Latin keyboard."
    for field in (AddressField(), NewAddressForm().fields["email"]):
        with translation.override("en"), pytest.raises(forms.ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages == [said]


@pytest.mark.parametrize(
    "address",
    [
        "ivan@m\u00fcnchen.de",
        "ivan@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",  # of Russian letters as a whole
        "ivan@mail.\u0437\u0430\u0432\u043e\u0434.\u0440\u0443\u0441",  # rus, all lookalikes, below a Russian name
        "ivan@mail.\u0437\u0430\u0432\u043e\u0434.\u0440\u0444",
    ],
)
def test_letters_of_a_domain_that_there_may_be_are_taken(address: str) -> None:
    assert AddressField().clean(address) == address


@pytest.mark.parametrize("form", [SignInForm, LetterForm])
def test_the_entrance_refuses_no_address_that_an_account_may_have(form: type[forms.Form]) -> None:
    """Before there were accounts of all that Django takes; what it does not take is explained."""
    name = "login" if form is SignInForm else "email"
    field = form().fields[name]
    for address in ("ivan@m\u00fcnchen.de", "ivan@mail.\u0440\u0443", "a@ex\u0430mple.ru"):
        assert field.clean(address) == address
    with translation.override("en"):
        entrance = form({name: "m\u0430nager@b.ru", "password": "x"})
        assert "not Latin: \u0430." in entrance.errors[name][0] and entrance[name].value() == "m\u0430nager@b.ru"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\t"])
def test_a_sum_may_be_pasted_with_spaces_of_any_kind(space: str) -> None:
    pasted = space.join(["1", "234", "567,89"])
    assert MoneyField().clean(pasted) == Decimal("1234567.89")
    assert YearsField().clean(f"2022{space}{pasted}") == {"2022": Decimal("1234567.89")}


@pytest.mark.parametrize(
    ("typed", "ru", "en"),
    [
        ("45,000,000", None, "45000000"),
        ("1,200.50", None, "1200.50"),
        ("1,234", None, "1234"),
        ("12,5", "12.5", "12.5"),
        ("1 234,50", "1234.50", "1234.50"),
        ("1,23,456", None, None),
    ],
)
def test_an_english_page_takes_the_commas_it_shows(typed: str, ru: str | None, en: str | None) -> None:
    for lang, expected in (("ru", ru), ("en", en)):
        for field in (MoneyField(), NumberField()):
            with translation.override(lang):
                if expected is None:
                    with pytest.raises(forms.ValidationError):
                        field.clean(typed)
                else:
                    assert field.clean(typed) == Decimal(expected)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_begins_with_a_zero_has_no_thousands(lang: str) -> None:
    with translation.override(lang):
        assert plain_number("0,125") == "0.125" and plain_number("-0,500") == "-0.500"


@pytest.mark.parametrize(("lang", "money", "percent"), [("ru", "1200,50", "12,5"), ("en", "1200.50", "12.5")])
def test_a_field_shows_a_number_in_the_habit_of_its_page(lang: str, money: str, percent: str) -> None:
    with translation.override(lang):
        assert MoneyField().prepare_value(Decimal("1200.5")) == money
        assert PercentField().prepare_value(Decimal("12.50")) == percent


def test_every_table_is_judged_by_its_size_before_it_is_read():
    """A workbook or a table of rows that a page reads: no attachment is made of it."""
    import svetovod.web.urls  # noqa: F401 - with it every form is there

    rows = {".xlsx", ".csv", ".parquet", ".zip", ".xml"}
    read = {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in every(forms.Form)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.FileField)
        and rows.issuperset(field.widget.attrs.get("accept", "no").split(","))
        and not isinstance(field, FilesField)
    }
    assert len(read) > 10
    assert not [name for name, field in read.items() if not isinstance(field, UploadField)]


def every(kind):
    for each in kind.__subclasses__():
        if each.__module__.startswith("svetovod."):
            yield each
        yield from every(each)
