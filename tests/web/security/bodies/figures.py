"""Valid bodies of figures."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "figures:lock", "figures:remind", "figures:remind_one", "figures:reopen", "figures:repeat", "figures:revoke",
    "figures:summary", "figures:withdraw", "figures:table_lock", "figures:table_remind", "figures:table_remind_one",
    "figures:table_reopen", "figures:table_revoke", "figures:table_summary", "figures:table_withdraw",
}  # fmt: skip


def _table_new(_known: Known) -> dict[str, Any]:
    from svetovod.web.registry.selectors import askers

    return {
        "asker": askers()[0].pk, "title": "Новый запрос", "basis": "План", "year": "2020", "due_on": "2021-07-01",
        "most_rows": "1", "columns-TOTAL_FORMS": "1", "columns-INITIAL_FORMS": "0", "columns-0-title": "Штат",
        "columns-0-kind": "number", "kinds": "authority", "send": "1",
    }  # fmt: skip


def _table_amend(known: Known) -> dict[str, Any]:
    from svetovod.web.figures.columns import of_plain
    from svetovod.web.figures.forms import columns_formset

    formset = columns_formset(columns=of_plain(known["part"].request.columns), blank=0)
    names = ("key", "title", "kind", "hint", "least", "most", "options", "required", "commercial")
    cells = {f"columns-{n}-{name}": form.initial.get(name) for n, form in enumerate(formset) for name in names}
    count = len(formset.forms)
    said = {name: value for name, value in cells.items() if value not in {None, False}}
    return said | {"columns-TOTAL_FORMS": count, "columns-INITIAL_FORMS": count, "due_on": "2021-06-24", "text": "Срок"}


def _cells(known: Known) -> dict[str, Any]:
    return {"base": known["number"], "rows-0-c1": "50", "rows-0-c2": "3", "rows-0-c5": "01.06.2021"}


def _below(part: Any) -> list[int]:
    from svetovod.web.registry.selectors import enterprises_below

    return list(enterprises_below(part.organisation).values_list("pk", flat=True)[:2])


def _signed(known: Known) -> dict[str, Any]:
    return {"number": known["number"], "scan": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")}


def _figures(known: Known) -> dict[str, Any]:
    own = {"base": known["number"], "employees": "10", "high_performance_jobs": "2", "revenue": "1000000"}
    return own | {"rows-0-c1": "50", "rows-0-c2": "3", "rows-0-c5": "01.06.2021"}


BODIES: Bodies = {
    "figures:accounts": lambda _k: {"papers": SimpleUploadedFile("a.xml", b"<x/>"), "rate": "20"},
    "figures:accounts_take": lambda _k: {"side": "sales"},
    "figures:signed": _signed,
    "figures:reply_signed": _signed,
    "figures:table_reply_signed": _signed,
    "figures:confirm": lambda k: {"number": k["number"]},
    "figures:contact": lambda _k: {"name": "Бухгалтер", "email": "accountant@matrix.example"},
    "figures:dispute": lambda k: {"place": k["place"], "reason": "Проверьте", "number": k["number"]},
    "figures:draft": _figures,
    "figures:questionnaire": {"keep": lambda k: _figures(k) | {"keep": "1"}, "send": _figures},
    "figures:request_new": lambda _k: {"year": "2019", "due_on": "2021-07-01", "final_products": "27.31"},
    "figures:table_new": _table_new,
    "figures:table_amend": _table_amend,
    "figures:table_contact": lambda _k: {"name": "Исполнитель", "email": "who@matrix.example"},
    "figures:table_dispute": lambda k: {"place": k["place"], "reason": "Проверьте", "number": k["number"]},
    "figures:table_type_in": lambda k: _cells(k) | {"way": "paper", "basis": "№ 1"},
    "figures:pass_on": lambda k: {"due_on": "2021-06-20", "chosen": _below(k["part"])},
    "figures:collect": lambda k: {"base": k["number"]},
    "figures:type_in": lambda k: _figures(k) | {"way": "paper", "basis": "№ 1"},
}
