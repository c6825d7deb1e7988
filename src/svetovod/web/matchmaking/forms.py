"""What people type about business meetings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.fields import UploadField
from svetovod.web.events import selectors as events

from . import bridge
from .enums import LineKind, Priority, Result, SeatRole, Visibility
from .grid import Slot

BLANK = 2
MOST = 30  # lines of one kind
PLAIN = {"autocomplete": "off"}


class LineForm(forms.Form):
    """One product. Words in place of the code are answered by the codes they may mean."""

    okpd2 = forms.CharField(label=_("Code by OKPD2"), max_length=60, required=False, widget=forms.TextInput(PLAIN))
    note = forms.CharField(label=_("In your own words"), max_length=160, required=False)

    def clean_okpd2(self) -> str:
        code: str = self.cleaned_data["okpd2"].strip()
        if not code or bridge.okpd2_exists(code):
            return code
        found = "; ".join(f"{each} {name}" for each, name in bridge.okpd2_search(code, 5))
        if found:
            raise forms.ValidationError(_("“%(said)s” is no code. Take one of these: %(found)s") % {
                "said": code, "found": found,
            })  # fmt: skip
        raise forms.ValidationError(
            _("“%(said)s” is no code of OKPD2, and no product is called so. Find the code above.") % {"said": code}
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("okpd2") and "okpd2" not in self.errors and any(data.get(name) for name in ("note", "amount")):
            self.add_error("okpd2", _("Name the product by its code: partners are found by it."))
        return data


class BuysForm(LineForm):
    amount = forms.DecimalField(
        label=_("Rubles a year"), min_value=0, max_digits=15, decimal_places=2, required=False,
        help_text=_("Seen by your enterprise alone."),
    )  # fmt: skip
    abroad = forms.BooleanField(label=_("Bought abroad"), required=False)


class _Lines(forms.BaseFormSet):  # type: ignore[type-arg]
    def lines(self, kind: str) -> list[dict[str, Any]]:
        """As a profile keeps them; a code named twice counts once."""
        found: dict[str, dict[str, Any]] = {}
        for form in self.forms:
            data = form.cleaned_data
            if data.get("okpd2"):
                amount: Decimal | None = data.get("amount")
                found.setdefault(data["okpd2"], {
                    "kind": kind, "okpd2": data["okpd2"], "note": data.get("note", ""),
                    "amount": None if amount is None else str(amount), "abroad": bool(data.get("abroad")),
                })  # fmt: skip
        return list(found.values())


def _formset(kind: str, form: type[LineForm], data: Any, lines: list[dict[str, Any]]) -> Any:
    made = forms.formset_factory(
        form, formset=_Lines, extra=BLANK, max_num=MOST, absolute_max=MOST + 1, validate_max=True
    )
    return made(data, prefix=kind, initial=[line for line in lines if line["kind"] == kind])


class ProfileForm(forms.Form):
    """The profile as a whole: three lists of products, capabilities, who may see it, closed times."""

    about = forms.CharField(
        label=_("What you can do: capacity, equipment, certificates"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    visible = forms.ChoiceField(label=_("Who may see the profile"), choices=Visibility.choices)
    closed = forms.TypedMultipleChoiceField(
        label=_("Times when you cannot meet"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, lines: list[dict[str, Any]], slots: list[Slot], **kw: Any) -> None:
        super().__init__(data, **kw)
        times = [(slot.number, slot.said) for slot in slots]
        self.fields["closed"].choices = times  # type: ignore[attr-defined]
        if not times:
            del self.fields["closed"]
        self.sets = [
            (kind, _formset(kind, BuysForm if kind == LineKind.BUYS else LineForm, data, lines)) for kind in LineKind
        ]

    def is_valid(self) -> bool:
        sets = [formset.is_valid() for _kind, formset in self.sets]
        return super().is_valid() and all(sets)

    def lines(self) -> list[dict[str, Any]]:
        return [line for kind, formset in self.sets for line in formset.lines(str(kind))]


class WishForm(forms.Form):
    receiver = forms.IntegerField(widget=forms.HiddenInput)
    word = forms.CharField(label=_("A word to the invitation"), max_length=300, required=False)
    priority = forms.ChoiceField(label=_("How much you want it"), choices=Priority.choices, initial=Priority.WISH)
    slot = forms.IntegerField(min_value=1, max_value=200, required=False)


class WantForm(forms.Form):
    """From which slot on, and after which other meeting."""

    begins = forms.IntegerField(min_value=1, max_value=200, required=False)
    after = forms.IntegerField(min_value=1, required=False)


class FixForm(forms.Form):
    """The organiser's word for one of the agreed meetings."""

    meeting = forms.ChoiceField(label=_("Meeting"))
    slot = forms.TypedChoiceField(label=_("At what time"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, agreed: Sequence[Any], slots: list[Slot], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["meeting"].choices = [(str(each.code), each.said) for each in agreed]  # type: ignore[attr-defined]
        times = [("", _("at any time")), *((slot.number, slot.said) for slot in slots)]
        self.fields["slot"].choices = times  # type: ignore[attr-defined]


class LateForm(forms.Form):
    """Who comes late, from which slot on it is there; 0 for whoever does not come at all, never chosen beforehand."""

    enterprise = forms.TypedChoiceField(label=_("Enterprise"), coerce=int)
    slot = forms.TypedChoiceField(label=_("It is there"), coerce=int)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], slots: Sequence[Slot], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["enterprise"].choices = people  # type: ignore[attr-defined]
        hours = [(slot.number, _("from %(hour)s on") % {"hour": formatting.clock(slot.start)}) for slot in slots[1:]]
        never = (0, _("does not come: its meetings are called off"))
        self.fields["slot"].choices = [*hours, never]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    result = forms.ChoiceField(choices=[(each.value, each.label) for each in Result if each != Result.PROJECT])
    note = forms.CharField(label=_("A note for yourselves"), max_length=500, required=False)


class TableForm(forms.Form):
    """A cooperation table: of a project's canvas it takes what is not typed."""

    project: Any = forms.ModelChoiceField(
        label=_("Joint project whose canvas it is about"), queryset=None, required=False, empty_label=_("none yet")
    )
    title = forms.CharField(label=_("What the table is about"), max_length=120, required=False)
    idea = forms.CharField(
        label=_("Sketch: what is to be made, instead of what, who is needed"), max_length=3000, required=False,
        widget=forms.Textarea({"rows": 5}), help_text=_("Read by those who are invited, and by nobody else."),
    )  # fmt: skip

    def __init__(self, *args: Any, projects: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        if not projects.exists():
            del self.fields["project"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        project = data.get("project")
        if project is not None:
            data["title"] = data.get("title") or project.title[:120]
            said = (project.replaces, project.makers, project.buyers, project.lacking)
            data["idea"] = data.get("idea") or "\n".join(each.strip() for each in said if each.strip())[:3000]
        for name in ("title", "idea"):
            if not data.get(name):
                self.add_error(name, _("Say in a few words what the table is about."))
        return data


class DelegateForm(forms.Form):
    name = forms.CharField(
        label=_("Who comes: position or name"), max_length=80,
        help_text=_("Seen by those whom you meet and by the organiser."),
    )  # fmt: skip
    closed = forms.TypedMultipleChoiceField(
        label=_("Times when this person cannot meet"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, slots: list[Slot], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["closed"].choices = [(slot.number, slot.said) for slot in slots]  # type: ignore[attr-defined]
        if not slots:
            del self.fields["closed"]


class SplitForm(forms.Form):
    """A choice for each agreed meeting: one of those who come, or all of them."""

    def __init__(
        self, *args: Any, profile: Any, agreed: Sequence[Any], people: Sequence[Any],
        proposed: Mapping[Any, Any] | None = None, **kw: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kw)
        self._codes = {f"goes-{each.code}": each.code for each in agreed}
        choices = [("", _("all of us")), *((each.pk, each.name) for each in people)]
        for each in agreed:
            mine = each.mine(profile)
            others = " — ".join(side.name for side in each.people if side.pk != profile.pk)
            self.fields[f"goes-{each.code}"] = forms.TypedChoiceField(
                label=others, choices=choices, coerce=int, empty_value=None, required=False,
                initial=(proposed or {}).get(each.code, mine.pk if mine else ""),
            )  # fmt: skip

    def goes(self) -> dict[Any, int | None]:
        """Those alone of which something was said."""
        return {code: self.cleaned_data[name] for name, code in self._codes.items() if name in self.data}


class SeatForm(forms.Form):
    guest: Any = forms.ModelChoiceField(label=_("Enterprise"), queryset=None, empty_label="—")
    role = forms.ChoiceField(label=_("In which role"))

    def __init__(self, *args: Any, guests: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["guest"].queryset = guests  # type: ignore[attr-defined]
        roles = [(each.value, each.label) for each in SeatRole if each != SeatRole.INITIATOR]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    minutes = forms.CharField(
        label=_("What was decided: who does what, by when"), max_length=6000, required=False,
        widget=forms.Textarea({"rows": 6}), help_text=_("One text of all who sit here; it goes into the agreement."),
    )  # fmt: skip
    result = forms.ChoiceField(
        label=_("What came of it for you"),
        choices=[(each.value, each.label) for each in Result if each != Result.PROJECT],
    )
    note = forms.CharField(label=_("A note for yourselves"), max_length=500, required=False)


class PlanForm(forms.Form):
    item: Any = forms.ModelChoiceField(label=_("Entry of the programme"), queryset=None, empty_label=None)
    minutes = forms.IntegerField(label=_("Minutes of a slot"), min_value=5, max_value=120, initial=20)
    tables = forms.IntegerField(label=_("Tables"), min_value=1, max_value=200, initial=8)
    spare = forms.IntegerField(
        label=_("Spare tables"), min_value=0, max_value=199, initial=0, required=False,
        help_text=_("Left out of the schedule for meetings that are booked on the day."),
    )  # fmt: skip
    pause_from = forms.TimeField(
        label=_("Pause from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    pause_minutes = forms.IntegerField(label=_("Minutes of the pause"), min_value=0, max_value=240, initial=0)
    wishes_until = forms.DateTimeField(
        label=_("Invitations are answered until"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Moscow time."), input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"],
    )  # fmt: skip
    seconds = forms.IntegerField(
        label=_("Seconds to look for a better schedule"), min_value=1, max_value=120, initial=30
    )

    def __init__(self, *args: Any, session: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.items = list(events.meeting_items(session))
        self.fields["item"].queryset = events.meeting_items(session)  # type: ignore[attr-defined]
        # read once, not when it is asked whether one must be chosen and again when they are drawn
        self.fields["item"].choices = [(each.pk, _item(each)) for each in self.items]  # type: ignore[attr-defined]

    def clean_spare(self) -> int:
        return self.cleaned_data["spare"] or 0

    def clean_wishes_until(self) -> datetime:
        until: datetime = self.cleaned_data["wishes_until"]
        return until if timezone.is_aware(until) else timezone.make_aware(until)


def _item(item: Any) -> str:
    hours = f"{formatting.clock(item.start)}\u2013{formatting.clock(item.end)}"
    return f"{formatting.day_short(item.day)}, {hours}, {item.title}"


class TablesForm(forms.Form):
    lost = forms.TypedMultipleChoiceField(
        label=_("Tables that cannot be used"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, tables: int, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["lost"].choices = [(n, str(n)) for n in range(1, tables + 1)]  # type: ignore[attr-defined]


class ScheduleForm(forms.Form):
    file = UploadField(label=_("Workbook with the schedule (XLSX)"), accept=".xlsx")
