"""Forms about people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from svetovod.web.common.fields import AddressField

from .elsewhere import find
from .enums import Role, Scope, TokenScope
from .models import Person
from .selectors import Place
from .services import TOKEN_DAYS


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    position = forms.CharField(
        label=_("Position"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language of letters and pages"), choices=settings.LANGUAGES)


UNKNOWN = _(
    "Nothing is known by this name or number. Clusters are entered by a registry officer, with the organisations of "
    "their workbooks."
)


class InvitationForm(forms.Form):
    email = AddressField(label=_("E-mail address"))
    place = forms.ChoiceField(label=_("Where"))
    elsewhere = forms.CharField(
        label=_("Or a place where nobody has a role yet"), max_length=300, required=False,
        help_text=_("INN of an organisation, name of a cluster or of a region."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places[0].scope != Scope.PLATFORM:  # the administrator alone begins a place
            del self.fields["elsewhere"]
        self.places = {place.key: place for place in places}
        roles = dict.fromkeys(role for place in places for role in place.roles)
        self.fields["place"].choices = [(key, place.label) for key, place in self.places.items()]  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("elsewhere"):
            self._find(data["elsewhere"])
        place = self.places.get(data.get("place", ""))
        if place and data.get("role") and data["role"] not in place.roles:
            self.add_error("role", _("This role cannot be given there. Choose another role or another place."))
        return data

    def _find(self, typed: str) -> None:
        """What was typed takes the place of what is chosen in the list."""
        found = find(typed.strip())
        if len(found) != 1:
            self.add_error("elsewhere", _("More than one place is called so.") if found else UNKNOWN)
            return
        scope, scope_id, label = found[0]
        roles = tuple(str(role) for role in Role if role != Role.ADMINISTRATOR)
        place = Place(scope, scope_id, label, roles)
        self.places[place.key] = place
        self.cleaned_data["place"] = place.key

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class ViewForm(forms.Form):
    person = AddressField(label=_("E-mail address of the person"))


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if password := data.get("password"):
            try:
                validate_password(password, Person(email=self.email, name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("I understand that this cannot be undone"))


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the token"), max_length=100, help_text=_("What will use it: “accounting, server 2”.")
    )
    scope = forms.ChoiceField(label=_("What it may do"), choices=TokenScope)
    days = forms.TypedChoiceField(label=_("How long it works"), coerce=int)
    projects = forms.TypedMultipleChoiceField(
        label=_("Limited to projects"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: it works with every project that you see."),
    )  # fmt: skip

    def __init__(self, *args: Any, projects: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].choices = list(projects)  # type: ignore[attr-defined]
        if not projects:
            del self.fields["projects"]
        terms = [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in TOKEN_DAYS]
        self.fields["days"].choices = terms  # type: ignore[attr-defined]
