"""What is said of remark sheets: how many to print, scans, whose a page is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import holders_of
from svetovod.web.common.fields import FilesField

from .models import Pitch, PracticalSession
from .services.remark_sheets import MOST_SPARE


class SheetsForm(forms.Form):
    spare = forms.IntegerField(
        label=_("Spare sheets in all"), min_value=0, max_value=MOST_SPARE, initial=20,
        help_text=_("For remarks on a project that nobody expected of this expert."),
    )  # fmt: skip


class ScanForm(forms.Form):
    scans = FilesField(
        label=_("Scans: PDF of many pages, or pictures"), accept=".pdf,.png,.jpg,.jpeg", most=40,
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )  # fmt: skip


class _Pitches(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, pitch: Any) -> str:
        return f"{pitch.project.code} {pitch.version.content['title']}"


class PageForm(forms.Form):
    """The code, or both the expert and the project."""

    code = forms.CharField(
        label=_("Code under the square"), max_length=30, required=False,
        help_text=_("With it nothing else is asked, unless the sheet is a spare one."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )  # fmt: skip
    expert = forms.ModelChoiceField(
        label=_("Whose remarks these are"), queryset=Person.objects.none(), required=False, empty_label="—"
    )
    pitch = _Pitches(label=_("To which project"), queryset=Pitch.objects.none(), required=False, empty_label="—")

    def __init__(self, *args: Any, session: PracticalSession, **options: Any) -> None:
        super().__init__(*args, **options)
        experts = Person.objects.filter(pk__in=holders_of(Role.EXPERT, Scope.SESSION, session.slug))
        self.fields["expert"].queryset = experts.order_by("name", "pk")  # type: ignore[attr-defined]
        found = session.pitches.select_related("project", "version").order_by("project__code")
        self.fields["pitch"].queryset = found  # type: ignore[attr-defined]
