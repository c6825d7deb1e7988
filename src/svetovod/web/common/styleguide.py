"""`/styleguide/`: every component with real tags, in the language and theme of the reader. All figures are invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import django_tables2 as tables
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from . import formatting, ui
from .charts import bar, gantt, heat, tiles

NOW = datetime(2021, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
COLOURS = (
    "paper", "sheet", "sunk", "ink", "ink-2", "rule", "blue", "amber", "amber-wash", "yes", "no", "none",
    "d0", "d1", "d2", "d3", "d4", "d5",
)  # fmt: skip


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the enterprise"), help_text=gettext_lazy("As in the charter."))
    inn = forms.CharField(label=gettext_lazy("Taxpayer number"), help_text=gettext_lazy("10 or 12 digits"))
    about = forms.CharField(
        label=gettext_lazy("What is made"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Role in the project"),
        choices=[("final", gettext_lazy("final producer")), ("supplier", gettext_lazy("supplier"))],
        widget=forms.RadioSelect,
    )
    joined = forms.DateField(
        label=gettext_lazy("Joined on"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    special = forms.BooleanField(label=gettext_lazy("On a territory with a lower threshold"), required=False)

    def clean_inn(self) -> str:
        if not self.cleaned_data["inn"].isdigit():
            raise forms.ValidationError(_("Only digits: check the last one."))
        return str(self.cleaned_data["inn"])


class SampleTable(tables.Table):
    name = tables.Column(verbose_name=gettext_lazy("Part"))
    filled = tables.Column(verbose_name=gettext_lazy("Filled"), orderable=False)
    cost = tables.Column(
        verbose_name=gettext_lazy("Sum"),
        attrs={"td": {"class": "r"}, "th": {"class": "r"}},
        footer=lambda table: formatting.money(sum(row["cost"] or 0 for row in table.data)),
    )
    state = tables.Column(verbose_name=gettext_lazy("State"), orderable=False)

    class Meta:
        row_attrs = {"class": lambda record: "is-hit" if record["hit"] else ""}

    def render_filled(self, value: Decimal) -> str:
        from .charts import progress

        return progress.build(value, Decimal("0.8")).render()

    def render_cost(self, value: Decimal) -> str:
        return formatting.money(value)

    def render_state(self, value: tuple[str, Any]) -> str:
        colour, drawn = ui.STATES[value[0]]
        return format_html('<span class="st st--{}">{}<span>{}</span></span>', colour, ui.icon(drawn), value[1])


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or {"name": "", "inn": "00x", "kind": "final"})
    table = SampleTable(_rows(), request=request, empty_text=_("No parts yet"))
    table.order_by = request.GET.get("sort", "")
    context = {
        "form": form,
        "blank": SampleForm(prefix="blank"),
        "table": table,
        "empty_table": SampleTable([], request=request, prefix="none-", empty_text=_("No parts yet")),
        "page": Paginator(range(300), 20).page(4),
        "now": NOW,
        "closes": NOW + timedelta(days=2, hours=6),
        "soon": NOW + timedelta(days=1, hours=6),
        "past": NOW - timedelta(hours=1),
        "sum": Decimal("123744000.00"),
        "ratio": Decimal("0.1423"),
        "steps": _steps(),
        "tabs": [(_("Rules"), "#tabs", True), (_("Purchases"), "#lists", False), (_("Documents"), "#charts", False)],
        "bulk_actions": [("accept", _("Apply")), ("refuse", _("Withdraw"))],
        "colours": COLOURS,
        "charts": _charts(),
        "places": [(1, 1, 4), (7, 8, 9), (10, 11, 12), (18, 19, 22)],
    }
    return render(request, "styleguide.html", context)


def _steps() -> list[ui.Step]:
    titles = [
        _("Practical session"),
        _("Canvas"),
        _("Presentation"),
        _("Rework on remarks"),
        _("Ready for selection"),
        _("Application"),
        _("Agreement"),
    ]
    return ui.steps(titles, now=3, subs=["24.06.2021", "", "25.06.2021", _("two obligatory remarks are open")])


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "name": _("Budget"),
            "filled": Decimal("0.86"),
            "cost": Decimal("412480000"),
            "state": ("yes", _("ready")),
            "hit": 0,
        },
        {
            "name": _("Plan"),
            "filled": Decimal("0.40"),
            "cost": Decimal("98180000.5"),
            "state": ("no", _("short")),
            "hit": 1,
        },
        {"name": _("Letters"), "filled": Decimal("1"), "cost": None, "state": ("info", _("waiting")), "hit": 0},
    ]


def _charts() -> list[tuple[str, Any]]:
    periods = [f"{half}.{year}" for year in (21, 22, 23, 24) for half in ("I", "II")][1:]
    costs, paid = (18, 86, 119, 129, 99, 67, 37), (0, 0, 0, 48, 36, 24, 12)
    flow = [bar.Bar(p, Decimal(c), Decimal(s)) for p, c, s in zip(periods, costs, paid, strict=True)]
    names = [_("Participant %(number)d") % {"number": i} for i in range(1, 13)]
    bought = {(i, j): Decimal((i * 7 + j * 5) % 31) / 10 for i in range(12) for j in range(12) if (i * j + i) % 4 == 1}
    beyond = {i: Decimal(53 - i * 4) + Decimal("0.3") for i in range(12)}
    stages = [
        gantt.Stage(_("Design documentation"), date(2021, 9, 1), date(2022, 3, 31), done=True),
        gantt.Stage(_("Equipment"), date(2022, 2, 1), date(2022, 11, 30)),
        gantt.Stage(_("Mastering of production"), date(2022, 10, 1), date(2024, 5, 31)),
    ]
    counts = {"RU-MO": 3, "RU-TA": 6, "RU-SPE": 5, "RU-PNZ": 3, "RU-KO": 1, "RU-CHE": 4, "RU-TOM": 2}
    unit = _("RUB mn")
    return [
        (_("Cash flow"), bar.build(_("Cash flow by half-year"), flow, today=0.4, unit=unit)),
        (
            _("Who buys from whom"),
            heat.build(_("Purchases"), names, names, bought, highlighted=(0, 1), outside=beyond, unit=unit),
        ),
        (_("Regions"), tiles.build(_("Clusters by region"), counts, links={"RU-MO": "#charts"}, marked=["RU-MO"])),
        (_("Plan"), gantt.build(_("Stages of the project"), stages, today=date(2022, 6, 1))),
    ]
