"""How presentations are to be arranged, and what an expert judges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DEFAULTS = {"minutes": 10, "row": 6, "pause": 15, "least": 2, "most": 5, "load": 4}


class ProposalForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes for one project"), min_value=3, max_value=120, initial=10)
    row = forms.IntegerField(label=_("Projects in a row, then a pause"), min_value=1, max_value=30, initial=6)
    pause = forms.IntegerField(label=_("Minutes of a pause"), min_value=0, max_value=120, initial=15)
    least = forms.IntegerField(label=_("Experts in a panel at least"), min_value=1, max_value=20, initial=2)
    most = forms.IntegerField(label=_("Experts in a panel at most"), min_value=1, max_value=20, initial=5)
    load = forms.IntegerField(label=_("Rows one expert hears at most"), min_value=1, max_value=50, initial=4)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("least") and data.get("most") and data["most"] < data["least"]:
            self.add_error("most", _("At most cannot be fewer than at least."))
        return data


class PanelForm(forms.Form):
    person: Any = forms.ModelChoiceField(label=_("Expert of the session"), queryset=None, empty_label="—")
    classes = forms.MultipleChoiceField(
        label=_("What the expert judges"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Classes of products of the projects that were handed in, by OKPD2."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, classes: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]
        self.fields["classes"].choices = classes  # type: ignore[attr-defined]
