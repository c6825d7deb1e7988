"""Parts of a draft that are lists: criteria, documents, texts of an application, and where they come from."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import UploadField
from svetovod.web.selection.computing import words
from svetovod.web.selection.computing.bridge import scale_text
from svetovod.web.selection.enums import CriterionKind

from .fields import NumberField

AREA = forms.Textarea(attrs={"rows": 2})


class CriterionForm(forms.Form):
    """One criterion; a row without code and name is left out."""

    use_required_attribute = False
    code = forms.CharField(label=_("Code"), max_length=20, required=False)
    name = forms.CharField(label=_("Criterion"), max_length=300, required=False)
    meaning = forms.CharField(
        label=_("What it means, for the expert"), required=False, widget=AREA, max_length=2000,
        help_text=_("What deserves most and what nothing: contracts for the whole output 10, letters 5, none 0."),
    )  # fmt: skip
    weight = NumberField(
        label=_("Weight, %"), required=False, low=Decimal("0.01"), high=Decimal(100),
        help_text=_("Where scores are weighted, the weights of all criteria make 100."),
    )  # fmt: skip
    maximum = NumberField(
        label=_("Most points"), required=False, low=Decimal("0.01"), high=Decimal("9999.99"),
        help_text=_("Experts give from 0 to this, for example 10."),
    )  # fmt: skip
    least = NumberField(
        label=_("Least points to pass"), required=False, low=Decimal("0.01"), high=Decimal("9999.99"),
        help_text=_("Empty: none. With a smaller mean an application gets no money."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Who gives the points"), choices=CriterionKind.choices, required=False, initial=CriterionKind.EXPERT
    )
    formula = forms.CharField(
        label=_("Formula, of a computed criterion"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("For example own_funds / estimate."),
    )  # fmt: skip
    scale = forms.CharField(
        label=_("Scale, of a computed criterion"), required=False, max_length=1000, widget=AREA,
        help_text=_("A step a line: from which value on, a colon, points. For example 0.2: 5."),
    )  # fmt: skip

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or CriterionKind.EXPERT

    def _clean_computed(self, data: dict[str, Any]) -> None:
        """Of a draft both may be missing yet; what is written must be readable. Experts need neither."""
        if data.get("kind") != CriterionKind.COMPUTED:
            data["formula"] = data["scale"] = ""
            return
        for name, fault in (("formula", words.formula_fault), ("scale", words.scale_fault)):
            text = data.get(name, "")
            if text and fault(text):
                self.add_error(name, fault(text))
        if data.get("scale") and "scale" not in self.errors:
            data["scale"] = scale_text(data["scale"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_computed(data)
        if data.get("least") and data.get("maximum") and data["least"] > data["maximum"]:
            self.add_error("least", _("More than the most points of the criterion."))
        if any(data.get(name) for name in ("code", "name", "meaning", "weight", "maximum")):
            for name in ("code", "name"):
                if not data.get(name):
                    self.add_error(name, _("Write it, or leave the whole row empty."))
        return data


class DocumentForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(label=pgettext_lazy("list", "Document"), max_length=300, required=False)
    meaning = forms.CharField(label=_("What it must show"), max_length=500, required=False, widget=AREA)
    required = forms.BooleanField(label=_("Required"), required=False, initial=True)


class SectionForm(forms.Form):
    """One text of the application. English words may be left out: the Russian ones stand for them then."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    title_ru = forms.CharField(label=_("Section, in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Section, in English"), max_length=300, required=False)
    hint_ru = forms.CharField(label=_("What to write, in Russian"), max_length=500, required=False, widget=AREA)
    hint_en = forms.CharField(label=_("What to write, in English"), max_length=500, required=False, widget=AREA)
    required = forms.BooleanField(label=_("Required"), required=False)
    most = forms.IntegerField(label=_("Characters, at most"), min_value=1, max_value=20_000, initial=5000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("title_ru") and not data.get("hint_ru"):
            self.add_error("hint_ru", _("Say what to write in the section."))
        return data


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows in their order; those left empty are none. `naming` is the field that makes a row one."""

    naming = ""

    def rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get(self.naming)]


def _formset(form: Any, naming: str, prefix: str, most: int = 40) -> Any:
    kind = type("NamedRows", (Rows,), {"naming": naming})

    def make(data: Any = None, *, rows: Sequence[Any] = (), blank: int = 3) -> Any:
        extra = max(0, min(blank, most - len(rows)))
        factory = forms.formset_factory(form, formset=kind, extra=extra, max_num=most, absolute_max=most)
        return factory(data, initial=list(rows), prefix=prefix)

    return make


criteria_formset = _formset(CriterionForm, "code", "criteria")
documents_formset = _formset(DocumentForm, "title", "documents")
sections_formset = _formset(SectionForm, "title_ru", "sections")


class SourceForm(forms.Form):
    source = forms.CharField(
        label=_("The paper in which the criteria stand"), max_length=300, required=False,
        help_text=_("Act, number, point. Empty: the announcement says that they were entered by the secretary."),
    )  # fmt: skip


class ListHeadForm(forms.Form):
    use_required_attribute = False
    title_ru = forms.CharField(label=_("Name of the list, in Russian"), max_length=300)
    title_en = forms.CharField(label=_("Name of the list, in English"), max_length=300, required=False)
    source = forms.CharField(
        label=_("The paper in which the list stands"), max_length=300, required=False,
        help_text=_("Without it what the list asks for warns and never blocks an application."),
    )  # fmt: skip


class CriteriaFileForm(forms.Form):
    workbook = UploadField(
        label=_("Workbook with the sheet “Criteria”, XLSX"), accept=".xlsx",
        error_messages={
            "required": _("Choose the file of the criteria."),
            "large": _("The file is larger than %(limit)d MB: leave only the sheet of the criteria in it."),
        },
    )  # fmt: skip
