"""Forms of the project's own sections."""

import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import UploadField
from svetovod.web.projects import bridge
from svetovod.web.projects.amounts import SAID, settle
from svetovod.web.projects.enums import CostKind, Currency, Funding, ParticipantRole, Question, VatRate
from svetovod.web.projects.models.project import TNVED
from svetovod.web.registry.models import Organisation

from .fields import TO_FILE, DayField, MoneyField, RevisionForm

AREA = {"rows": 4}


def _area(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=AREA), required=False, max_length=5000, **options)


class NewForm(forms.Form):
    """A new idea. `seat` is "cluster:organisation", one of those the person may speak for."""

    seat = forms.ChoiceField(label=_("Initiator"), help_text=_("An enterprise of a cluster that you speak for"))
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("What will be made, in a few words"))
    replaces = _area(label=_("What product it replaces"))
    buyers = _area(label=_("Who will buy"))

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]


class CanvasForm(RevisionForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    replaces = _area(
        label=_("What product it replaces"), help_text=_("The imported article, who makes it, what it costs")
    )
    buyers = _area(label=_("Who will buy"), help_text=_("Participants of the cluster and buyers outside it"))
    makers = _area(label=_("Who will make it"), help_text=_("Which enterprise does which operation"))
    lacking = _area(label=_("What is missing"), help_text=_("Equipment, technology, people, money"))


class ProductForm(RevisionForm):
    okpd2 = forms.CharField(
        label=_("Code of the product (OKPD2)"),
        max_length=12,
        required=False,
        help_text=_("Type words of the name in any form, or the beginning of the code, and choose from the list"),
        widget=forms.TextInput(attrs={"list": "okpd2-list", "autocomplete": "off"}),
    )
    tnved = forms.CharField(
        label=_("Code of the imports replaced (TN VED)"), max_length=14, required=False,
        help_text=_("4, 6 or 10 digits, as in a customs declaration: 8544 70 or 8544700009"),
    )  # fmt: skip
    start = DayField(label=_("Beginning"), required=False)
    end = DayField(label=_("End"), required=False)
    requested = MoneyField(label=_("Requested subsidy, RUB"), required=False)
    minimum = MoneyField(
        label=_("Least acceptable subsidy, RUB"),
        required=False,
        help_text=_("The project works with no less than this"),
    )
    own_funds = MoneyField(label=_("Own funds, RUB"), required=False)
    loan_funds = MoneyField(label=_("Borrowed funds, RUB"), required=False)
    together = ({"start", "end"}, {"requested", "minimum"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("okpd2", "start", "end", "requested"):
            self.fields[name].needed_later = TO_FILE  # type: ignore[attr-defined]

    def clean_okpd2(self) -> str:
        code = str(self.cleaned_data["okpd2"]).split(" ", 1)[0].strip()
        if code and not bridge.okpd2_exists(code):
            raise ValidationError(_("There is no such code in OKPD2: find the product by words below and choose it."))
        return code

    def clean_tnved(self) -> str:
        code = "".join(str(self.cleaned_data["tnved"]).split())
        if code and not re.fullmatch(TNVED, code):
            raise ValidationError(_("A code of TN VED has 4, 6 or 10 digits."))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("The end is earlier than the beginning."))
        requested, minimum = data.get("requested"), data.get("minimum")
        if minimum is not None and (requested is None or minimum > requested):
            self.add_error("minimum", _("The least acceptable subsidy cannot be above the requested one."))
        return data


class InviteForm(forms.Form):
    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Enterprise of the cluster"),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=[c for c in ParticipantRole.choices if c[0] != ParticipantRole.INITIATOR]
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class CostForm(forms.Form):
    kind = forms.ChoiceField(label=_("Item"), choices=CostKind.choices)
    payer = forms.ChoiceField(
        label=_("Who bore the costs"),
        help_text=_("As in the contract and in the payment order. Rule of PP 41: whose costs are reimbursed."),
    )
    on = DayField(label=_("Date"))
    amount = MoneyField(
        label=_("Sum as in the document"),
        min_value=None,
        help_text=_("In rubles without VAT, unless the fields below say otherwise"),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices, required=False)
    rate = forms.CharField(
        label=_("Rate: rubles for one unit"), max_length=24, required=False,
        help_text=_("Only for another currency: the rate of the Bank of Russia on that day, for example 89.3456."),
    )  # fmt: skip
    rate_on = DayField(label=_("Day of the rate"), required=False)
    vat = forms.ChoiceField(
        label=_("VAT within the sum"), required=False, choices=[("", _("the sum is without VAT")), *VatRate.choices],
        help_text=_("1,200,000 with 20% within it counts as 1,000,000. Rule of PP 41: costs without VAT."),
    )  # fmt: skip
    funding = forms.ChoiceField(
        label=_("Paid from"),
        required=False,
        choices=[("", pgettext_lazy("source of funding", "not named")), *Funding.choices],
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=300,
        help_text=_("Contract, invoice, act or payment order, its number"),
    )
    other_support = forms.BooleanField(
        label=_("The same costs have other support"), required=False,
        help_text=_("For example a regional subsidy for the same invoice: such a line counts for nothing (PP 41)."),
    )  # fmt: skip
    file = forms.FileField(label=_("File of the evidence"), required=False)

    def __init__(self, *args: Any, payers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.payers = {str(payer.pk): payer for payer in payers}
        self.fields["payer"].choices = [(key, str(payer)) for key, payer in self.payers.items()]  # type: ignore[attr-defined]

    def clean_payer(self) -> Any:
        return self.payers[self.cleaned_data["payer"]]

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount is not None and amount <= 0:
            raise ValidationError(_("The amount must be above zero: a cost is money spent."))
        return amount

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"] or Currency.RUB)

    def clean_rate(self) -> Decimal | None:
        text = re.sub(r"[\s\u00a0\u202f]", "", self.cleaned_data["rate"]).replace(",", ".")
        if text and not re.fullmatch(r"[0-9]{1,8}(\.[0-9]{1,8})?", text):
            raise ValidationError(_("Write the rate with digits, for example 73,2157."))
        return Decimal(text) if text and Decimal(text) else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for name, code in settle(SimpleNamespace(**self.fields_of_row()), self.fields_of_row()):
                self.add_error("amount" if name == "given" else name, " ".join(map(str, SAID[code])))
        return data

    def fields_of_row(self) -> dict[str, Any]:
        """What the service takes: the sum typed is `given`."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return data | {"given": data["amount"]}


class PasteForm(forms.Form):
    paste = forms.CharField(
        label=_("Rows copied from a spreadsheet"), widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        strip=False,
        help_text=_(
            "Columns in the order of the table, or any with a line of headers above them. "
            "All rows are taken, or none of them."
        ),
    )  # fmt: skip


class WorkbookForm(forms.Form):
    file = UploadField(label=_("Workbook of the project (XLSX)"), accept=".xlsx")


class IndicatorForm(forms.Form):
    name = forms.CharField(label=_("Indicator"), max_length=200, help_text=_("For example: output of the new product"))
    unit = forms.CharField(
        label=_("Unit"), max_length=40,
        help_text=_("For example: RUB mn without VAT; pieces; jobs. The report after the award is in the same unit."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    question = forms.ChoiceField(choices=Question.choices)
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no"), ("", "")], required=False)

    def said(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["answer"])
