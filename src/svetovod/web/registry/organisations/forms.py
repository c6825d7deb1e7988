"""What is typed about organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import OrganisationKind
from svetovod.web.registry.models import Organisation

from .phrases import FIELDS
from .selectors import FIELDS as CHOSEN


class FoundForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(label=_("Name or INN"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), required=False, choices=[("", _("any")), *registry.region_choices()]
        )


class MergeForm(forms.Form):
    """Which record stays, and from which of the two each field that differs is taken."""

    ground = forms.CharField(
        label=pgettext_lazy("of a merge", "Ground"), max_length=300,
        help_text=_("By what it is known: an extract of the register with its day, a letter of the organisation."),
    )  # fmt: skip

    def __init__(self, *args: Any, one: Organisation, other: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {row.inn: row for row in (one, other)}
        self.fields["keep"] = forms.ChoiceField(
            label=_("The record that stays"), widget=forms.RadioSelect,
            choices=[(row.inn, f"{row}, {_('INN')} {row.inn}") for row in (one, other)],
        )  # fmt: skip
        for name in CHOSEN:
            said = [(row.inn, shown(row, name)) for row in (one, other)]
            if getattr(one, name) != getattr(other, name):
                self.fields[name] = forms.ChoiceField(label=FIELDS[name], choices=said, widget=forms.RadioSelect)
        self.order_fields(["keep", *CHOSEN, "ground"])

    def taken(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CHOSEN if name in self.fields}

    def parts(self) -> tuple[Organisation, Organisation]:
        """(kept, gone)."""
        kept = self.rows[self.cleaned_data["keep"]]
        return kept, next(row for row in self.rows.values() if row is not kept)


def shown(row: Organisation, name: str) -> str:
    """A field as people read it."""
    match name:
        case "region":
            return registry.region_name(row.region)
        case "kind":
            return str(OrganisationKind(row.kind).label)
        case "hidden":
            return str(_("no, to its own people only") if row.hidden else _("yes"))
        case _other:
            return str(getattr(row, name)) or "—"


class DenyForm(forms.Form):
    reason = forms.CharField(label=_("Why they are two"), max_length=300, required=False)
