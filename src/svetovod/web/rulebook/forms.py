"""What an officer types about the text of an act."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common import formatting

from . import bridge


class VerificationForm(forms.Form):
    """The number is typed from the text, not copied from the page: an error of either is seen at once."""

    edition = forms.ChoiceField(label=_("Edition whose text was read"))
    value = forms.CharField(label=_("The number, as the text says it"), max_length=60)
    same = forms.BooleanField(
        label=_("The text says the same"), error_messages={"required": _("Tick this once you have compared the text.")}
    )
    point = forms.CharField(
        label=_("Point of the act"), max_length=200, help_text=_("for example: point 4 of the requirements")
    )
    publication = forms.CharField(
        label=pgettext_lazy("of a law", "Published in"), max_length=200,
        help_text=_("the official publication and its number, or the portal and its date"),
    )  # fmt: skip
    quote = forms.CharField(
        label=_("The words of the act"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("the sentence with the number, word for word"),
    )  # fmt: skip
    text = forms.FileField(
        label=_("The text of the act"), help_text=_("PDF, scan or DOCX; everybody will be able to open it"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx"}),
        error_messages={"required": _("Attach the text: the second person compares the number with it.")},
    )  # fmt: skip

    def __init__(self, *args: Any, item: Any, editions: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        days = [(e.on.isoformat(), bridge.edition_day(e, formatting.lang())) for e in reversed(editions)]
        self.fields["edition"].choices = days  # type: ignore[attr-defined]
        del self.fields["same" if bridge.is_typed(item) else "value"]


class StepForm(forms.Form):
    """What the second person says, or whoever takes a verification back. What is obligatory the state table asks."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("to decline or to withdraw; confirming needs none"),
    )  # fmt: skip
