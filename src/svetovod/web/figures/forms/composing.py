"""What an officer composes: words and date, the columns of the table, and whom it is sent to."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svetovod.web.common.fields import AddressField
from svetovod.web.figures import columns as cols
from svetovod.web.figures.enums import ColumnKind as K
from svetovod.web.figures.models import FiguresRequest
from svetovod.web.figures.recipients import Choice, Named
from svetovod.web.figures.services import Composed
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import OrganisationKind

ASKED = (OrganisationKind.AUTHORITY, OrganisationKind.SPECIALISED, OrganisationKind.CDC, OrganisationKind.ENTERPRISE)


class DueForm(forms.Form):
    """The date and the words of the letter: what may still change after sending."""

    due_on = forms.DateField(
        label=gettext_lazy("Answer by"), input_formats=("%d.%m.%Y", "%Y-%m-%d"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Until the end of that day, Moscow time; later answers are taken and marked late."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Words for the letter"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def due_at(self) -> datetime:
        """The end of the day chosen."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["due_on"] + timedelta(days=1), time.min))


class HeadForm(DueForm):
    """Who asks, what for, for which year."""

    asker: Any = forms.ModelChoiceField(label=gettext_lazy("On behalf of"), queryset=None, empty_label="—")
    title = forms.CharField(label=gettext_lazy("What is asked"), max_length=200)
    basis = forms.CharField(
        label=gettext_lazy("Why it is asked"), max_length=300,
        help_text=gettext_lazy("The act, order or plan that lets you ask; it stands in the letter."),
    )  # fmt: skip
    year = forms.IntegerField(label=gettext_lazy("Reporting year"), min_value=1990, max_value=2100)
    most_rows = forms.IntegerField(
        label=gettext_lazy("Rows, at most"), min_value=1, max_value=cols.MOST_ROWS,
        help_text=gettext_lazy("One row for figures of the organisation; more for a list, such as its projects."),
    )  # fmt: skip
    field_order = ("asker", "title", "basis", "year", "due_on", "most_rows", "text")

    def __init__(self, *args: Any, askers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asker"].queryset = askers  # type: ignore[attr-defined]

    def composed(self, columns: Sequence[cols.Column], earlier: FiguresRequest | None) -> Composed:
        data = self.cleaned_data
        return Composed(
            data["title"], data["basis"], data["year"], self.due_at(), columns, data["most_rows"], data["text"], earlier
        )


class ColumnForm(forms.Form):
    """One column. A title left empty means that there is no such column."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    title = forms.CharField(label=gettext_lazy("Name of the column"), required=False, max_length=120)
    kind = forms.ChoiceField(label=pgettext_lazy("of a column", "Kind"), choices=K.choices, required=False)
    required = forms.BooleanField(label=gettext_lazy("Required"), required=False)
    commercial = forms.BooleanField(label=gettext_lazy("Commercial"), required=False)
    hint = forms.CharField(label=gettext_lazy("Hint"), required=False, max_length=200)
    least = forms.CharField(label=pgettext_lazy("limit", "From"), required=False, max_length=20)
    most = forms.CharField(label=pgettext_lazy("limit", "To"), required=False, max_length=20)
    options = forms.CharField(label=gettext_lazy("List of values (a; b; c)"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title"):
            return data
        data["kind"] = data.get("kind") or K.TEXT
        data["options"] = tuple(each.strip() for each in (data.get("options") or "").split(";") if each.strip())
        if data["kind"] == K.CHOICE and len(set(data["options"])) < 2:
            self.add_error("options", _("Name at least two different things to choose from."))
        for name in ("least", "most"):
            self._bound(data, name)
        return data

    def _bound(self, data: dict[str, Any], name: str) -> None:
        text = re.sub(r"\s", "", data.get(name) or "").replace(",", ".")
        if not text or data["kind"] == K.CHOICE:
            data[name] = ""
            return
        found: Decimal | date | None
        if data["kind"] == K.DATE:
            found = cols.day_of(text)
        elif data["kind"] == K.TEXT:
            found = Decimal(text) if text.isdecimal() and len(text) <= 4 and name == "most" else None
        else:
            try:
                found = Decimal(text) if re.fullmatch(r"-?[0-9.]{1,18}", text) else None
            except InvalidOperation:
                found = None
        if found is None:
            self.add_error(name, _("A limit is a number, or a day for a date; of a text, its length."))
        data[name] = "" if found is None else found.isoformat() if isinstance(found, date) else str(found)

    def column(self, number: int) -> cols.Column:
        data = self.cleaned_data
        names = ("title", "kind", "required", "hint", "least", "most", "options", "commercial")
        return cols.Column(key=data["key"] or f"c{number}", **{name: data[name] for name in names})


class Columns(forms.BaseFormSet):  # type: ignore[type-arg]
    """The columns of a table; a new one gets the first key that no column had."""

    def columns(self) -> list[cols.Column]:
        filled = [form for form in self.forms if form.cleaned_data.get("title")]
        taken = {form.cleaned_data["key"] for form in filled}
        free = (number for number in range(1, 1000) if f"c{number}" not in taken)
        return [form.column(0 if form.cleaned_data["key"] else next(free)) for form in filled]


def columns_formset(data: Any = None, *, columns: Sequence[cols.Column] = (), blank: int = 3) -> Columns:
    initial = [
        {
            "key": c.key, "title": c.title, "kind": c.kind, "required": c.required, "commercial": c.commercial,
            "hint": c.hint, "least": _shown(c, c.least), "most": _shown(c, c.most), "options": "; ".join(c.options),
        }
        for c in columns
    ]  # fmt: skip
    made = forms.formset_factory(
        ColumnForm, formset=Columns, extra=max(0, min(blank, cols.MOST_COLUMNS - len(initial))),
        max_num=cols.MOST_COLUMNS, absolute_max=cols.MOST_COLUMNS,
    )  # fmt: skip
    return made(data, initial=initial, prefix="columns")  # type: ignore[return-value]


def _shown(column: cols.Column, bound: str) -> str:
    return cols.typed(column, bound) if bound else ""


class NamedField(forms.CharField):
    """Organisations by INN, one a line: `1234567890 accountant@example.ru The name of whoever answers`."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> tuple[Named, ...]:
        found = []
        for line in super().clean(value).splitlines():
            inn, *rest = line.replace(";", " ").replace("\t", " ").split() or [""]
            if not inn:
                continue
            if not registry.valid_inn(inn := registry.typed_inn(inn)):
                raise forms.ValidationError(_("%(inn)s is no INN: check its digits.") % {"inn": inn[:20]})
            written = next((word for word in rest if "@" in word), "")
            email = AddressField().clean(written) if written else ""
            found.append(Named(inn, " ".join(word for word in rest if word != written)[:200], email))
        if missing := registry.unknown_inns([each.inn for each in found]):
            raise forms.ValidationError(
                _("The registry does not know %(inns)s. Enter these organisations first.")
                % {"inns": ", ".join(missing[:5])}
            )
        return tuple(found)


class RecipientsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("All organisations of these kinds"), required=False,
        choices=[(kind.value, kind.label) for kind in ASKED], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("In these regions"), required=False, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("None chosen: all regions."),
    )  # fmt: skip
    named = NamedField(
        label=gettext_lazy("And these organisations, by INN"), required=False, max_length=20_000,
        help_text=gettext_lazy("One a line; after the INN the e-mail address and the name of whoever answers."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["regions"].choices = registry.region_choices()  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        data = self.cleaned_data
        return Choice(tuple(data["kinds"]), tuple(data["regions"]), data["named"])


class PassForm(DueForm):
    """Which of one's own enterprises are asked, and by when."""

    chosen: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Enterprises"), queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one enterprise.")},
    )  # fmt: skip
    named = NamedField(
        label=gettext_lazy("Addresses, by INN"), required=False, max_length=20_000,
        help_text=gettext_lazy("One a line; after the INN the e-mail address and the name of whoever answers."),
    )  # fmt: skip
    field_order = ("due_on", "text", "chosen", "named")

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].queryset = organisations  # type: ignore[attr-defined]
