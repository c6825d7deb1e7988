"""Which edition, and why."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting


class MoveForm(forms.Form):
    """`editions` are the days of those the dossier can go to, from old to new; the last is proposed."""

    edition = forms.TypedChoiceField(label=_("Move the dossier to the edition of"), coerce=date.fromisoformat)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("who decided it and why: whoever reads the history of the dossier reads it"),
        error_messages={"required": _("Give the reason: it stays in the history of the dossier.")},
    )  # fmt: skip

    def __init__(self, *args: Any, editions: list[date], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(day.isoformat(), formatting.day(day)) for day in reversed(editions)]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]
