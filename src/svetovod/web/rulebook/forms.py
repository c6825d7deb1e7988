"""What an officer types: about the text of an act, and a draft of an edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common import formatting

from . import bridge
from .bridge import amending, lists
from .list_fields import ListFields


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


class DayField(forms.DateField):
    """A day as typed in Russian habit, or as a browser's calendar sends it."""

    input_formats = ("%d.%m.%Y", "%Y-%m-%d")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EditionForm(forms.Form):
    """The amending act, and for each item of the act: a new value, the point that says so, or that it is dropped."""

    effective_from = DayField(label=_("In force from"))
    number = forms.CharField(label=_("Number of the amending act"), max_length=40, required=False)
    signed_on = DayField(label=_("Day of signing"), required=False, help_text=_("known once it is signed"))
    publication = forms.CharField(
        label=pgettext_lazy("of a law", "Published in"), max_length=200, required=False,
        help_text=_("the official publication and its number, or the portal and its date"),
    )  # fmt: skip
    note_ru = forms.CharField(
        label=_("What it is for, in Russian"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    note_en = forms.CharField(
        label=_("The same in English"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, shown: list[tuple[Any, Any]], kept: Any = None, **options: Any) -> None:
        """`shown` are the items with their values as they hold now, `kept` is a draft to go on with."""
        changes = {change["key"]: change for change in kept.changes} if kept else {}
        self.items = [item for item, _law in shown]
        self.lists = {
            item.key: ListFields(item, lists.listed_codes(law), changes.get(item.key, {}))
            for item, law in shown
            if lists.is_list(item)
        }
        options["initial"] = self._initial(kept, changes) if kept else None
        super().__init__(*args, **options)
        for item in self.items:
            name = item.label.text(formatting.lang())
            if amending.is_changeable(item):
                self.fields[f"value-{item.key}"] = _value_field(item, name)
            elif item.key in self.lists:
                self.fields |= self.lists[item.key].make()
            self.fields[f"point-{item.key}"] = forms.CharField(
                label=_("Point of the amending act: %(item)s") % {"item": name}, max_length=200, required=False,
                widget=forms.TextInput(attrs={"class": "inp"}),
            )  # fmt: skip
            self.fields[f"drop-{item.key}"] = forms.BooleanField(
                label=_("No longer required: %(item)s") % {"item": name}, required=False
            )

    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """An item with its three fields; no field for the value of a list or of words."""
        return [
            (item, self[f"value-{item.key}"] if f"value-{item.key}" in self.fields else None, self[f"point-{item.key}"],
             self[f"drop-{item.key}"])
            for item in self.items
        ]  # fmt: skip

    def list_parts(self) -> list[dict[str, Any]]:
        return [each.bound(self) for each in self.lists.values()]

    def place_of(self, key: str) -> str | None:
        """The field at which a fault of an item is said."""
        names = (f"value-{key}", f"gone-{key}", f"back-{key}", f"drop-{key}")
        return next((name for name in names if name in self.fields), None)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        changes = []
        for item in self.items:
            new, drop = self._typed(item, typed), bool(typed.get(f"drop-{item.key}"))
            if new and drop:
                self.add_error(self.place_of(item.key), _("Either a new value, or no longer required."))
            if new or drop:
                said = {"value": None} if drop else new
                changes.append({"key": item.key, "point": typed.get(f"point-{item.key}") or ""} | said)
        return typed | {"changes": changes}

    def _typed(self, item: Any, typed: dict[str, Any]) -> dict[str, Any]:
        if item.key in self.lists:
            return self.lists[item.key].read(self, typed)
        value = typed.get(f"value-{item.key}") or ""
        return {"value": amending.read(item, value)} if value else {}

    def _initial(self, kept: Any, changes: dict[str, Any]) -> dict[str, Any]:
        """A kept draft as it was typed."""
        names = ("effective_from", "number", "signed_on", "publication", "note_ru", "note_en")
        found = {name: getattr(kept, name) for name in names}
        known = {item.key: item for item in self.items}
        for key, change in changes.items():
            found[f"point-{key}"], found[f"drop-{key}"] = change["point"], change["value"] is None
            if key in self.lists:
                found |= self.lists[key].initial()
            elif change["value"] is not None and key in known:
                found[f"value-{key}"] = amending.to_type(known[key], change["value"])
        return found


def _value_field(item: Any, name: str) -> forms.Field:
    label = _("New value: %(item)s") % {"item": name}
    if amending.is_yes_or_no(item):
        choices = [("", "—"), ("True", _("yes")), ("False", _("no"))]
        return forms.ChoiceField(
            label=label, choices=choices, required=False, widget=forms.Select(attrs={"class": "inp"})
        )
    return forms.CharField(label=label, max_length=60, required=False, widget=forms.TextInput(attrs={"class": "inp"}))
