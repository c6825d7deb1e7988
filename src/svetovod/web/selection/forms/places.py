"""Inviting to the panel and the commission, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import AddressField
from svetovod.web.registry.selectors import organisation_by_inn, region_choices, typed_inn, valid_inn
from svetovod.web.selection.enums import PlaceKind


class InviteForm(forms.Form):
    kind = forms.ChoiceField(label=_("Place"), choices=PlaceKind.choices, initial=PlaceKind.EXPERT)
    email = AddressField(label=_("E-mail address"))
    inn = forms.CharField(
        label=_("INN of the organisation"), required=False, max_length=24,
        help_text=_("Of the one the person belongs to: an expert does not judge applications of it."),
    )  # fmt: skip
    region = forms.ChoiceField(
        label=_("Region"), required=False,
        help_text=_("An expert does not judge applications of the same region. Empty: that of the organisation."),
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("Applications, at most"), min_value=1, max_value=200, initial=12)

    def __init__(self, *args: Any, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["region"].choices = [("", "—"), *region_choices()]  # type: ignore[attr-defined]

    def clean_inn(self) -> Any:
        """The organisation itself, None where no INN is given."""
        inn = typed_inn(self.cleaned_data["inn"])
        if not inn:
            return None
        if not valid_inn(inn):
            raise forms.ValidationError(_("This is no INN: check its digits."))
        found = organisation_by_inn(self.actor, inn)
        if found is None:
            raise forms.ValidationError(_("The registry does not know this INN. Leave it empty and choose the region."))
        return found


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[("accept", pgettext_lazy("place", "I accept")), ("decline", pgettext_lazy("place", "I decline"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why, if you decline"), required=False, max_length=500, help_text=_("The secretary reads it.")
    )
