"""The managing organisation and what is shown for its requirements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField
from svetovod.web.dossier.enums import SHOWN
from svetovod.web.registry import selectors as registry

from .participation import NO_DAY, GroundForm


class SinceForm(GroundForm):
    on = DayField(label=_("Manages the cluster since"), error_messages=NO_DAY)


class ReplaceForm(GroundForm):
    """An organisation that is known is taken by its INN alone."""

    inn = forms.CharField(
        label=_("INN"), max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Organisation"), max_length=300, required=False, help_text=_("where the INN is not known here yet")
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    on = DayField(label=_("Manages the cluster since"), error_messages=NO_DAY)
    field_order = ("inn", "name", "region", "on", "ground")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", "—"), *registry.region_choices()]  # type: ignore[attr-defined]

    def clean_inn(self) -> str:
        inn: str = registry.typed_inn(self.cleaned_data["inn"])
        if not registry.valid_inn(inn):
            raise forms.ValidationError(_("The INN has a wrong checksum: compare it with the register."))
        return inn


class RequirementForm(forms.Form):
    state = forms.ChoiceField(label=_("How it stands"), choices=[(each.value, each.label) for each in SHOWN])
    evidence = forms.CharField(
        label=_("Shown by"), max_length=300, required=False,
        help_text=_("the paper and its point, or where it can be seen"),
    )  # fmt: skip
    document = forms.TypedChoiceField(
        label=_("Document of the dossier"), required=False, coerce=int, empty_value=None,
        help_text=_("its file is then read from here"),
    )  # fmt: skip

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["document"].choices = [("", "—"), *documents]  # type: ignore[attr-defined]
