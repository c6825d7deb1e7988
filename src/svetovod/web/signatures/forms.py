"""One file of signatures, and whose place on the paper it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why it is withdrawn"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Whoever reads the document reads it, too. No personal data of third persons."),
    )  # fmt: skip


class SignatureForm(forms.Form):
    file = forms.FileField(
        label=_("File of the signature"), help_text=_(".sig, .p7s or .sgn, detached; up to 256 KB"),
        error_messages={"required": _("Choose the file of the signature."), "empty": _("The file is empty.")},
    )  # fmt: skip
    slot = forms.ChoiceField(label=_("Whose signature"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not places:
            del self.fields["slot"]
        elif len(places) == 1:
            self.fields["slot"].choices = list(places)  # type: ignore[attr-defined]
        else:
            self.fields["slot"].choices = [("", _("not named here")), *places]  # type: ignore[attr-defined]
