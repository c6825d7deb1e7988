"""A draft of a selection begun, its template, and what ends or changes it: a reason, a cancellation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.events import selectors as events
from svetovod.web.selection.announcement.library import orders, sets
from svetovod.web.selection.enums import LegalMode
from svetovod.web.selection.models import SelectionRound


class BeginForm(forms.Form):
    title = forms.CharField(label=_("Name of the selection"), max_length=300)
    slug = forms.CharField(
        label=_("Short name"), max_length=40,
        help_text=_("For addresses and registration numbers, for example 2026 or mordovia-2026."),
    )  # fmt: skip
    legal_mode = forms.ChoiceField(
        label=_("Legal mode"), choices=LegalMode.choices, initial=LegalMode.SHADOW, widget=forms.RadioSelect
    )
    start = forms.ChoiceField(label=_("Begin from"), help_text=_("Days, sums and the order are always written anew."))

    def __init__(self, *args: Any, earlier: Sequence[SelectionRound], **options: Any) -> None:
        super().__init__(*args, **options)
        self.earlier = {f"round:{row.slug}": row for row in earlier}
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            ("", _("an empty draft")),
            (_("Sets of criteria"), [(f"set:{one.key}", one.said) for one in sets()]),
            (_("Shapes of orders"), [(f"set:{one.key}", one.said) for one in orders()]),
            (_("An earlier selection"), [(key, row.title) for key, row in self.earlier.items()]),
        ]
        self.fields["start"].required = False

    def begun_from(self) -> dict[str, Any]:
        chosen = self.cleaned_data["start"]
        return {"earlier": self.earlier.get(chosen), "criteria_set": chosen.removeprefix("set:")}


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Template, DOCX"), widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the file of the template."), "empty": _("The file is empty.")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of the amendment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("It is published with the amendment."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class SeriesForm(forms.Form):
    series: Any = forms.ModelChoiceField(
        label=_("Series of practical sessions"), queryset=None, required=False, empty_label=_("none"),
        help_text=_("Its page and its calendar show the dates of this selection."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["series"].queryset = events.series_list()  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the selection is cancelled"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("The reason is published."),
    )  # fmt: skip


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the draft is discarded"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        help_text=_("It is kept with the draft and not published."),
    )  # fmt: skip
