"""The forms that add a step: each cleans into the step's token and sum."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.fields import MoneyField
from svetovod.web.registry import bridge as registry
from svetovod.web.registry.enums import MemberRole

from .bridge import Tried
from .steps import marks, token, typed_sum
from .words import Names

MOST_POSITIONS = 200  # more options than that nobody reads; the choice of a buyer narrows them


class StepForm(forms.Form):
    """`names` are the enterprises of the cluster as it is after the steps already taken."""

    use_required_attribute = False
    kind = ""
    title: Any = ""

    def __init__(self, *args: Any, tried: Tried, names: Names, free_name: str, only: str) -> None:
        """`only`: the buyer whose purchases are offered; empty = all."""
        super().__init__(*args, prefix=self.kind)  # type: ignore[misc]
        self.tried, self.names, self.free_name, self.only = tried, names, free_name, only
        self.prepare()

    def prepare(self) -> None: ...

    @property
    def opened(self) -> bool:
        """The one that was sent stays open; with nothing sent, the first."""
        return self.is_bound or self.kind == MoveForm.kind

    def step(self) -> tuple[str, str]:
        """The step's token and its sum as typed."""
        raise NotImplementedError

    def members(self) -> list[tuple[str, str]]:
        return [("", "—"), *((p.inn, self.names(p.inn)) for p in self.tried.cluster.participants)]

    def bought(self) -> list[tuple[str, Any]]:
        """Positions by buyer, each with its seller, code and sum."""
        groups: dict[str, list[tuple[str, str]]] = {}
        found = [each for each in self.tried.positions if self.only in {"", each.buyer}]
        for each in found[:MOST_POSITIONS]:
            said = f"{each.okpd2}, {self.names.seller(each.seller)}: {formatting.money(each.amount)}"
            groups.setdefault(each.buyer, []).append((token(each.buyer, each.seller, each.okpd2), said))
        return [("", "—"), *((self.names(buyer), options) for buyer, options in groups.items())]


class MoveForm(StepForm):
    kind = "move"
    title = _("Move purchases to another seller")
    what = forms.ChoiceField(label=_("Purchase: buyer, OKPD2, seller"))
    to = forms.ChoiceField(label=_("Buy it from"), required=False)
    amount = MoneyField(label=_("Sum, RUB"), required=False, help_text=_("Empty: the whole of it."))

    def prepare(self) -> None:
        self.fields["what"].choices = self.bought()  # type: ignore[attr-defined]
        outside = ("", str(_("outside the cluster")))
        self.fields["to"].choices = [outside, *self.members()[1:]]  # type: ignore[attr-defined]

    def step(self) -> tuple[str, str]:
        buyer, seller, okpd2 = self.cleaned_data["what"].split("~")
        amount = self.cleaned_data["amount"]
        if amount is None:
            what = (buyer, seller or None, okpd2)
            amount = next(p.amount for p in self.tried.positions if (p.buyer, p.seller, p.okpd2) == what)
        return token("move", buyer, seller, okpd2, self.cleaned_data["to"]), typed_sum(amount)


class SumForm(StepForm):
    kind = "sum"
    title = _("Change a sum")
    what = forms.ChoiceField(label=_("Purchase: buyer, OKPD2, seller"))
    amount = MoneyField(label=_("The new sum, RUB"), help_text=_("Zero: it is no longer bought."))

    def prepare(self) -> None:
        self.fields["what"].choices = self.bought()  # type: ignore[attr-defined]

    def step(self) -> tuple[str, str]:
        return f"sum~{self.cleaned_data['what']}", typed_sum(self.cleaned_data["amount"])


class BuyForm(StepForm):
    kind = "buy"
    title = _("A new purchase")
    buyer = forms.ChoiceField(label=_("Buyer"))
    seller = forms.ChoiceField(label=_("Seller"), required=False)
    okpd2 = forms.RegexField(
        r"^\d\d(\.\d{1,2}(\.\d{1,2}(\.\d{3})?)?)?$",
        label=_("Product, OKPD2"),
        error_messages={"invalid": _("Write the code with digits and dots, for example 27.40.")},
    )
    amount = MoneyField(label=_("Sum, RUB"))

    def prepare(self) -> None:
        self.fields["buyer"].choices = self.members()  # type: ignore[attr-defined]
        outside = ("", str(_("outside the cluster")))
        self.fields["seller"].choices = [outside, *self.members()[1:]]  # type: ignore[attr-defined]

    def step(self) -> tuple[str, str]:
        given = self.cleaned_data
        return token("sum", given["buyer"], given["seller"], given["okpd2"]), typed_sum(given["amount"])


class MarksForm(StepForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.SUPPLIER)
    special = forms.BooleanField(
        label=_("On a territory of the reduced threshold"), required=False,
        help_text=_("A region with an individual programme, a geostrategic territory or a single-industry town"),
    )  # fmt: skip
    newcomer = forms.BooleanField(label=_("Newcomer: may have no cooperation yet"), required=False)

    def marks(self) -> str:
        return marks(special=self.cleaned_data["special"], newcomer=self.cleaned_data["newcomer"])


class JoinForm(MarksForm):
    kind = "join"
    title = _("Somebody joins")
    inn = forms.CharField(
        label=_("INN"),
        required=False,
        max_length=24,
        help_text=_("Empty: an enterprise that is still to be found."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "list": "known-sellers"}),
    )
    employees = forms.IntegerField(label=_("Employees"), required=False, min_value=0, max_value=9_999_999)
    jobs = forms.IntegerField(label=_("High-performance jobs"), required=False, min_value=0, max_value=9_999_999)
    revenue = MoneyField(label=_("Revenue, RUB"), required=False)
    field_order = ("inn", "role", "employees", "jobs", "revenue", "special", "newcomer")

    def clean_inn(self) -> str:
        inn = registry.typed_inn(self.cleaned_data["inn"])
        if inn and not registry.valid_inn(inn):
            raise forms.ValidationError(_("The INN has a wrong checksum: compare it with the register."))
        if any(p.inn == inn for p in self.tried.cluster.participants):
            raise forms.ValidationError(
                _("This enterprise is a participant already: change its role or marks instead.")
            )
        return inn

    def step(self) -> tuple[str, str]:
        given = self.cleaned_data
        revenue = None if given["revenue"] is None else typed_sum(given["revenue"])
        figures = (given["employees"], given["jobs"], revenue)
        return token("join", given["inn"] or self.free_name, given["role"], self.marks(), *figures), ""


class LeaveForm(StepForm):
    kind = "leave"
    title = _("A participant leaves")
    who = forms.ChoiceField(label=_("Participant"))

    def prepare(self) -> None:
        self.fields["who"].choices = self.members()  # type: ignore[attr-defined]

    def step(self) -> tuple[str, str]:
        return token("leave", self.cleaned_data["who"]), ""


class AlterForm(MarksForm):
    kind = "alter"
    title = _("Another role or marks of a participant")
    who = forms.ChoiceField(label=_("Participant"))
    field_order = ("who", "role", "special", "newcomer")

    def prepare(self) -> None:
        self.fields["who"].choices = self.members()  # type: ignore[attr-defined]

    def step(self) -> tuple[str, str]:
        return token("alter", self.cleaned_data["who"], self.cleaned_data["role"], self.marks()), ""


FORMS: Sequence[type[StepForm]] = (MoveForm, SumForm, BuyForm, JoinForm, LeaveForm, AlterForm)
