"""What an officer types about a list: what leaves it, what is taken up again, what is new. Empty means unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting

from .bridge import lists

# empty rows offered for new entries; who needs more keeps the draft and opens it again
BLANK_ROWS = 4
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ListFields:
    """The fields of one list. `now` are the codes it holds, `kept` what the draft says so far."""

    item: Any
    now: Sequence[str]
    kept: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return str(self.item.key)

    @property
    def label(self) -> str:
        return str(self.item.label.text(formatting.lang()))

    @property
    def rows(self) -> range:
        return range(1, len(self.kept.get("names", {})) + BLANK_ROWS + 1) if lists.is_open(self.item) else range(0)

    def make(self) -> dict[str, forms.Field]:
        """By their names in the form."""
        offered = lists.choices(self.item, self.now, formatting.lang())
        held, others = offered[: len(self.now)], offered[len(self.now) :]
        found: dict[str, forms.Field] = {}
        if held:
            found[f"gone-{self.key}"] = _boxes(_("Taken out of the list"), held)
        if others:
            found[f"back-{self.key}"] = _boxes(_("Put into the list"), others)
        for row in self.rows:
            found[f"new-ru-{self.key}-{row}"] = _name(_("New entry %(row)d, in Russian") % {"row": row})
            found[f"new-en-{self.key}-{row}"] = _name(_("New entry %(row)d, in English") % {"row": row})
        return found

    def bound(self, form: forms.Form) -> dict[str, Any]:
        """For the page: the two groups of boxes, and the pairs of fields for new entries."""
        names = (f"gone-{self.key}", f"back-{self.key}")
        pairs = [(form[f"new-ru-{self.key}-{row}"], form[f"new-en-{self.key}-{row}"]) for row in self.rows]
        return {
            "key": self.key, "label": self.label, "boxes": [form[name] for name in names if name in form.fields],
            "pairs": pairs,
        }  # fmt: skip

    def initial(self) -> dict[str, Any]:
        """The kept draft as it was typed."""
        if self.kept.get("value") is None:
            return {}
        wanted, names = lists.codes(self.kept["value"]), self.kept.get("names", {})
        found: dict[str, Any] = {
            f"gone-{self.key}": [code for code in self.now if code not in wanted],
            f"back-{self.key}": [code for code in wanted if code not in self.now and code not in names],
        }
        for row, said in enumerate(names.values(), 1):
            found |= {f"new-ru-{self.key}-{row}": said["ru"], f"new-en-{self.key}-{row}": said["en"]}
        return found

    def read(self, form: forms.Form, typed: Mapping[str, Any]) -> dict[str, Any]:
        """`value` as the whole list in plain text and `names` of what is new; nothing where nothing changes."""
        gone, back = typed.get(f"gone-{self.key}") or [], typed.get(f"back-{self.key}") or []
        names = self._new(form, typed)
        if not (gone or back or names):
            return {}
        value = lists.joined([*(code for code in self.now if code not in gone), *back, *names])
        return {"value": value} | ({"names": names} if names else {})

    def _new(self, form: forms.Form, typed: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        known = {said.casefold() for _code, said in lists.choices(self.item, self.now, "ru")}
        found: dict[str, dict[str, str]] = {}
        for row in self.rows:
            name = f"new-ru-{self.key}-{row}"
            ru, en = typed.get(name) or "", typed.get(f"new-en-{self.key}-{row}") or ""
            code = lists.code_of(ru)
            if en and not ru:
                form.add_error(name, _("Name the entry in Russian as well: that is the language of the act."))
            elif ru.casefold() in known or code in found:
                form.add_error(name, _("The list has this entry: nothing needs to be added."))
            elif ru:
                found[code] = {"ru": ru, "en": en}
        return found


def _boxes(label: Any, offered: Sequence[tuple[str, str]]) -> forms.Field:
    return forms.MultipleChoiceField(label=label, choices=offered, required=False, widget=forms.CheckboxSelectMultiple)


def _name(label: Any) -> forms.Field:
    return forms.CharField(
        label=label, max_length=LONGEST_NAME, required=False, widget=forms.TextInput(attrs={"class": "inp"})
    )
