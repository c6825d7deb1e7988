"""Forms of the call for projects."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """Nothing ticked is "accepted": the parts are those of the session's pack."""

    missing = forms.MultipleChoiceField(
        label=_("What is missing of the pack"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: the papers are accepted."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("In your words"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["missing"].choices = [(each, each) for each in pack]  # type: ignore[attr-defined]


class ChoiceForm(forms.Form):
    presents = forms.TypedChoiceField(
        label=_("In the hall"), choices=[("yes", _("is presented")), ("no", _("is read by experts only"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Grounds, which the initiator reads"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )  # fmt: skip


class SlidesForm(forms.Form):
    file = forms.FileField(
        label=_("Slides"), widget=forms.FileInput(attrs={"accept": ".pdf,.pptx"}),
        help_text=_("PDF or PPTX; the file given last is shown."),
    )  # fmt: skip
