"""What is typed about figures: opening a request, the questionnaire, a dispute, an accountant's files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.fields import MoneyField

from . import bridge, phrases
from .enums import TYPED, Way
from .services import Asked

TABLES: dict[str, tuple[str, ...]] = {
    "purchases": ("seller", "okpd2", "amount", "year", "for_final_product"),
    "sales": ("buyer", "okpd2", "amount", "year"),
}
REQUIRED = {"employees", "high_performance_jobs", "revenue", "buyer", "okpd2", "amount", "year"}
SPARE = 1  # blank rows below those filled in


class Typed(forms.CharField):
    """A text judged by the engine together with all others; `required` only says so to the reader."""

    def validate(self, value: Any) -> None:
        return None


class QuestionnaireForm(forms.Form):
    """Fields by the keys of the engine; those of tables are `purchases-0-seller`. Judged as a workbook is."""

    use_required_attribute = False
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: Any = None, *, typed: Mapping[str, Any], year: int, search_url: str, more: int = 0
    ) -> None:
        rows = _rows(data) if data is not None else {key: list(typed.get(key, ())) for key in TABLES}
        super().__init__(data, initial={"base": typed.get("base", 0)})
        self.year, self.search_url = year, search_url
        self.counts = {key: min(len(rows[key]) + SPARE + more, bridge.ROWS) for key in TABLES}
        for key in phrases.OWN:
            self._add(key, key, typed.get(key, ""))
        for table, keys in TABLES.items():
            for number in range(self.counts[table]):
                row = typed.get(table, ())[number : number + 1] or [{}]
                for key in keys:
                    label = f"{phrases.deal_title(table, number)}, {phrases.FIELDS[key]}"
                    self._add(f"{table}-{number}-{key}", key, row[0].get(key, self._preset(key)), label)

    def _preset(self, key: str) -> str:
        return {"year": str(self.year), "for_final_product": bridge.YES}.get(key, "")

    def _add(self, name: str, key: str, value: str, label: str = "") -> None:
        """A label of a deal names its row: the summary of errors stands far from it, the row itself shows less."""
        if key in {"special_territory", "for_final_product"}:
            self.fields[name] = forms.BooleanField(
                label=label or phrases.FIELDS[key], help_text=phrases.HINTS.get(key, ""), required=False,
                initial=value == bridge.YES,
            )  # fmt: skip
            return
        self.fields[name] = Typed(
            label=label or phrases.FIELDS[key], help_text=phrases.HINTS.get(key, ""), required=key in REQUIRED,
            initial=value,
            max_length=400, strip=True, widget=self._widget(key),
        )  # fmt: skip

    def _widget(self, key: str) -> forms.Widget:
        attrs: dict[str, Any] = {"autocomplete": "off"}
        if key in {"seller", "buyer"}:
            attrs |= {"inputmode": "numeric", "list": "partners"}
        elif key == "okpd2":
            attrs |= {
                "list": "okpd2-list", "hx-get": self.search_url, "hx-trigger": "input changed delay:400ms",
                "hx-target": "#okpd2-list", "hx-swap": "outerHTML",
            }  # fmt: skip
        elif key == "joined_on":
            attrs["placeholder"] = _("DD.MM.YYYY")
        else:
            attrs["inputmode"] = "decimal" if key in {*bridge.MONEY, "amount"} else "numeric"
        return forms.TextInput(attrs=attrs)

    def tables(self) -> dict[str, list[tuple[str, list[tuple[forms.BoundField, Any]]]]]:
        """Title of each deal and its fields, each with the short label that is enough beside the title."""
        return {
            table: [
                (
                    phrases.deal_title(table, number),
                    [(self[f"{table}-{number}-{key}"], phrases.FIELDS[key]) for key in keys],
                )
                for number in range(self.counts[table])
            ]
            for table, keys in TABLES.items()
        }

    @property
    def own(self) -> list[forms.BoundField]:
        return [self[key] for key in phrases.OWN]

    def typed(self) -> dict[str, Any]:
        """Texts for the engine and for a draft, whatever they are."""
        return typed_of(self.data)

    def blame(self, reading: bridge.Reading) -> None:
        """Every fault at its field; a text that is no code brings what was found by its words."""
        for fault in reading.faults:
            name = f"{fault.table}-{fault.row}-{fault.field}" if fault.table else fault.field
            said = bridge.say(fault.problem, formatting.lang())
            if fault.problem.code == "okpd2.words":
                said = f"{said} {_found(fault.problem.value or '')}".strip()
            self.add_error(name if name in self.fields else None, said)


def _found(words: str) -> str:
    found = bridge.okpd2_search(words, 4)
    return _("Found: %(codes)s.") % {"codes": "; ".join(f"{code} {name}" for code, name in found)} if found else ""


def typed_of(data: Any) -> dict[str, Any]:
    """What a posted form says, as texts: rows nobody filled in are dropped."""
    own = {key: _text(data, key, key) for key in phrases.OWN}
    rows = _rows(data)
    partners = {"purchases": "seller", "sales": "buyer"}
    kept = {t: [row for row in rows[t] if any(row[k] for k in (partners[t], "okpd2", "amount"))] for t in TABLES}
    return own | kept


def _rows(data: Any) -> dict[str, list[dict[str, str]]]:
    """Rows of both tables in the order of their numbers."""
    found: dict[str, list[dict[str, str]]] = {}
    for table, keys in TABLES.items():
        numbers = sorted({int(m[1]) for name in data if (m := re.fullmatch(rf"{table}-([0-9]{{1,3}})-\w+", name))})
        found[table] = [{key: _text(data, f"{table}-{n}-{key}", key) for key in keys} for n in numbers]
    return found


def _text(data: Any, name: str, key: str) -> str:
    if key in {"special_territory", "for_final_product"}:
        return bridge.YES if data.get(name) else bridge.NO
    text = str(data.get(name, "")).replace("\0", "").strip()[:400]
    # a code chosen from the list may come with its name
    return text.split(" ", 1)[0] if key == "okpd2" and re.match(r"[0-9]{2}[.0-9]* ", text) else text


class OpenForm(forms.Form):
    """Year, date, words, products; and a name and an address for each participant."""

    year = forms.IntegerField(label=gettext_lazy("Reporting year"), min_value=1990, max_value=2100)
    due_on = forms.DateField(
        label=gettext_lazy("Answer by"), input_formats=("%d.%m.%Y", "%Y-%m-%d"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Until the end of that day, Moscow time; later answers are taken and marked late."),
    )  # fmt: skip
    final_products = forms.CharField(
        label=gettext_lazy("Final products, OKPD2"), max_length=300,
        help_text=gettext_lazy("Codes with a semicolon between: 27.31; 27.40"),
    )  # fmt: skip
    regional_productivity = MoneyField(label=gettext_lazy("Productivity in the region, RUB a worker"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Words for the letter"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, members: Sequence[Any], known: Mapping[str, tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = list(members)
        for member in self.members:
            inn, name = member.organisation.inn, str(member.organisation)
            had = known.get(inn, ("", ""))
            self.fields[f"email-{inn}"] = forms.EmailField(
                label=name, required=False, initial=had[1], widget=forms.EmailInput(attrs={"autocomplete": "off"})
            )
            self.fields[f"name-{inn}"] = forms.CharField(
                label=_("Who answers for %(name)s") % {"name": name}, required=False, max_length=200, initial=had[0],
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def clean_final_products(self) -> tuple[str, ...]:
        codes = [code.strip() for code in re.split(r"[;,\n]", self.cleaned_data["final_products"]) if code.strip()]
        if unknown := [code for code in codes if not bridge.okpd2_name(code)]:
            raise forms.ValidationError(_("OKPD2 has no code %(code)s. Check it.") % {"code": unknown[0]})
        return tuple(dict.fromkeys(codes))

    def people(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"email-{m.organisation.inn}"], self[f"name-{m.organisation.inn}"]) for m in self.members]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    def asked(self) -> Asked:
        data = self.cleaned_data
        next_day = data["due_on"] + timedelta(days=1)
        productivity = data["regional_productivity"]
        return Asked(
            year=data["year"], due_at=timezone.make_aware(datetime.combine(next_day, time.min)), text=data["text"],
            final_products=data["final_products"],
            regional_productivity=None if productivity is None else f"{productivity:.2f}",
            contacts={
                m.organisation.inn: (data[f"name-{m.organisation.inn}"], data[f"email-{m.organisation.inn}"])
                for m in self.members
                if data[f"email-{m.organisation.inn}"]
            },
        )  # fmt: skip


class ContactForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), validators=[validate_email])


class DisputeForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Figure"))
    reason = forms.CharField(
        label=gettext_lazy("Why it is doubtful"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The enterprise reads it in the letter."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = list(places)  # type: ignore[attr-defined]


class WayForm(forms.Form):
    """Where the manager has the figures from."""

    way = forms.ChoiceField(
        label=gettext_lazy("How the figures came"), choices=[(way.value, way.label) for way in map(Way, TYPED)]
    )
    basis = forms.CharField(
        label=gettext_lazy("Letter or paper: date and number"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: the four quarters of a year."""

    widget = ManyFiles(attrs={"accept": ".xlsx,.xml", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(each, initial) for each in (data or [None])]
        limit = settings.MAX_ATTACHMENT_BYTES
        if len(files) > 12 or any(file.size > limit for file in files):
            raise forms.ValidationError(
                _("No more than 12 files of %(limit)d MB each.") % {"limit": limit // 1024 // 1024}
            )
        return files


class AccountsForm(forms.Form):
    papers = FilesField(
        label=gettext_lazy("Files: XLSX of 1C or XML"),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    rate = forms.DecimalField(
        label=gettext_lazy("VAT within the turnover of 60 and 62, per cent"), min_value=0, max_value=50, max_digits=4,
        decimal_places=2, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("Turnover includes the tax, a figure must not. 0 if there is none. Books need no rate."),
    )  # fmt: skip
