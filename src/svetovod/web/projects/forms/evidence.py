"""Forms of the kits of evidence."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import UploadField
from svetovod.web.projects.enums import EvidenceKind, VatRate
from svetovod.web.projects.evidence.bridge import inn_valid
from svetovod.web.registry.selectors import typed_inn

from .fields import DayField, MoneyField


class DocumentForm(forms.Form):
    """A document of a row. Whether it agrees with the others is not asked here: the kit shows it."""

    kind = forms.ChoiceField(label=pgettext_lazy("kind of evidence", "Document"), choices=EvidenceKind.choices)
    number = forms.CharField(label=_("Number of the document"), max_length=60)
    on = DayField(label=_("Date"))
    payer = forms.CharField(label=_("Payer (INN)"), max_length=24)
    seller = forms.CharField(
        label=_("Supplier (INN)"), max_length=24, required=False, help_text=_("A commissioning act has none")
    )
    seller_name = forms.CharField(label=_("Name of the supplier"), max_length=200, required=False)
    gross = MoneyField(
        label=_("Amount with VAT, RUB"), help_text=_("The part of the document that belongs to this row")
    )
    rate = forms.ChoiceField(label=_("VAT rate"), choices=VatRate.choices)
    vat = MoneyField(label=_("VAT within it, RUB"), required=False, help_text=_("Left empty it is counted by the rate"))
    file = forms.FileField(label=_("File of the document"), required=False)

    def clean_gross(self) -> Decimal:
        gross: Decimal = self.cleaned_data["gross"]
        if gross <= 0:
            raise ValidationError(_("The amount must be above zero: a cost is money spent."))
        return gross

    def clean_payer(self) -> str:
        return _inn(self.cleaned_data["payer"])

    def clean_seller(self) -> str:
        return _inn(self.cleaned_data["seller"]) if self.cleaned_data["seller"] else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        gross, rate, vat = data.get("gross"), data.get("rate"), data.get("vat")
        if gross is not None and rate and vat is None and "vat" not in self.errors:
            percent = Decimal(rate) if rate != VatRate.NONE else Decimal(0)
            data["vat"] = (gross * percent / (100 + percent)).quantize(Decimal("0.01"))
        elif gross is not None and vat is not None and vat > gross:
            self.add_error("vat", _("The tax is more than the whole amount: mend one of the two."))
        return data

    def fields_said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


def _inn(text: str) -> str:
    digits = typed_inn(text)
    if not inn_valid(digits):
        raise ValidationError(
            _("This is not an INN: 10 digits of an organisation or 12 of an entrepreneur, with the check digit right.")
        )
    return digits


class RegisterForm(forms.Form):
    file = UploadField(label=_("Register of documents (XLSX)"), accept=".xlsx")
