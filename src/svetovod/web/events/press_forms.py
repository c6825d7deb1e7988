"""What the press desk types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import PressDesk
from .plan_forms import MomentField

LINES = forms.Textarea({"rows": 4})


class PressForm(forms.Form):
    audience = forms.CharField(label=_("Who takes part"), widget=LINES, required=False, help_text=_("One kind a line."))
    themes = forms.CharField(label=_("What seminars are about"), widget=LINES, required=False,
                             help_text=_("One theme a line."))  # fmt: skip
    culmination = forms.CharField(
        label=_("What is the culmination"), widget=forms.Textarea({"rows": 2}), required=False
    )
    contact = forms.CharField(label=_("Press contact"), max_length=300, required=False)
    photo_rights = forms.CharField(label=_("Rights to photographs"), max_length=300, required=False)
    embargo_until = MomentField(label=_("Not to be published before"), required=False)
    english = forms.CharField(
        label=_("English names"), widget=forms.Textarea({"rows": 8}), required=False,
        help_text=_("A line each: Russian wording = English wording."),
    )  # fmt: skip

    def clean_audience(self) -> list[str]:
        return _lines(self.cleaned_data["audience"])

    def clean_themes(self) -> list[str]:
        return _lines(self.cleaned_data["themes"])

    def clean_english(self) -> dict[str, str]:
        found = {}
        for line in _lines(self.cleaned_data["english"]):
            russian, sign, english = line.partition(" = ")
            if not sign or not english.strip():
                raise forms.ValidationError(
                    _("“%(line)s”: write Russian, an equals sign, English."), params={"line": line}
                )
            found[russian.strip()] = english.strip()
        return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def initial(desk: PressDesk | None, missing: list[str]) -> dict[str, Any]:
    """Names that still want their English stand first, to be filled in."""
    if desk is None:
        return {"english": "\n".join(f"{each} = " for each in missing)}
    known = [f"{russian} = {english}" for russian, english in desk.english.items()]
    return {
        "audience": "\n".join(desk.audience), "themes": "\n".join(desk.themes), "culmination": desk.culmination,
        "contact": desk.contact, "photo_rights": desk.photo_rights, "embargo_until": desk.embargo_until,
        "english": "\n".join([*(f"{each} = " for each in missing), *known]),
    }  # fmt: skip


class QuoteForm(forms.Form):
    author = forms.CharField(label=_("Who is quoted"), max_length=200)
    text = forms.CharField(label=_("The quote"), widget=forms.Textarea({"rows": 3}))
    english = forms.CharField(label=_("In English"), widget=forms.Textarea({"rows": 3}), required=False)
    after = forms.BooleanField(label=_("For the release of the results"), required=False)
