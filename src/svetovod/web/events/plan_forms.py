"""What an organiser types when a session is planned, cloned, put off or called off."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role
from svetovod.web.common.fields import AddressField
from svetovod.web.registry import selectors as registry

from .enums import Attendance, Precision, RegistrationKind, Zone
from .models import ConsentDocument, PracticalSession, SessionSeries
from .phrases import ROMAN
from .services import TEAM

EMPTY = ("", "\u2014")
SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small Latin letters, digits and hyphens, as in “saransk-2021”."))
DETAILS = (
    "series", "ordinal", "title", "place", "region", "zone", "attendance", "map_url", "online_url", "capacity",
    "confirm_hours", "registration_until", "papers_until", "selection_year", "selection_quarter", "about", "pack",
)  # fmt: skip

LATER = ("registration_until", "papers_until", "slug", "series", "ordinal")
FIRST_CONSENT = {"code": "personal-data", "title": _("Consent to the processing of personal data"), "required": True}
BEFORE = {"registration_until": 6, "papers_until": 13}


def day_field(label: Any, **kw: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kw)


class WebField(forms.URLField):
    """An address of the web; one without a scheme is an https one."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **kw)
        self.validators = [URLValidator(schemes=["http", "https"])]


class MomentField(forms.DateTimeField):
    """A moment of Moscow time."""

    def __init__(self, *, hint: Any = "", **kw: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=format_lazy("{} {}", _("Moscow time."), hint) if hint else _("Moscow time."),
            input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"], **kw,
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        found: datetime | None = super().clean(value)
        return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found


class DatesForm(forms.Form):
    """Days with their precision, and the two deadlines before them."""

    starts_on = day_field(_("First day of the session"))
    ends_on = day_field(_("Last day"))
    precision = forms.ChoiceField(
        label=_("Announced as"), choices=Precision.choices, initial=Precision.DAY,
        help_text=_("A month or a quarter is shown where the day is not certain yet."),
    )  # fmt: skip
    registration_until = MomentField(label=_("Registration until"))
    papers_until = MomentField(label=_("Papers of projects until"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        if first and last and last - first > timedelta(days=30):
            self.add_error("ends_on", _("A session lasts at most 31 days."))
        _before_end(self, data, last)
        return data


def _before_end(form: forms.Form, data: dict[str, Any], last: date | None) -> None:
    for name in ("registration_until", "papers_until"):
        until = data.get(name)
        if last and until and timezone.localtime(until).date() > last:
            form.add_error(name, _("This is after the last day of the session."))


class SessionForm(forms.Form):
    series = forms.ModelChoiceField(
        label=_("Series"), queryset=SessionSeries.objects.none(), required=False, empty_label=_("none")
    )
    ordinal = forms.IntegerField(label=_("Number in the series"), min_value=1, max_value=999, initial=1)
    title = forms.CharField(label=_("Title"), max_length=300)
    place = forms.CharField(label=_("City or place"), max_length=200)
    region = forms.ChoiceField(label=_("Region"))
    zone = forms.ChoiceField(
        label=_("Time of the programme"), choices=Zone.choices, initial=Zone.MOSCOW,
        help_text=_("The programme is in the time of the place, deadlines are in Moscow time."),
    )  # fmt: skip
    attendance = forms.ChoiceField(label=_("Taking part"), choices=Attendance.choices, initial=Attendance.ONSITE)
    map_url = WebField(label=_("Link to the map"), required=False)
    online_url = WebField(
        label=_("Link to take part online"), required=False,
        help_text=_("Shown to those who have a place, and to nobody else."),
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("How many places"), min_value=0, max_value=100_000)
    confirm_hours = forms.IntegerField(
        label=_("Hours to confirm a place that became free"), min_value=0, max_value=336, initial=0, required=False,
        help_text=_("Whoever moves up from the waiting list has so long to say that they come; 0: at once."),
    )  # fmt: skip
    registration_until = MomentField(label=_("Registration until"))
    papers_until = MomentField(label=_("Papers of projects until"))
    selection_year = forms.IntegerField(
        label=_("Year of the selection it leads to"), min_value=2000, max_value=2100, required=False
    )
    selection_quarter = forms.TypedChoiceField(
        label=_("Quarter of the selection"), coerce=int, empty_value=None, required=False,
        choices=[EMPTY, *((n, ROMAN[n]) for n in range(1, 5))],
    )  # fmt: skip
    about = forms.CharField(label=_("What the session is about"), widget=forms.Textarea({"rows": 3}), required=False)
    pack = forms.CharField(
        label=_("The pack of documents"), widget=forms.Textarea({"rows": 5}), required=False,
        help_text=_("One title a line."),
    )  # fmt: skip

    def __init__(self, *args: Any, session: PracticalSession | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.session = session
        self.fields["series"].queryset = SessionSeries.objects.all()  # type: ignore[attr-defined]
        self.fields["region"].choices = [EMPTY, *registry.region_choices()]  # type: ignore[attr-defined]

    def clean_confirm_hours(self) -> int:
        typed: int | None = self.cleaned_data["confirm_hours"]
        return typed or 0

    def clean_pack(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["pack"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.session is not None:
            _before_end(self, data, self.session.ends_on)
        if data.get("attendance") == Attendance.ONLINE and not data.get("online_url"):
            self.add_error("online_url", _("Who takes part online needs the link."))
        return data


def details(session: PracticalSession) -> dict[str, Any]:
    """What the form of an existing session begins with."""
    values = {name: getattr(session, name) for name in DETAILS}
    moments = {name: timezone.localtime(values[name]) for name in ("registration_until", "papers_until")}
    return values | moments | {"pack": "\n".join(session.pack), "series": session.series_id}


class NewSessionForm(DatesForm, SessionForm):
    """What can be worked out from the days and the place need not be typed: the address and the two deadlines."""

    slug = forms.CharField(
        label=_("Address"), max_length=60, validators=[SLUG], required=False,
        help_text=_("The last part of the page's address, which stays for ever. Empty: of the place and the year."),
    )  # fmt: skip
    registration_until = MomentField(
        label=_("Registration until"), required=False, hint=_("Left empty: 18:00, six days before the first day.")
    )
    papers_until = MomentField(
        label=_("Papers of projects until"), required=False, hint=_("Left empty: 18:00, 13 days before the first day.")
    )
    field_order = ("title", "starts_on", "ends_on", "place", "region", "capacity", *LATER, "precision", *DETAILS)

    def __init__(self, *args: Any, moment: datetime, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.moment = moment

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first = data.get("starts_on")
        if first and not self.errors:
            for name in BEFORE:
                data[name] = data[name] or self._worked_out(name, first)
        return data

    def _worked_out(self, name: str, first: date) -> datetime | None:
        """One that would be over before anybody reads of it has to be typed."""
        evening = timezone.make_aware(datetime.combine(first - timedelta(days=BEFORE[name]), time(18)))
        if evening > self.moment:
            return evening
        self.add_error(name, _("The usual deadline is over already: the session is too near. Type one of your own."))
        return None


class SeriesForm(forms.Form):
    title = forms.CharField(label=_("Title of the series"), max_length=300)
    slug = forms.CharField(label=_("Address"), max_length=60, validators=[SLUG])
    about = forms.CharField(label=_("What it leads to"), widget=forms.Textarea({"rows": 2}), required=False)


class ConsentForm(forms.Form):
    """A text to agree to, or a newer version of one that is known by its code."""

    code = forms.CharField(
        label=_("Code"), max_length=40, validators=[SLUG],
        help_text=_("What the text is about, as in “personal-data”: a newer version has the same code."),
    )  # fmt: skip
    version = forms.CharField(label=_("Version"), max_length=20, initial="1.0")
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("The text"), widget=forms.Textarea({"rows": 6}), max_length=20_000)
    required = forms.BooleanField(
        label=_("Without it nobody is registered"), required=False,
        help_text=_("The consent to the processing of personal data is such a one."),
    )  # fmt: skip
    in_force_from = day_field(_("In force from"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if ConsentDocument.objects.filter(code=data.get("code"), version=data.get("version")).exists():
            self.add_error(
                "version", _("This version is published and never changes. Give the new one another number.")
            )
        return data


class CloneForm(forms.Form):
    slug = forms.CharField(label=_("Address"), max_length=60, validators=[SLUG])
    starts_on = day_field(_("First day of the session"))


class HallForm(forms.Form):
    name = forms.CharField(label=_("Hall"), max_length=100)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=100_000, required=False)


class QuotaForm(forms.Form):
    kind = forms.ChoiceField(label=_("Who comes"), choices=[EMPTY, *RegistrationKind.choices], required=False)
    region = forms.ChoiceField(label=_("From"), required=False)
    places = forms.IntegerField(label=_("Places at most"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["region"].choices = [EMPTY, *registry.region_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("kind") and not data.get("region") and not self.errors:
            self.add_error("kind", _("Choose a kind of participants, a region, or both."))
        return data


class BodyForm(forms.Form):
    name = forms.CharField(label=_("Body"), max_length=200)
    role = forms.CharField(
        label=_("Role in your words"), max_length=120, help_text=_("A body with two roles is entered twice.")
    )


class TeamForm(forms.Form):
    email = AddressField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, Role(role).label) for role in TEAM])


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("The reason"), max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("It stands in the letter to everybody registered and on the page of the session."),
    )  # fmt: skip


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("The reason"), max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("It stands in the letter to each of them."),
    )  # fmt: skip


class OnlineForm(ReasonForm):
    online_url = WebField(label=_("Link to take part online"))
    field_order = ("online_url", "reason")


class PostponeForm(DatesForm, ReasonForm):
    field_order = ("starts_on", "ends_on", "precision", "registration_until", "papers_until", "reason")
