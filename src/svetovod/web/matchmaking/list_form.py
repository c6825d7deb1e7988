"""What the organiser's list is narrowed by."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import ListKind, WishState
from .grid import Slot


class ListForm(forms.Form):
    """What the organiser's list is narrowed by; an address that says something unknown narrows by nothing."""

    what = forms.ChoiceField(label=_("List"), choices=ListKind.choices, required=False)
    q = forms.CharField(
        label=_("Enterprise"), max_length=100, required=False, widget=forms.TextInput({"type": "search"})
    )
    slot = forms.TypedChoiceField(label=_("Time"), coerce=int, empty_value=None, required=False)
    table = forms.TypedChoiceField(label=_("Table"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Mapping[str, Any], *, slots: Sequence[Slot], tables: int) -> None:
        super().__init__({**data, "what": data.get("what") or ListKind.AGREED.value}, auto_id="list-%s")
        anything = ("", _("any of them"))
        states: Any = {
            ListKind.PROPOSED: (("invited", _("invited")), ("none", _("no invitation"))),
            ListKind.INVITED: WishState.choices,
        }.get(self.data["what"])  # fmt: skip
        choices: dict[str, Any] = {
            "slot": [(slot.number, slot.said) for slot in slots], "table": [(n, n) for n in range(1, tables + 1)],
            "state": states,
        }  # fmt: skip
        if self.data["what"] in (ListKind.PROPOSED, ListKind.CHANGES):
            choices |= {"slot": None, "table": None}
        for name, rows in choices.items():
            if rows:
                self.fields[name].choices = [anything, *rows]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def asked(self) -> dict[str, Any]:
        """What was understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
