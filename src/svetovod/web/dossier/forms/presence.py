"""Regions of presence and objects of infrastructure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField
from svetovod.web.dossier.enums import ObjectKind
from svetovod.web.registry import selectors as registry

from .participation import NO_DAY, AgreementForm


class RegionForm(AgreementForm):
    """An agreement with the authority of a region."""

    region = forms.ChoiceField(label=_("Region"))
    signed_with = forms.CharField(
        label=_("Signed by the authority"), max_length=300, help_text=_("the body of the region that signs")
    )
    field_order = ("region", "number", "dated_on", "valid_to", "signed_with")

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]


class AccordForm(forms.Form):
    """Between regions of an interregional cluster."""

    regions = forms.MultipleChoiceField(label=_("Regions"), widget=forms.CheckboxSelectMultiple)
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    dated_on = DayField(label=_("Date"), error_messages=NO_DAY)
    valid_to = DayField(
        label=_("Valid until"), required=False, help_text=_("empty: without a term"), error_messages=NO_DAY
    )
    signatories = forms.CharField(
        label=_("Which authority signs for which region"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["regions"].choices = regions  # type: ignore[attr-defined]


class ObjectForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of object"), choices=ObjectKind.choices)
    name = forms.CharField(label=_("Object"), max_length=300)
    owner_name = forms.CharField(label=_("Owner organisation"), max_length=300)
    owner_inn = forms.CharField(
        label=_("INN of the owner"), max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    region = forms.ChoiceField(label=_("Region"))
    serves = forms.CharField(
        label=_("What it serves"), max_length=300, help_text=_("for whom and for what the participants use it")
    )
    since = DayField(label=_("Serves the cluster since"), required=False, error_messages=NO_DAY)
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
        self.fields["region"].choices = registry.region_choices()  # type: ignore[attr-defined]

    def clean_owner_inn(self) -> str:
        inn: str = registry.typed_inn(self.cleaned_data["owner_inn"])
        if not registry.valid_inn(inn):
            raise forms.ValidationError(_("The INN has a wrong checksum: compare it with the register."))
        return inn


class GiveUpForm(forms.Form):
    on = DayField(label=_("Serves the cluster until"), error_messages=NO_DAY)
