"""What an organiser types about the programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.fields import AddressField

from .enums import ItemKind
from .models import PracticalSession, SessionSpeaker
from .plan_forms import EMPTY
from .programme_page import session_days

CLOCK = {"type": "time", "step": "300"}


def hour(label: Any, **kw: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(CLOCK, format="%H:%M"), **kw)


class _InSession(forms.Form):
    """A form whose choices are the session's own: its days, halls and speakers."""

    def __init__(self, *args: Any, session: PracticalSession, **kw: Any) -> None:
        super().__init__(*args, **kw)
        days = [(day.isoformat(), formatting.day_long(day)) for day in session_days(session)]
        fields: dict[str, Any] = self.fields
        if "day" in fields:
            fields["day"].choices = days if fields["day"].required else [EMPTY, *days]
        if "hall" in fields:
            known = [hall.name for hall in session.halls.all()]
            given = self.initial.get("hall", "")
            names = known if not given or given in known else [*known, given]
            fields["hall"].choices = [EMPTY, *((name, name) for name in names)]
        for name in ("speakers", "speaker"):
            if name in fields:
                fields[name].queryset = session.speakers.all()
        if "speakers" in fields and not session.speakers.all():
            fields["speakers"].help_text = _("There is nobody yet: add speakers at the end of the programme’s page.")


class ItemForm(_InSession):
    title = forms.CharField(label=_("Title of the entry"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    day = forms.TypedChoiceField(label=_("Day"))
    start = hour(_("Begins"))
    end = hour(_("Ends at"))
    hall = forms.ChoiceField(label=_("Hall"), required=False)
    speakers = forms.ModelMultipleChoiceField(
        label=_("Speakers"), queryset=SessionSpeaker.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    expected = forms.IntegerField(
        label=_("People expected"), min_value=1, max_value=100_000, required=False,
        help_text=_("Compared with the seats of the hall."),
    )  # fmt: skip

    def clean_day(self) -> Any:
        return forms.DateField().clean(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", _("The end is not after the beginning."))
        if "speakers" in data:
            data["speakers"] = list(data["speakers"])
        return data


class MoveForm(_InSession):
    """A drop (day, beginning, hall) or a step of minutes; what is not given stays."""

    day = forms.TypedChoiceField(required=False)
    start = forms.TimeField(required=False)
    hall = forms.CharField(max_length=100, required=False)
    minutes = forms.IntegerField(min_value=-600, max_value=600, required=False)

    def clean_day(self) -> Any:
        return forms.DateField(required=False).clean(self.cleaned_data["day"])

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0

    def clean_hall(self) -> str | None:
        """Without the field the hall stays; with an empty one the entry is in none."""
        return self.cleaned_data["hall"] if "hall" in self.data else None


class SpeakerForm(forms.Form):
    name = forms.CharField(label=_("Speaker: a role or a name"), max_length=150)
    email = AddressField(
        label=_("E-mail of the account"), required=False, help_text=_("Changes of the programme are told there.")
    )


class AbsenceForm(_InSession):
    speaker = forms.ModelChoiceField(label=_("Speaker"), queryset=SessionSpeaker.objects.none(), empty_label="—")
    day = forms.TypedChoiceField(label=_("Day"))
    start = hour(_("Cannot come from"))
    end = hour(_("Cannot come until"))

    def clean_day(self) -> Any:
        return forms.DateField().clean(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", _("The end is not after the beginning."))
        return data


class PublishForm(forms.Form):
    everybody = forms.BooleanField(
        label=_("Tell everybody who has a place"), required=False,
        help_text=_("Otherwise speakers are told of their entries, and visitors of changed visits."),
    )  # fmt: skip
