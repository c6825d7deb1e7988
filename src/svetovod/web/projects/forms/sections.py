"""Forms of the texts: the text itself, its plan, the list it answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from svetovod.web.projects.models import SectionList
from svetovod.web.projects.sections.lists import MOST, said

from .fields import TO_FILE, DayField, RevisionForm


class SectionForm(RevisionForm):
    settles = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 18, "maxlength": MOST}))

    def __init__(self, *args: Any, title: str, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = title
        if required:
            self.fields["text"].needed_later = TO_FILE  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """With line ends of one kind: browsers send two characters where people see one."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text) > MOST:
            raise ValidationError(_("A section has at most %(limit)d characters.") % {"limit": MOST})
        return text


class TextsForm(forms.Form):
    file = forms.FileField(
        label=_("Document with the sections, DOCX"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )


class SectionPlanForm(forms.Form):
    owner = forms.ChoiceField(label=_("Who writes it"), required=False)
    due = DayField(label=_("Written by"), required=False)

    def __init__(self, *args: Any, people: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(each.pk): each for each in people}
        nobody = ("", _("the initiator"))
        self.fields["owner"].choices = [nobody, *((key, str(each)) for key, each in self.people.items())]  # type: ignore[attr-defined]

    def clean_owner(self) -> Any:
        return self.people.get(self.cleaned_data["owner"])


class ListForm(forms.Form):
    section_list: "forms.ModelChoiceField[SectionList]" = forms.ModelChoiceField(
        queryset=None, label=_("List of documents"), required=False
    )

    def __init__(self, *args: Any, usual: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["section_list"]
        field.queryset = SectionList.objects.all()  # type: ignore[attr-defined]
        field.empty_label = usual  # type: ignore[attr-defined]
        field.label_from_instance = _named  # type: ignore[attr-defined]


def _named(row: SectionList) -> str:
    return said({"ru": row.title_ru, "en": row.title_en})
