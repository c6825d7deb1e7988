"""The secretary's corrections of what computed points rest on; an empty field leaves what the application says."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.selection.computing import words

from .fields import NumberField, typed


class ComputedForm(forms.Form):
    use_required_attribute = False
    ground = forms.CharField(
        label=gettext_lazy("Ground of the correction"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Which paper shows it. The applicant and the commission read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, line: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sources = {source.name: source for result in line.results for source in result.outcome.sources}
        own: dict[str, forms.Field] = {}
        for name, source in self.sources.items():
            own[f"value.{name}"] = NumberField(
                label=words.VALUES[name], required=False, places=6, initial=self._initial(source),
                help_text=_("In the application: %(value)s") % {"value": words.number(source.said)},
            )  # fmt: skip
        self.fields = own | self.fields
        if line.kept is not None:
            self.fields["ground"].initial = next((r.kept.ground for r in line.results if r.kept and r.kept.ground), "")

    @staticmethod
    def _initial(source: Any) -> str:
        if not source.corrected or source.used is None:
            return ""
        return typed(Decimal(source.used.numerator) / Decimal(source.used.denominator))

    def corrected(self) -> dict[str, Decimal]:
        typed_in = {name: self.cleaned_data.get(f"value.{name}") for name in self.sources}
        return {name: value for name, value in typed_in.items() if value is not None}
