"""What is typed in a hall: a remark with a thumb, a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.projects.enums import Section, Severity


class NoteForm(forms.Form):
    """`experts`: for a scribe, whose remark it is."""

    expert: Any = forms.ModelChoiceField(label=_("Whose remark it is"), queryset=None, empty_label=None)
    severity = forms.ChoiceField(
        label=_("How much it matters"), choices=Severity.choices, widget=forms.RadioSelect, initial=Severity.IMPORTANT
    )
    section = forms.ChoiceField(label=_("What it is about"), choices=Section.choices)
    text = forms.CharField(label=_("What should be mended"), max_length=4000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, experts: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if experts is None:
            del self.fields["expert"]
        else:
            self.fields["expert"].queryset = experts  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=400, widget=forms.Textarea({"rows": 3}))
