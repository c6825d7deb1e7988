"""What is typed about who leads an organisation, who founded it and how it is reached; a file of many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField, PercentField, UploadField
from svetovod.web.registry.enums import ParticularKind


class ParticularForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=ParticularKind)
    text = forms.CharField(
        label=_("Name, telephone, e-mail or address"), max_length=300,
        help_text=_("of a person the surname, first name and patronymic; of an organisation its name"),
    )  # fmt: skip
    inn = forms.CharField(
        label=_("INN of the person or of the founder"), max_length=20, required=False,
        help_text=_("if it is known: by it a namesake is told apart"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    share = PercentField(label=_("Share, %"), required=False, help_text=_("of a founder, if it is known"))
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("such as an extract of the state register"))
    as_of = DayField(label=_("As of"), help_text=_("the day the extract or the letter is of"))


class ParticularsFileForm(forms.Form):
    workbook = UploadField(
        label=_("Particulars, XLSX or CSV"), accept=".xlsx,.csv",
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip
