"""What is typed about regions."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import UploadField

from . import bridge, indicators
from .enums import PublicField
from .services import MOST_BYTES

_table = partial(
    UploadField, accept=".csv,.parquet", most=MOST_BYTES, unlike=bridge.table_unlike,
    error_messages={
        "large": _("The table is larger than %(limit)d MB. Send it as Parquet, or keep the dearest purchases only.")
    },
)  # fmt: skip


class SurveyForm(forms.Form):
    """Two tables, what they are and by the law of which day groups are judged."""

    title = forms.CharField(
        label=_("Name of the survey"), max_length=200, help_text=_("For example: purchases of 2020")
    )
    source = forms.CharField(
        label=_("Where the figures are from"), max_length=300, help_text=_("Stands under every table and picture.")
    )
    law_on = forms.DateField(label=_("Judged by the law of"), widget=forms.DateInput(attrs={"type": "date"}))
    firms = _table(label=_("Firms"), help_text=_("CSV or Parquet: inn; region; okpd2. A row for each product."))
    purchases = _table(
        label=_("Purchases"), help_text=_("CSV or Parquet: buyer_inn; seller_inn; okpd2; amount; year; imported.")
    )


class PublicationForm(forms.Form):
    """Fields of an enterprise that everybody may see, or that the ministry keeps back."""

    fields_chosen = forms.MultipleChoiceField(
        label=_("Everybody may see"), required=False, choices=PublicField, widget=forms.CheckboxSelectMultiple
    )


class IndicatorForm(forms.Form):
    """Which indicator the map shows."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(each.key, each.label) for each in indicators.INDICATORS]
        self.fields["by"] = forms.ChoiceField(label=_("Indicator"), choices=choices, required=False)


class PairForm(forms.Form):
    """Two regions beside each other."""

    def __init__(self, *args: Any, lang: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("choose")), *((iso, bridge.region_name(iso, lang)) for iso in bridge.region_codes())]
        for name, label in (("a", _("First region")), ("b", _("Second region"))):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
