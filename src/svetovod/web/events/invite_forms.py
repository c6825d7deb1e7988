"""What is typed about invitations: the list of addressees, and the answer of whoever is invited."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svetovod.web.common.fields import AddressField, UploadField

from .enums import RegistrationKind
from .models import SessionInvite

MOST = 30  # people named in one answer


class AddresseesForm(forms.Form):
    workbook = UploadField(
        label=gettext_lazy("The list of addressees, XLSX"), accept=".xlsx",
        error_messages={"required": gettext_lazy("Choose the file of the list.")},
    )  # fmt: skip


class InviteFilter(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Letter"), required=False,
        choices=[
            ("", gettext_lazy("all")), ("unsent", gettext_lazy("not sent yet")),
            ("silent", gettext_lazy("sent, no answer")), ("due", gettext_lazy("silent for a day and more")),
            ("answered", pgettext_lazy("letter of invitation", "answered")),
        ],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[SessionInvite]) -> QuerySet[SessionInvite]:
        """Rows of the state chosen; those due for a reminder are told by the day (`invites_due`)."""
        wanted = {
            "unsent": Q(sent_at=None), "silent": Q(sent_at__isnull=False, answer=""), "answered": ~Q(answer=""),
        }  # fmt: skip
        return rows.filter(wanted.get(self.cleaned_data["state"], Q()))


class InviteAnswerForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("They come as"), choices=RegistrationKind.choices)
    people = forms.CharField(
        label=gettext_lazy("Whom you delegate"), required=False, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("A line each: name; e-mail; position."),
    )  # fmt: skip
    declines = forms.BooleanField(label=gettext_lazy("Nobody will come from us"), required=False)

    def clean_people(self) -> list[dict[str, str]]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most %(most)d people in one answer.") % {"most": MOST})
        found, wrong = [], []
        for number, line in enumerate(lines, start=1):
            name, email, position = (*(part.strip() for part in line.split(";", 2)), "", "", "")[:3]
            try:
                email = AddressField().clean(email)
            except ValidationError:
                wrong.append(_("Line %(number)d: write name; e-mail; position.") % {"number": number})
            else:
                found.append({"name": name[:200], "email": email.lower(), "position": position[:200]})
        if wrong:
            raise ValidationError(wrong)
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("people")) == bool(data.get("declines")):
            self.add_error("people", _("Name those who come, or say that nobody will."))
        return data
