"""Fields that take what people type: money with spaces and a comma, per cent, days."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting

THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")  # none begin with a zero: 0,125 is an eighth


def plain_number(text: str) -> str:
    """A number as Python reads it: spaces between thousands, in English commas too, a decimal comma or point."""
    text = re.sub(r"[\s\u00a0\u202f\u2009]", "", text)
    if formatting.lang() == "en" and THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return text.replace(",", ".")


def shown_number(text: str) -> str:
    """A number of Python's as a field shows it and reads it back."""
    return text.replace(".", ",") if formatting.lang() == "ru" else text


class MoneyField(forms.DecimalField):
    """Rubles: `1 234 567,89`, `1234567.89` and `1 234 567 ₽` are the same."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write the amount in rubles with digits, for example 1 234 567,89.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=18, decimal_places=2, **{"min_value": Decimal(0), **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain_number(value.replace("\u20bd", ""))
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return shown_number(f"{value:.2f}") if isinstance(value, Decimal) else value


# come unseen with what is copied: soft hyphens, marks of direction, joiners; PostgreSQL understands it as Python does
UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
# Cyrillic and Greek letters that are drawn as Latin ones, small and great
_LOOKALIKES = frozenset("асеорхуміјѕһԁԛԝАВЕКМНОРСТХУІЈЅԌԚԜαονυικρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")


def valid_address(value: str) -> None:
    """As Django's, which says of a letter that only looks Latin no more than that something is wrong, or nothing."""
    local, _at, domain = value.partition("@")
    strange = dict.fromkeys(sign for part in (local, *_mixed(domain)) for sign in part if _other_script(sign))
    if strange:
        said = gettext("In the address these letters are not Latin: %(letters)s. Type them anew on the Latin keyboard.")
        raise forms.ValidationError(said % {"letters": ", ".join(strange)}, code="invalid")
    validate_email(value)


def known_address(value: str) -> None:
    """Of an account that there may be: refuses what Django refuses and no more, and names these letters then."""
    try:
        validate_email(value)
    except forms.ValidationError:
        valid_address(value)
        raise


def _mixed(domain: str) -> Iterator[str]:
    """Labels with letters of two scripts; and, where all others are Latin, those of nothing but lookalikes."""
    labels = [label for label in domain.split(".") if any(map(str.isalpha, label))]
    feigned = [label for label in labels if {sign for sign in label if sign.isalpha()} <= _LOOKALIKES]
    others = [label for label in labels if label not in feigned]
    latin = [label for label in others if any(map(_latin, label))]
    yield from latin
    if latin and latin == others:
        yield from feigned


def _latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN ")


def _other_script(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("CYRILLIC ", "GREEK "))


def without_unseen(address: str) -> str:
    return re.sub(UNSEEN, "", address)


class AddressField(forms.EmailField):
    """An address of e-mail, without the signs of no width that come with what is copied."""

    default_validators = [valid_address]

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_unseen(value) if isinstance(value, str) else value)


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
        return shown_number(format(value.normalize() if value else Decimal(0), "f"))


class DayField(forms.DateField):
    """A day as typed in Russian habit, or as a browser's calendar sends it."""

    input_formats = ("%d.%m.%Y", "%Y-%m-%d")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UploadField(forms.FileField):
    """One file that a page reads, judged before anything reads it: by its size, then by its first bytes.

    `most`: bytes, or what the settings allow for every file; `unlike` is given the first 512 bytes and says why they
    are of no kind that is taken here, or nothing. The message `large` may say what to do about the size.
    """

    default_error_messages = {
        "large": _("The file is larger than %(limit)d MB. Check that it is the right one."),
        "empty": _("The file is empty."),
    }

    def __init__(
        self,
        *,
        accept: str,
        most: int | None = None,
        unlike: Callable[[bytes], str | None] | None = None,
        **options: Any,
    ) -> None:
        self.most, self.unlike = most, unlike
        super().__init__(**{"widget": forms.FileInput(attrs={"accept": accept}), **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        limit = self.most or settings.MAX_ATTACHMENT_BYTES
        if file and file.size > limit:
            raise forms.ValidationError(self.error_messages["large"], code="large", params={"limit": limit >> 20})
        if file and self.unlike and (said := self.unlike(head_of(file))):
            raise forms.ValidationError(said, code="kind")
        return file


def head_of(file: Any) -> bytes:
    """The first 512 bytes of an upload, which is at its beginning again."""
    file.seek(0)
    head: bytes = file.read(512)
    file.seek(0)
    return head


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
