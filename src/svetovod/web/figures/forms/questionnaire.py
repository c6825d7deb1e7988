"""The questionnaire of an enterprise as a form: texts in, errors of the engine at their fields."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.figures import bridge, phrases
from svetovod.web.figures.models import FiguresReply

TABLES: dict[str, tuple[str, ...]] = {
    "purchases": ("seller", "okpd2", "amount", "year", "for_final_product"),
    "sales": ("buyer", "okpd2", "amount", "year"),
}
REQUIRED = {"employees", "high_performance_jobs", "revenue", "buyer", "okpd2", "amount", "year"}
SPARE = 1  # blank rows below those filled in


class Typed(forms.CharField):
    """A text judged by the engine together with all others; `required` only says so to the reader."""

    def validate(self, value: Any) -> None:
        return None


class QuestionnaireForm(forms.Form):
    """Fields by the keys of the engine; those of tables are `purchases-0-seller`. Judged as a workbook is."""

    use_required_attribute = False
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, part: FiguresReply, typed: Mapping[str, Any], more: int = 0) -> None:
        rows = _rows(data) if data is not None else {key: list(typed.get(key, ())) for key in TABLES}
        super().__init__(data, initial={"base": typed.get("base", 0)})
        self.part, self.year = part, part.request.year
        self.search_url = reverse("figures:okpd2")
        self.counts = {key: min(len(rows[key]) + SPARE + more, bridge.ROWS) for key in TABLES}
        for key in phrases.OWN:
            self._add(key, key, typed.get(key, ""))
        for table, keys in TABLES.items():
            for number in range(self.counts[table]):
                row = typed.get(table, ())[number : number + 1] or [{}]
                for key in keys:
                    label = f"{phrases.deal_title(table, number)}, {phrases.FIELDS[key]}"
                    self._add(f"{table}-{number}-{key}", key, row[0].get(key, self._preset(key)), label)

    def _preset(self, key: str) -> str:
        return {"year": str(self.year), "for_final_product": bridge.YES}.get(key, "")

    def _add(self, name: str, key: str, value: str, label: str = "") -> None:
        """A label of a deal names its row: the summary of errors stands far from it, the row itself shows less."""
        if key in {"special_territory", "for_final_product"}:
            self.fields[name] = forms.BooleanField(
                label=label or phrases.FIELDS[key], help_text=phrases.HINTS.get(key, ""), required=False,
                initial=value == bridge.YES,
            )  # fmt: skip
            return
        self.fields[name] = Typed(
            label=label or phrases.FIELDS[key], help_text=phrases.HINTS.get(key, ""), required=key in REQUIRED,
            initial=value,
            max_length=400, strip=True, widget=self._widget(key),
        )  # fmt: skip

    def _widget(self, key: str) -> forms.Widget:
        attrs: dict[str, Any] = {"autocomplete": "off"}
        if key in {"seller", "buyer"}:
            attrs |= {"inputmode": "numeric", "list": "partners"}
        elif key == "okpd2":
            attrs |= {
                "list": "okpd2-list", "hx-get": self.search_url, "hx-trigger": "input changed delay:400ms",
                "hx-target": "#okpd2-list", "hx-swap": "outerHTML",
            }  # fmt: skip
        elif key == "joined_on":
            attrs["placeholder"] = _("DD.MM.YYYY")
        else:
            attrs["inputmode"] = "decimal" if key in {*bridge.MONEY, "amount"} else "numeric"
        return forms.TextInput(attrs=attrs)

    def tables(self) -> dict[str, list[tuple[str, list[tuple[forms.BoundField, Any]]]]]:
        """Title of each deal and its fields, each with the short label that is enough beside the title."""
        return {
            table: [
                (
                    phrases.deal_title(table, number),
                    [(self[f"{table}-{number}-{key}"], phrases.FIELDS[key]) for key in keys],
                )
                for number in range(self.counts[table])
            ]
            for table, keys in TABLES.items()
        }

    @property
    def own(self) -> list[forms.BoundField]:
        return [self[key] for key in phrases.OWN]

    def typed(self) -> dict[str, Any]:
        """Texts for the engine and for a draft, whatever they are."""
        return typed_of(self.data)

    def read(self) -> dict[str, Any] | None:
        """The answer to keep, or None with every fault at its field."""
        reading = bridge.read(self.typed(), inn=self.part.organisation.inn, year=self.year)
        if reading.figures is not None:
            return bridge.to_plain(reading.figures)
        self.blame(reading)
        return None

    def blame(self, reading: bridge.Reading) -> None:
        """Every fault at its field; a text that is no code brings what was found by its words."""
        for fault in reading.faults:
            name = f"{fault.table}-{fault.row}-{fault.field}" if fault.table else fault.field
            said = bridge.say(fault.problem, formatting.lang())
            if fault.problem.code == "okpd2.words":
                said = f"{said} {_found(fault.problem.value or '')}".strip()
            self.add_error(name if name in self.fields else None, said)


def _found(words: str) -> str:
    found = bridge.okpd2_search(words, 4)
    return _("Found: %(codes)s.") % {"codes": "; ".join(f"{code} {name}" for code, name in found)} if found else ""


def typed_of(data: Any) -> dict[str, Any]:
    """What a posted form says, as texts: rows nobody filled in are dropped."""
    own = {key: _text(data, key, key) for key in phrases.OWN}
    rows = _rows(data)
    partners = {"purchases": "seller", "sales": "buyer"}
    kept = {t: [row for row in rows[t] if any(row[k] for k in (partners[t], "okpd2", "amount"))] for t in TABLES}
    return own | kept


def _rows(data: Any) -> dict[str, list[dict[str, str]]]:
    """Rows of both tables in the order of their numbers."""
    found: dict[str, list[dict[str, str]]] = {}
    for table, keys in TABLES.items():
        numbers = sorted(
            {int(m[1]) for name in data if (m := re.fullmatch(rf"{re.escape(table)}-([0-9]{{1,3}})-\w+", name))}
        )
        found[table] = [{key: _text(data, f"{table}-{n}-{key}", key) for key in keys} for n in numbers]
    return found


def _text(data: Any, name: str, key: str) -> str:
    if key in {"special_territory", "for_final_product"}:
        return bridge.YES if data.get(name) else bridge.NO
    text = str(data.get(name, "")).replace("\0", "").strip()[:400]
    # a code chosen from the list may come with its name
    return text.split(" ", 1)[0] if key == "okpd2" and re.match(r"[0-9]{2}[.0-9]* ", text) else text
