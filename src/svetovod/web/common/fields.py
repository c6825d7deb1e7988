"""Fields that take what people type: money with spaces and a comma, per cent, days."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class MoneyField(forms.DecimalField):
    """Rubles: `1 234 567,89`, `1234567.89` and `1 234 567 ₽` are the same."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write the amount in rubles with digits, for example 1 234 567,89.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=18, decimal_places=2, **{"min_value": Decimal(0), **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f\u20bd]", "", value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


def valid_address(value: str) -> None:
    """As Django's, which says of a letter that only looks Latin no more than that something is wrong, or nothing."""
    local, _at, domain = value.partition("@")
    mixed = "".join(label for label in domain.split(".") if re.search("[a-zA-Z]", label))
    strange = dict.fromkeys(sign for sign in local + mixed if sign.isalpha() and not sign.isascii())
    if strange:
        said = gettext("In the address these letters are not Latin: %(letters)s. Type them anew on the Latin keyboard.")
        raise forms.ValidationError(said % {"letters": ", ".join(strange)}, code="invalid")
    validate_email(value)


class AddressField(forms.EmailField):
    """An address of e-mail, without the signs of no width that come with what is copied."""

    default_validators = [valid_address]

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub("[\u200b-\u200d\u2060\ufeff]", "", value) if isinstance(value, str) else value)


class PercentField(forms.DecimalField):
    """Per cent: `12,5`, `12.5` and `12,5 %` are the same."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6})
    default_error_messages = {"invalid": _("Write the per cent with digits, for example 12,5.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": Decimal(0), "max_value": Decimal(100), "decimal_places": 2, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f%]", "", value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return format(value.normalize() if value else Decimal(0), "f").replace(".", ",")


class DayField(forms.DateField):
    """A day as typed in Russian habit, or as a browser's calendar sends it."""

    input_formats = ("%d.%m.%Y", "%Y-%m-%d")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: the four quarters of a year, the sheets of a hall."""

    def __init__(self, *, accept: str, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(widget=ManyFiles(attrs={"accept": accept, "multiple": True}), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(each, initial) for each in (data or [None])]
        limit = settings.MAX_ATTACHMENT_BYTES
        if len(files) > self.most or any(file.size > limit for file in files):
            said = gettext("No more than %(most)d files of %(limit)d MB each.")
            raise forms.ValidationError(said % {"most": self.most, "limit": limit // 1024 // 1024})
        return files
