"""What is typed into the log of a centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField, MoneyField
from svetovod.web.regions.enums import CentreIndicator, CentreServiceKind
from svetovod.web.registry.models import Cluster
from svetovod.web.registry.selectors import organisation_by_inn, typed_inn, valid_inn

from .selectors import clusters_of


class ServiceForm(forms.Form):
    given_on = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("Service"), choices=CentreServiceKind)
    organisation = forms.CharField(
        label=_("INN of the recipient"), max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    cluster = forms.ModelChoiceField(
        label=_("Cluster"), queryset=Cluster.objects.none(), required=False,
        help_text=_("the one it was for; it is counted as served"),
    )  # fmt: skip
    about = forms.CharField(label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    product = forms.CharField(
        label=_("New goods"), max_length=200, required=False, help_text=_("that came to market with this help")
    )
    paid = MoneyField(label=_("Paid by the recipient, RUB"), required=False)

    def __init__(self, *args: Any, actor: Any, iso: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["cluster"].queryset = clusters_of(iso)  # type: ignore[attr-defined]

    def clean_organisation(self) -> Any:
        """The organisation itself."""
        inn = typed_inn(self.cleaned_data["organisation"])
        if not valid_inn(inn):
            raise forms.ValidationError(_("This is no INN: check its digits."))
        found = organisation_by_inn(self.actor, inn)
        if found is None:
            raise forms.ValidationError(
                _("No organisation of this INN is known here. Enter it first, then the service.")
            )
        return found

    def clean_paid(self) -> Any:
        return self.cleaned_data["paid"] or 0


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why it does not count"), max_length=300)


class PlanForm(forms.Form):
    """One field an indicator; an empty one takes the figure away."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for each in CentreIndicator:
            self.fields[each.value] = forms.DecimalField(
                label=each.label, required=False, min_value=0, max_digits=18, decimal_places=2, localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )  # fmt: skip
