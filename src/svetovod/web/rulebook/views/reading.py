"""The rulebook for everybody. An edition signed after the day of the domain clock is not shown before its time."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.rulebook import bridge, pages, phrases, selectors, verification_page
from svetovod.web.rulebook.access import ACCESS


def today_of(request: Request) -> date:
    return timezone.localtime(request.moment).date()


def until_of(request: Request) -> date | None:
    """The last day whose law is known; None where the future is shown."""
    return None if request.clock.show_future else today_of(request)


def asked(request: Request, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


@require_safe
def act_list(request: Request) -> HttpResponse:
    facts, until, today = selectors.facts(), until_of(request), today_of(request)
    found: list[dict[str, Any]] = []
    for act in bridge.acts(facts, until):
        edition = act.edition_on(today) or act.editions[0]
        rows = pages.act_rows(facts, act, bridge.last_day(act, edition, today), until)
        found.append({
            "act": act, "name": phrases.act_name(act), "answer": phrases.act_answer(act, rows), "edition": edition,
            "editions": bridge.editions(act, until), "verified": sum(row.verified for row in rows), "rows": rows,
        })  # fmt: skip
    verified = sum(each["verified"] for each in found)
    context = {"acts": found, "items": sum(len(each["rows"]) for each in found), "verified": verified}
    return render(request, "rulebook/act_list.html", context)


@require_safe
def act(request: Request, act: str) -> HttpResponse:
    until, today = until_of(request), today_of(request)
    found = selectors.act_get(act, until)
    current = found.edition_on(today) or found.editions[0]
    edition = selectors.edition_get(found, asked(request, "edition") or current.on, until)
    on = bridge.last_day(found, edition, today)
    rows = pages.act_rows(selectors.facts(), found, on, until)
    editions = pages.edition_rows(found, until, today=today, shown=edition)
    governing = bridge.editions(found, until, governing=True)
    context = {
        "act": found, "name": phrases.act_name(found), "answer": phrases.act_answer(found, rows), "rows": rows,
        "edition": edition, "on": on, "editions": editions, "governing": governing, "current": edition == current,
        "unconfirmed": sum(not row.law.confirmed_for_edition for row in rows),
        "before": governing[-2] if len(governing) > 1 else None,
        "may_draft": ACCESS.allows("edition.draft", request.actor),
    }  # fmt: skip
    return render(request, "rulebook/act.html", context)


@require_safe
def item(request: Request, act: str, key: str) -> HttpResponse:
    until, today = until_of(request), today_of(request)
    found = selectors.act_get(act, until)
    item, facts = selectors.item_get(found, key), selectors.facts()
    context: dict[str, Any] = {
        "act": found, "name": phrases.act_name(found), "item": item, "row": pages.current_row(item, today),
        "edition": found.edition_on(today), "today": today, "chart": pages.history_chart(facts, item, until),
        "label": pages.label(item), "text": pages.text(item), "unit": bridge.say_unit(item, formatting.lang()),
        "notes": pages.notes(facts, found, item, until),
        "verifications": verification_page.rows(selectors.verifications(until).filter(key=key)),
        "may_verify": ACCESS.allows("verification.propose", request.actor),
    }  # fmt: skip
    return render(request, "rulebook/item.html", context)


@require_safe
def compare(request: Request, act: str) -> HttpResponse:
    """Two editions side by side; without a choice, the last two that are known."""
    until = until_of(request)
    found, facts = selectors.act_get(act, until), selectors.facts()
    governing = bridge.editions(found, until, governing=True)
    first = asked(request, "a") or governing[-2:][0].on
    second = asked(request, "b") or governing[-1].on
    before, after = (selectors.edition_get(found, day, until) for day in sorted((first, second)))
    changes = pages.compare_rows(facts, found, before.on, after.on)
    context = {
        "act": found, "name": phrases.act_name(found),
        "editions": pages.edition_rows(found, until, today=today_of(request)),
        "before": before, "after": after, "changes": changes, "same": pages.same_rows(facts, found, after.on, changes),
        "answer": phrases.compare_answer([change.kind for change in changes]),
    }  # fmt: skip
    return render(request, "rulebook/compare.html", context)
