from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import AddressField

from .enums import GATHERED, Pace, Topic
from .leaving import without_secret

MOST = 4000


class ProblemForm(forms.Form):
    """What did not work. Whoever is signed in is answered at the address of their account."""

    text = forms.CharField(
        label=_("What did you do, what did you expect, what happened?"), max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Write no passwords, passport data or contents of applications."),
    )  # fmt: skip
    email = AddressField(label=_("E-mail for the answer"), required=False, help_text=_("Without it no answer comes."))
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    failed = forms.RegexField(r"^[0-9A-Z]{8}$", required=False, widget=forms.HiddenInput)

    def clean_page(self) -> str:
        """An address of ours, or none: the page that thanks leads back to it (`back`). What is kept is without the
        secret of a letter's link: administrators read it, and the journal never forgets."""
        page: str = self.cleaned_data["page"]
        self.back = page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""
        return without_secret(self.back)

    back = ""

    def __init__(self, *args: object, known: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if known:
            del self.fields["email"]


class LettersForm(forms.Form):
    """A question a topic: of what is told on the page of notices too, a letter a day is possible."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in Topic:
            self.fields[topic] = forms.ChoiceField(
                label=topic.label, choices=choices(topic), widget=forms.RadioSelect, help_text=HELP.get(topic, "")
            )


HELP = {
    Topic.DIGEST: _("What you have chosen above to get once a day, at 5:30 Moscow time."),
    Topic.INVITATIONS: _("To the address of your account."),
}


def choices(topic: str) -> list[tuple[str, Any]]:
    """The paces that make sense for this topic."""
    if topic == Topic.DIGEST:
        return [(Pace.AT_ONCE, _("send it")), (Pace.PAGE, Pace.PAGE.label)]
    return [(pace.value, pace.label) for pace in Pace if pace != Pace.DAILY or topic in GATHERED]


class LeaveForm(forms.Form):
    pace = forms.ChoiceField(choices=Pace.choices)


class CorrectForm(forms.Form):
    address = AddressField(label=_("The right address"))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Your answer"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3}))
