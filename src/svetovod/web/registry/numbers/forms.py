"""What is typed about a comparison with the state register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import DayField
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import NumberState


class QueueForm(forms.Form):
    """The filters of the queue."""

    state = forms.ChoiceField(label=_("Registration numbers"), required=False, choices=NumberState.choices)
    q = forms.CharField(label=_("Name or INN"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), required=False, choices=[("", _("any")), *registry.region_choices()]
        )


class CheckForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What the register says"), widget=forms.RadioSelect,
        choices=[
            (NumberState.VERIFIED, _("the numbers are those of the register")),
            (NumberState.REJECTED, _("they are not, or the register does not know them")),
        ],
    )  # fmt: skip
    on = DayField(label=_("Day of the extract"))
    source = forms.CharField(
        label=_("Extract"), max_length=300, help_text=_("its number, or where in the register you looked")
    )
    ogrn = forms.CharField(
        label=_("OGRN"), max_length=20, required=False, help_text=_("as the extract has it"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=pgettext_lazy("of a rejection", "What does not agree"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("needed where the numbers are not confirmed; the organisation's people read it"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File of the extract"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}),
    )  # fmt: skip

    def clean_ogrn(self) -> str:
        return "".join(self.cleaned_data["ogrn"].split())

    def clean_reason(self) -> str:
        return self.cleaned_data["reason"].strip()


# where a refusal of the service stands
BESIDE = {"numbers.future": "on", "numbers.reason": "reason", "numbers.ogrn": "ogrn"}
