"""What people type about a session: registering, managing, handing a place over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.fields import AddressField, UploadField
from svetovod.web.registry import selectors as registry

from . import selectors
from .answer_forms import AnswersForm
from .enums import RegistrationKind
from .models import ConsentDocument, PracticalSession, SessionField, Visit
from .plan_forms import EMPTY
from .services import Applicant


class VisitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A visit with its hour and the places left."""

    def label_from_instance(self, visit: Visit) -> str:
        when = f"{formatting.day_short(visit.item.day)}, {formatting.clock(visit.item.start)}"
        left = _("%(count)d left") % {"count": max(visit.left, 0)}  # type: ignore[attr-defined]
        return f"{visit.public_host}, {when} ({left})"


class OfOrganisation(AnswersForm):
    """An organisation by its INN, or by its name where the INN is not in the registry."""

    actor: Any

    def clean_inn(self) -> str:
        inn: str = registry.typed_inn(self.cleaned_data["inn"])
        if inn and not registry.valid_inn(inn):
            raise forms.ValidationError(_("This is not an INN: 10 or 12 digits with a valid checksum are needed."))
        return inn

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["organisation"] = registry.organisation_by_inn(self.actor, data["inn"]) if data.get("inn") else None
        if not data["organisation"] and not data.get("organisation_name") and "inn" in data:
            data["organisation_name"] = self.known(data["inn"])
        return data

    def known(self, inn: str) -> str:
        """The name by the operator's directory of companies."""
        try:
            found = registry.company(inn) if inn else None
        except registry.DirectoryDownError:
            self.add_error("organisation_name", _("The directory of companies does not answer now: type the name."))
            return ""
        if found is None:
            self.add_error("organisation_name", _("Name the organisation: its INN is not in the registry."))
            return ""
        return found.name

    def named(self) -> dict[str, Any]:
        """The organisation of the registry, or what was typed."""
        data = self.cleaned_data
        typed = data["organisation_name"]
        words = "" if data["organisation"] else f"{typed} ({data['inn']})" if data["inn"] else typed
        return {"organisation": data["organisation"], "organisation_name": words}


class RegistrationForm(OfOrganisation):
    kind = forms.ChoiceField(label=_("You come as"), choices=RegistrationKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(
        label=_("E-mail"), help_text=_("The confirmation and the link to manage the registration come here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    inn = forms.CharField(
        label=_("INN of the organisation"), max_length=24, required=False,
        help_text=_("If the organisation is in our registry, its name is taken from there."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    organisation_name = forms.CharField(label=_("Name of the organisation"), max_length=300, required=False)
    region = forms.ChoiceField(label=_("Region"))
    cluster: Any = forms.ModelChoiceField(label=_("Cluster"), queryset=None, required=False, empty_label=_("none"))
    visit = VisitField(label=_("Visit"), queryset=None, required=False, empty_label=_("I do not go on a visit"))

    def __init__(
        self, *args: Any, actor: Any, session: PracticalSession, consents: list[ConsentDocument],
        asked: Iterable[SessionField] = (), by_kind: bool = False, **kw: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kw)
        self.actor, self.documents = actor, consents
        self.ask(asked)
        # another kind is asked other questions: the page asks for them as soon as it is chosen, and sends what is typed
        swap = {"hx-trigger": "change", "hx-target": "#asked", "hx-select": "#asked", "hx-swap": "outerHTML"}
        again = {"hx-post": "", "hx-vals": '{"choose": "1"}', **swap}
        self.fields["kind"].widget.attrs |= again if by_kind else {}
        self.fields["region"].choices = [EMPTY, *registry.region_choices()]  # type: ignore[attr-defined]
        self.fields["cluster"].queryset = registry.clusters_visible(actor)  # type: ignore[attr-defined]
        visits = selectors.visits(session)
        if visits.exists():
            self.fields["visit"].queryset = visits  # type: ignore[attr-defined]
        else:  # nothing to choose from
            del self.fields["visit"]
        for document in consents:
            self.fields[f"consent_{document.pk}"] = consent_field(document)

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [self[f"consent_{document.pk}"] for document in self.documents]

    def applicant(self) -> Applicant:
        data = self.cleaned_data
        return Applicant(
            email=data["email"], name=data["name"], kind=data["kind"], region=data["region"],
            position=data["position"], phone=data["phone"], language=get_language() or "ru",
            cluster=data["cluster"], visit=data.get("visit"), answers=self.answers(), **self.named(),
            consents=[document for document in self.documents if data.get(f"consent_{document.pk}")],
        )  # fmt: skip


def consent_field(document: ConsentDocument) -> forms.BooleanField:
    label = format_html('<span lang="ru">{}</span> ({} {})', document.title, _("version"), document.version)
    if not document.required:
        label = format_html('{} <span class="field__opt">{}</span>', label, _("optional"))
    return forms.BooleanField(
        label=label, required=document.required, help_text=format_html("{}", document.text),
        error_messages={"required": _("Without this consent we may not register you.")},
    )  # fmt: skip


class DelegationForm(OfOrganisation):
    """What is common to all who come from one organisation, and the list of them."""

    kind = forms.ChoiceField(label=_("They come as"), choices=RegistrationKind.choices)
    inn = forms.CharField(
        label=_("INN of the organisation"), max_length=24, required=False,
        help_text=_("If the organisation is in our registry, its name is taken from there."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    organisation_name = forms.CharField(label=_("Name of the organisation"), max_length=300, required=False)
    region = forms.ChoiceField(label=_("Region"))
    cluster: Any = forms.ModelChoiceField(label=_("Cluster"), queryset=None, required=False, empty_label=_("none"))
    workbook = UploadField(
        label=_("The list of people, XLSX"), accept=".xlsx",
        error_messages={"required": _("Choose the file of the list.")},
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.actor = actor
        self.fields["region"].choices = [EMPTY, *registry.region_choices()]  # type: ignore[attr-defined]
        self.fields["cluster"].queryset = registry.clusters_visible(actor)  # type: ignore[attr-defined]

    def applicants(self, people: list[dict[str, Any]]) -> list[Applicant]:
        data = self.cleaned_data
        common = {
            "kind": data["kind"], "region": data["region"], "cluster": data["cluster"],
            "language": get_language() or "ru", **self.named(),
        }  # fmt: skip
        return [Applicant(**common, **person) for person in people]


class VisitForm(forms.Form):
    visit = VisitField(label=_("Visit"), queryset=None, required=False, empty_label=_("I do not go on a visit"))

    def __init__(self, *args: Any, session: PracticalSession, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["visit"].queryset = selectors.visits(session)  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    name = forms.CharField(label=_("Name of the colleague"), max_length=200)
    email = AddressField(label=_("E-mail of the colleague"))


class ConsentsForm(forms.Form):
    def __init__(self, *args: Any, documents: list[ConsentDocument], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.documents = documents
        for document in documents:
            self.fields[f"consent_{document.pk}"] = consent_field(document)

    def given(self) -> list[ConsentDocument]:
        return [document for document in self.documents if self.cleaned_data.get(f"consent_{document.pk}")]
