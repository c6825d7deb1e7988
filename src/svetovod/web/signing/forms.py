"""Entering who signs, ending it, another certificate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField

from .enums import Certificate, Ground

INVALID = {"invalid": _("Write a day: 24.06.2021.")}


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> DayField:
    errors = INVALID | {"required": _("Write the day.")}
    return DayField(label=label, help_text=help_text, required=required, error_messages=errors)


def _certificate() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Signature"), choices=[("", _("not told")), *Certificate.choices], required=False)


class AuthorityForm(forms.Form):
    person = forms.ChoiceField(label=_("Who signs"), required=False)
    name = forms.CharField(label=_("Or the name, without an account here"), max_length=200, required=False)
    post = forms.CharField(
        label=_("Post"), max_length=200, help_text=_("for example: general director"),
        error_messages={"required": _("Write the post: it stands under the signature.")},
    )  # fmt: skip
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    dated_on = _day(_("Day of the paper"))
    since = _day(_("Signs from"), required=True)
    until = _day(_("Signs until"), _("for a power of attorney always; empty where no end is set"))
    covers = forms.CharField(
        label=_("What it covers"), max_length=300, required=False, help_text=_("empty: everything")
    )
    certificate = _certificate()
    certificate_until = _day(_("Last day of the certificate"))

    def __init__(self, *args: Any, colleagues: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), str(person)) for person in colleagues]
        self.fields["person"].choices = [("", _("somebody without an account")), *named]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    on = _day(_("Last day"), required=True)
    reason = forms.CharField(
        label=_("Why"), max_length=300,
        error_messages={"required": _("Say why: revoked, another head appointed, entered by mistake.")},
    )  # fmt: skip


class CertificateForm(forms.Form):
    certificate = _certificate()
    until = _day(_("Last day of the certificate"))
