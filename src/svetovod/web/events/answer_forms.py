"""Forms built from the organiser's questions, and what the organiser types about a question."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import upload_look

from . import asking
from .enums import FieldKind, FieldList, FieldStage, RegistrationKind
from .models import SessionField
from .plan_forms import EMPTY, MomentField, day_field

TYPES = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx", "pptx")
MOST_BYTES = 10 * 1024 * 1024  # of a file that comes without an account
WITH_OPTIONS = (FieldKind.CHOICE, FieldKind.SEVERAL)
MOST_OPTIONS = 40


def asked_field(question: SessionField) -> forms.Field:
    """The field of one question."""
    common: dict[str, Any] = {"label": question.label, "required": question.required, "help_text": question.help}
    choices = question.choices
    match question.kind:
        case FieldKind.LONG:
            made: forms.Field = forms.CharField(max_length=asking.LONGEST, widget=forms.Textarea({"rows": 3}), **common)
        case FieldKind.CHOICE:
            made = forms.ChoiceField(choices=[EMPTY, *choices], **common)
        case FieldKind.SEVERAL:
            made = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case FieldKind.YES_NO:
            words = [EMPTY, ("yes", _("yes")), ("no", _("no"))]
            made = forms.TypedChoiceField(choices=words, coerce=lambda v: v == "yes", empty_value=None, **common)
        case FieldKind.NUMBER:
            made = forms.DecimalField(max_digits=15, decimal_places=3, localize=True, **common)
        case FieldKind.DATE:
            made = day_field(common.pop("label"), **common)
        case FieldKind.FILE:
            made = FileAnswerField(**common)
        case _:
            made = forms.CharField(max_length=300, **common)
    return made


def typed(question: SessionField, value: Any) -> Any:
    """A kept answer as its field begins."""
    if question.kind == FieldKind.YES_NO:
        return {True: "yes", False: "no"}.get(value)
    if question.kind == FieldKind.DATE and value:
        return date.fromisoformat(value)
    return value


class FileAnswerField(forms.FileField):
    """A file that would be kept: not too large, and by its content one of the types that are."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TYPES)}), **kw)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("At most %(most)d MB.") % {"most": MOST_BYTES // 1024 // 1024})
        try:
            upload_look(upload)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload


class AnswersForm(forms.Form):
    """Questions to one kind of participants, in a form that has more."""

    questions: list[SessionField] = []

    def ask(self, questions: Iterable[SessionField], given: Mapping[int, Any] | None = None) -> None:
        self.questions = list(questions)
        for question in self.questions:
            self.fields[asking.name(question)] = field = asked_field(question)
            if given:
                field.initial = typed(question, given.get(question.pk))

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        return [self[asking.name(question)] for question in self.questions]

    def answers(self) -> dict[int, Any]:
        """An empty answer stands for none."""
        return {
            question.pk: self.cleaned_data[asking.name(question)]
            for question in self.questions
            if asking.name(question) in self.cleaned_data
        }


class OwnAnswersForm(AnswersForm):
    """By the link of the letter. A file that was sent stays until another comes or it is taken back."""

    def __init__(self, *args: Any, questions: Iterable[SessionField], given: Mapping[int, Any], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.ask(questions, given)
        self.sent = [each for each in self.questions if each.kind == FieldKind.FILE and each.pk in given]
        for question in self.sent:
            field = self.fields[asking.name(question)]
            field.initial, field.required = None, False
            field.help_text = _("Sent: %(name)s. Another file takes its place.") % {"name": given[question.pk]}
            if not question.required:
                words = _("Take the file back: %(label)s") % {"label": question.label}
                self.fields[self._back(question)] = forms.BooleanField(label=words, required=False)

    @staticmethod
    def _back(question: SessionField) -> str:
        return f"{asking.name(question)}_back"

    def answers(self) -> dict[int, Any]:
        found = super().answers()
        for question in self.questions:
            if question.kind == FieldKind.FILE and not found.get(question.pk):
                found.pop(question.pk, None)
                if self.cleaned_data.get(self._back(question)):
                    found[question.pk] = None
        return found


class FieldForm(forms.Form):
    label_ru = forms.CharField(label=_("The question in Russian"), max_length=200)
    label_en = forms.CharField(label=_("The question in English"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("It is answered by"), choices=FieldKind.choices,
        help_text=_("What is chosen can be counted; what is written must be read line by line."),
    )  # fmt: skip
    options = forms.CharField(
        label=_("Options"), widget=forms.Textarea({"rows": 4}), required=False, max_length=4000,
        help_text=_("One a line, Russian | English. Only where options are chosen."),
    )  # fmt: skip
    stage = forms.ChoiceField(
        label=_("When it is asked"), choices=FieldStage.choices,
        help_text=_("Hotel and transport are best asked later, of those who come for certain."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("For whom it is"), choices=RegistrationKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: of everybody."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("An answer is obligatory"), required=False)
    help_ru = forms.CharField(label=_("A hint in Russian"), max_length=500, required=False)
    help_en = forms.CharField(label=_("A hint in English"), max_length=500, required=False)
    goes_to = forms.ChoiceField(
        label=_("Stands in the list"), choices=[("", _("of none but the organiser")), *FieldList.choices],
        required=False,
    )  # fmt: skip
    personal = forms.BooleanField(
        label=_("Personal data"), required=False,
        help_text=_("Erased with the person's data, and after the days below. Ask no more than you need."),
    )  # fmt: skip
    keep_days = forms.IntegerField(
        label=_("Days for which personal answers are kept after the session"), min_value=0, max_value=365,
        required=False,
        help_text=_("No longer than the purpose needs (152-FZ, article 5): for example 30 where a hotel is booked."),
    )  # fmt: skip

    def clean_options(self) -> list[list[str]]:
        lines = [line.partition("|") for line in self.cleaned_data["options"].splitlines() if line.strip()]
        found = [[ru.strip()[:200], en.strip()[:200]] for ru, _sign, en in lines if ru.strip()]
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(_("At most %(most)d options.") % {"most": MOST_OPTIONS})
        if len({ru for ru, _en in found}) < len(found) or any(";" in ru for ru, _en in found):
            raise forms.ValidationError(_("Each option stands once and has no semicolon in it."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, options = data.get("kind"), data.get("options", [])
        if kind in WITH_OPTIONS and len(options) < 2 and "options" not in self.errors:
            self.add_error("options", _("There is nothing to choose from: give two options at least."))
        if kind not in WITH_OPTIONS:
            data["options"] = []
        data["personal"] = data.get("personal") or kind == FieldKind.FILE  # who knows what stands in it
        if data.get("personal") and data.get("keep_days") is None and "keep_days" not in self.errors:
            self.add_error("keep_days", _("Say for how many days after the session personal answers are needed."))
        if not data.get("personal"):
            data["keep_days"] = None
        return data


def details(question: SessionField) -> dict[str, Any]:
    """What the form of a known question begins with."""
    values = {name: getattr(question, name) for name in FieldForm.base_fields}
    lines = [f"{ru} | {en}" if en else ru for ru, en in question.options]
    return values | {"options": "\n".join(lines)}


class RulesForm(forms.Form):
    answers_until = MomentField(label=_("Answers of the form can be changed until"))
    later_until = MomentField(label=_("Second questions can be answered until"))
