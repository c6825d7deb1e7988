"""What is typed at the workbench: a question, its parameters, a chart."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.registry.selectors import region_choices, region_name

from . import bridge
from .enums import ChartAggregate, ChartMark

_SIGNS = 20_000


class ParametersForm(forms.Form):
    """Values a question can ask for as $name; the kinds are checked here and never by the text of the question."""

    prefix = "p"

    def __init__(self, *args: Any, own: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("no region")), *region_choices()]
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), choices=choices, required=False, initial=own, help_text="$region"
        )
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=1990, max_value=2100, required=False, help_text="$year"
        )
        self.fields["okpd2"] = forms.RegexField(
            r"^[0-9.]{2,12}$", label=_("Group of products, OKPD2"), required=False, help_text="$okpd2",
            error_messages={"invalid": _("Digits and points, for example 27.31.")},
        )  # fmt: skip
        self.fields["least"] = forms.IntegerField(
            label=_("Any number"), min_value=0, max_value=10**9, required=False, help_text="$least"
        )

    @property
    def values(self) -> dict[str, str | int | None]:
        return {name: None if value == "" else value for name, value in self.cleaned_data.items()}


class AskForm(forms.Form):
    """The question alone, to be run."""

    use_required_attribute = False  # its page saves and asks by one form: a name is wanted by one of the two

    sql = forms.CharField(
        label=_("Question in SQL"), max_length=_SIGNS, strip=False,
        help_text=_(
            "One SELECT over the tables that are listed here. "
            "$region, $year, $okpd2 and $least take the values under it."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "mono", "autocomplete": "off"}),
    )  # fmt: skip


class QuestionForm(AskForm):
    """The question with its words, to be saved."""

    title_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    title_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    about_ru = forms.CharField(
        label=_("What it answers, in Russian"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about_en = forms.CharField(
        label=_("What it answers, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, regions: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        if regions:
            choices = [("", _("to me alone")), *((iso, region_name(iso)) for iso in regions)]
            self.fields["region"] = forms.ChoiceField(
                label=_("Shown to colleagues in"), choices=choices, required=False
            )


class ChartForm(forms.Form):
    """Columns of an answer on the axes of a picture."""

    def __init__(self, *args: Any, columns: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = {column.name: column.kind for column in columns}
        names = [(name, name) for name in self.kinds]
        self.fields["mark"] = forms.ChoiceField(
            label=pgettext_lazy("chart", "Picture"),
            choices=[("", pgettext_lazy("chart", "none")), *ChartMark.choices],
            required=False,
        )
        self.fields["x"] = forms.ChoiceField(label=pgettext_lazy("chart", "Along"), choices=names)
        self.fields["y"] = forms.ChoiceField(label=pgettext_lazy("chart", "Up"), choices=names)
        self.fields["colour"] = forms.ChoiceField(
            label=pgettext_lazy("chart", "Colour"),
            choices=[("", pgettext_lazy("chart", "one colour")), *names],
            required=False,
        )
        self.fields["aggregate"] = forms.ChoiceField(
            label=pgettext_lazy("chart", "Rows of one place"), choices=ChartAggregate.choices, required=False
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        mark, aggregate = said.get("mark"), said.get("aggregate")
        measured = said.get("colour") if mark == ChartMark.HEAT else said.get("y")
        field = "colour" if mark == ChartMark.HEAT else "y"
        if mark == ChartMark.HEAT and not measured and aggregate != ChartAggregate.COUNT:
            self.add_error("colour", _("A heat map needs a column of figures for its colour."))
        elif mark and measured and aggregate != ChartAggregate.COUNT and self.kinds[measured] not in bridge.FIGURES:
            self.add_error(field, _("Choose a column of figures here, or count the rows."))
        return said

    @property
    def chart(self) -> dict[str, str]:
        said = self.cleaned_data
        return {name: said[name] for name in bridge.CHART} if said["mark"] else {}
