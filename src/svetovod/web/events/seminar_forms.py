"""What is typed about a seminar: materials, answers, the test, figures from the screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting

from . import bridge
from .enums import MaterialAccess
from .models import SeminarQuiz
from .seminar_page import Asked


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("What it is"), max_length=200)
    access = forms.ChoiceField(
        label=_("Who may open it"), choices=MaterialAccess.choices, initial=MaterialAccess.REGISTERED
    )
    file = forms.FileField(label=_("The file"), help_text=_("PDF, DOCX, XLSX, PPTX, PNG or JPEG."))


class VersionForm(forms.Form):
    file = forms.FileField(
        label=_("New version"), help_text=_("The version before stays and can be opened."),
        error_messages={"required": _("Choose a file: PDF, DOCX, XLSX, PPTX, PNG or JPEG.")},
    )  # fmt: skip
    note = forms.CharField(label=_("What is another than before"), max_length=200, required=False)


class AccessForm(forms.Form):
    """`open` is the button: shown from now on, or not any more."""

    access = forms.ChoiceField(label=_("Who may open it"), choices=MaterialAccess.choices)
    open = forms.BooleanField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """`on` is the day of the law whose items are offered."""

    asked = forms.CharField(
        label=_("The question as everybody may read it"), max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=_("Without the name of whoever has asked, an enterprise or a project."),
    )  # fmt: skip
    text = forms.CharField(label=_("The answer"), max_length=3000, widget=forms.Textarea({"rows": 6}))
    items = forms.MultipleChoiceField(
        label=_("Requirements of the law it rests on"), required=False, widget=forms.SelectMultiple({"size": 8}),
        help_text=_("Each becomes a link to the item of the edition. Several: with Ctrl."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["items"].choices = bridge.law_items(on, formatting.lang())  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """Cases over the rules of the edition of `on`."""

    keys = forms.MultipleChoiceField(label=_("Requirements to ask about"), widget=forms.CheckboxSelectMultiple)
    count = forms.IntegerField(label=_("Number of cases"), min_value=1, max_value=12, initial=5)
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2**31 - 1,
        help_text=_("The same number gives the same cases again."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["keys"].choices = bridge.quiz_rules(on, formatting.lang())  # type: ignore[attr-defined]


class OwnQuestionForm(forms.Form):
    text = forms.CharField(label=_("Question"), max_length=400, widget=forms.Textarea({"rows": 2}))
    options = forms.CharField(
        label=_("Answers, each on a line of its own"), max_length=1200, widget=forms.Textarea({"rows": 4})
    )
    right = forms.IntegerField(label=_("Which one is right, by its number"), min_value=1, max_value=6)
    explanation = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    def clean_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if not 2 <= len(lines) <= 6 or len(set(lines)) < len(lines):
            raise forms.ValidationError(_("Two to six different answers."))
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "options" in data and "right" in data and data["right"] > len(data["options"]):
            self.add_error("right", _("There is no answer with this number."))
        return data


class QuizForm(forms.Form):
    """One choice a question."""

    def __init__(self, *args: Any, questions: list[Asked], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.questions = questions
        for each in questions:
            self.fields[each.name] = forms.ChoiceField(label=each.text, choices=each.options, widget=forms.RadioSelect)

    def answers(self) -> dict[int, str]:
        return {each.number: self.cleaned_data[each.name] for each in self.questions}

    def pairs(self) -> list[tuple[Asked, Any]]:
        return [(each, self[each.name]) for each in self.questions]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Figures on the screen of the hall"), max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


def draw_form(data: Any, item: Any, quiz: SeminarQuiz | None) -> DrawForm:
    """With the seed of the test, or one made of the entry."""
    seed = quiz.seed if quiz else item.pk * 101 + item.day.toordinal() % 1000
    return DrawForm(data, on=item.day, initial={"seed": seed, "count": 5})
