from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

MOST = 4000


class ProblemForm(forms.Form):
    """What did not work. Whoever is signed in is answered at the address of their account."""

    text = forms.CharField(
        label=_("What did you do, what did you expect, what happened?"), max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Write no passwords, passport data or contents of applications."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail for the answer"), required=False, help_text=_("Without it no answer comes.")
    )
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    failed = forms.RegexField(r"^[0-9A-F]{8}$", required=False, widget=forms.HiddenInput)

    def clean_page(self) -> str:
        """An address of ours, or none: the page that thanks leads back to it."""
        page: str = self.cleaned_data["page"]
        return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""

    def __init__(self, *args: object, known: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if known:
            del self.fields["email"]


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Your answer"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3}))
