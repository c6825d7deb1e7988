"""Forms of remarks: written on a phone, answered at a desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.projects.enums import Section, Severity, Visibility

from .fields import DayField

# short, for a phone: the labels of the enum are said in full on the remark's own page
WHO_SEES = [(Visibility.PANEL, _("the team and the panel")), (Visibility.TEAM, _("the team alone"))]


class RemarkForm(forms.Form):
    """Three taps: section, severity, send. `idempotency_key` comes from the page."""

    severity = forms.ChoiceField(
        label=_("How much it matters"), choices=Severity.choices, widget=forms.RadioSelect, initial=Severity.IMPORTANT
    )
    section = forms.ChoiceField(label=_("What it is about"))
    text = forms.CharField(label=_("What should be mended"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    occasion = forms.ChoiceField(label=_("Where the remark is made"))
    visibility = forms.ChoiceField(
        label=_("Who will see this"), choices=WHO_SEES, required=False, initial=Visibility.PANEL
    )

    keep = forms.BooleanField(label=_("Keep the words as my template"), required=False)

    def __init__(self, *args: Any, occasions: list[str], texts: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        parts = [choice for choice in Section.choices if choice[0] != Section.TEXTS]
        named = [(f"{Section.TEXTS}:{key}", title) for key, title in texts]
        self.fields["section"].choices = [*parts, (Section.TEXTS.label, named)] if named else parts  # type: ignore[attr-defined]
        self.fields["occasion"].choices = [(each, each.split(":", 1)[-1]) for each in occasions]  # type: ignore[attr-defined]
        if len(occasions) == 1:
            self.fields["occasion"].widget = forms.HiddenInput()
            self.fields["occasion"].initial = occasions[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        section, _colon, data["place"] = data.get("section", "").partition(":")
        return data | {"section": section}

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.PANEL


class ReplyForm(forms.Form):
    """Text of any step, the day for an accepted remark. What is obligatory is asked by the state table."""

    text = forms.CharField(label=_("Text"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    due = DayField(label=_("Will be done by"), required=False)


class JudgeForm(forms.Form):
    """The same words to every remark; reasons are obligatory where they are opened again."""

    text = forms.CharField(label=_("Text"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, reasons: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].required = reasons
