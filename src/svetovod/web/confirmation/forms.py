"""What is typed in the procedure."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import DayField

from .checklist import Line
from .enums import Mark, Outcome
from .package import ATTACHED

ROWS = {"rows": 3}


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=4000, widget=forms.Textarea(attrs=ROWS))


class AttachForm(forms.Form):
    kind = forms.ChoiceField(label=_("Paper"), choices=[(paper.key, paper.label) for paper in ATTACHED])
    file = forms.FileField(
        label=pgettext_lazy("to upload", "File"), help_text=_("PDF, scan, DOCX or XLSX"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}),
    )  # fmt: skip


class AbsenceForm(forms.Form):
    first = DayField(label=_("Away from"))
    last = DayField(label=_("Away until"), help_text=_("the last day away"))


class ReturnForm(forms.Form):
    """It stands on one page with the proposal of a decision: each has grounds, under an id of its own."""

    grounds = _text(_("What is missing and what to mend"), _("the applicant reads it word for word"))
    until = DayField(label=_("Complete by"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_return_%s"} | options)


class PrepareForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome, widget=forms.RadioSelect)
    grounds = _text(_("Grounds"), _("they stand in the protocol"))


class DecideForm(forms.Form):
    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    order_date = DayField(label=_("Date of the order"))


class ReasonForm(forms.Form):
    reason = _text(_("Reason"))


class AppealForm(forms.Form):
    text = _text(_("What you do not agree with, and why"), _("the officer who considers it reads it word for word"))


class GroundsForm(forms.Form):
    grounds = _text(
        _("Grounds"), _("the cluster's own request, requirements no longer met, a managing organisation wound up")
    )


class HearingForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("uphold", _("uphold the appeal")), ("reject", _("reject the appeal"))],
    )  # fmt: skip
    answer = _text(_("Reasons"), _("the applicant reads it word for word"))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("accept", _("enter the change")), ("decline", _("decline"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Reasons"), required=False, max_length=4000, widget=forms.Textarea(attrs=ROWS),
        help_text=_("to decline; entering needs none"),
    )  # fmt: skip


class CheckForm(forms.Form):
    """A mark and a comment for each line that decides."""

    def __init__(self, *args: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for n, line in enumerate(lines):
            self.fields[f"mark-{n}"] = forms.ChoiceField(
                label=line.label, choices=Mark, initial=line.mark, widget=forms.RadioSelect
            )
            self.fields[f"comment-{n}"] = forms.CharField(
                label=_("Comment"), required=False, initial=line.comment, max_length=1000,
            )  # fmt: skip

    def items(self) -> Iterator[tuple[Line, forms.BoundField, forms.BoundField]]:
        for n, line in enumerate(self.lines):
            yield line, self[f"mark-{n}"], self[f"comment-{n}"]

    def marks(self) -> dict[str, tuple[str, str]]:
        typed = self.cleaned_data
        return {line.key: (typed[f"mark-{n}"], typed[f"comment-{n}"]) for n, line in enumerate(self.lines)}
