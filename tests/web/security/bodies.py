"""A valid body of every POST: an invalid one would be answered 422 before anybody asks who sent it.

Route -> function of what the situation knows, giving the body; or a dict of such functions by label, where one address
does several things. A POST without fields stands in `EMPTY`. A new route goes into one of the two.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Known = dict[str, Any]
Body = Callable[[Known], dict[str, Any]]

EMPTY = {
    "confirmation:absence_end", "confirmation:detach", "confirmation:discard", "confirmation:gather",
    "confirmation:file", "confirmation:hear", "confirmation:report", "confirmation:resume", "confirmation:start",
    "confirmation:take", "confirmation:withdraw",
    "figures:lock", "figures:remind", "figures:remind_one", "figures:reopen", "figures:repeat", "figures:revoke",
    "figures:summary", "figures:withdraw", "figures:table_lock", "figures:table_remind", "figures:table_remind_one",
    "figures:table_reopen", "figures:table_revoke", "figures:table_summary", "figures:table_withdraw",
    "dossier:edition_open", "dossier:agreement_cancel", "dossier:document_withdraw",
    "dossier:accord_cancel", "dossier:goal_delete",
    "handover:accept", "handover:revoke",
    "accounts:invitation_revoke", "accounts:role_revoke", "events:cancel", "events:check_in", "events:hand_in",
    "events:move", "events:registrations_xlsx", "notices:mail_resend", "notices:notices_read", "projects:archive",
    "projects:complete", "projects:consent", "projects:consent_withdraw", "registry:pending_discard",
    "registry:sheet_restore", "projects:cost_delete", "projects:document_delete", "projects:freeze",
    "projects:indicator_delete", "projects:stage_delete", "projects:participant_delete",
    "selection:approve", "selection:deny", "selection:export", "selection:issue",
    "selection:replace", "selection:round_announce", "selection:round_step", "selection:run", "selection:withdraw",
}  # fmt: skip


def _object(prefix: str, name: str) -> dict[str, Any]:
    typed = {
        "kind": "technopark", "name": name, "owner_name": "Владелец", "owner_inn": "7707083893", "region": "RU-MO",
        "serves": "Участники",
    }  # fmt: skip
    return {f"{prefix}{key}": value for key, value in typed.items()}


def _measure(prefix: str, number: str, known: Known) -> dict[str, Any]:
    owner = known["objects"].cluster.manager_id
    typed = {"number": number, "name": "Новая мера", "due_on": "2021-12-01", "responsible": owner}
    return {f"{prefix}{key}": value for key, value in typed.items()}


def _programme_indicator(prefix: str, name: str) -> dict[str, Any]:
    typed = {"name": name, "unit": "шт.", "step": "year", "better": "more"}
    return {f"{prefix}{key}": value for key, value in typed.items()}


def _canvas(known: Known) -> dict[str, Any]:
    return {"title": "Новое имя", "lacking": "Станок", "revision": known["project"].revision}


def _product(known: Known) -> dict[str, Any]:
    return {
        "okpd2": "27.31.12", "start": "2021-09-01", "end": "2024-06-30", "requested": "5000000", "minimum": "2000000",
        "revision": known["project"].revision,
    }  # fmt: skip


def _cost(known: Known) -> dict[str, Any]:
    payer = known["project"].initiator_id
    return {"kind": "equipment", "payer": payer, "on": "2022-02-01", "amount": "1000,00", "evidence": "Договор 1"}


def _section(known: Known) -> dict[str, Any]:
    row = known["project"].sections.filter(key="relevance").first()
    return {"text": "Новый текст", "revision": str(row.revision if row else 0), "edit_key": ""}


def _new_stage(known: Known) -> dict[str, Any]:
    payer = known["project"].initiator_id
    return {"name": "Новый этап", "responsible": payer, "start": "2022-01-10", "end": "2022-02-10"}


def _estimate(known: Known) -> dict[str, Any]:
    """The workbook the product itself writes of the project."""
    from svetovod.web.projects import bridge
    from svetovod.web.projects.selectors import live_content

    content = live_content(known["project"])
    if not content["start"]:
        return {"file": SimpleUploadedFile("p.xlsx", b"PK")}
    return {"file": SimpleUploadedFile("p.xlsx", bridge.write_workbook(content, "ru"))}


def _document(known: Known) -> dict[str, Any]:
    payer = known["project"].initiator.inn
    return {"kind": "payment", "number": "77", "on": "2021-06-01", "payer": payer, "gross": "120", "rate": "20"}


def _register(known: Known) -> dict[str, Any]:
    """The register the product itself writes of the project."""
    from svetovod.web.projects.evidence import bridge
    from svetovod.web.projects.selectors import live_content

    book = bridge.write_register(live_content(known["project"]), "ru")
    return {"file": SimpleUploadedFile("r.xlsx", book)}


def _joining(_known: Known) -> dict[str, Any]:
    """An enterprise that is in no cluster."""
    from svetovod.web.registry.models import Organisation

    free = Organisation.objects.filter(memberships=None, kind="enterprise", hidden=False).order_by("id")[0]
    return {"inn": free.inn, "role": "supplier", "on": "2021-05-01", "ground": "Протокол"}


def _workbook(_known: Known) -> dict[str, Any]:
    from svetovod.demo import bridge

    return {"workbook": SimpleUploadedFile("c.xlsx", bridge.example("conforming").read_bytes())}


def _registration(known: Known) -> dict[str, Any]:
    consents = {f"consent_{pk}": "on" for pk in _documents()}
    return {
        "kind": "guest", "name": "Гость", "email": "guest@matrix.example", "region": "RU-MO",
        "organisation_name": "Завод",
    } | consents  # fmt: skip


def _documents() -> list[int]:
    from svetovod.web.events.models import ConsentDocument

    return list(ConsentDocument.objects.values_list("pk", flat=True))


def _visit(known: Known) -> dict[str, Any]:
    from svetovod.web.events.models import Visit

    return {
        "visit": Visit.objects.filter(item__session=known["session"]).order_by("-id").values_list("pk", flat=True)[0]
    }


def _remark(known: Known) -> dict[str, Any]:
    occasion = f"session:{known['objects'].session.slug}"
    return {
        "severity": "advice",
        "section": "estimate",
        "text": "Уточните",
        "occasion": occasion,
        "visibility": "panel",
    }


def _answers(_known: Known) -> dict[str, Any]:
    from svetovod.web.selection.phrases import CHECKLIST

    return {f"{key}.answer": "yes" for key in CHECKLIST}


def _scores(known: Known) -> dict[str, Any]:
    return {f"score.{row.code}": "6" for row in known["round"].criteria.all()} | {"comment": "По документам"}


def _sum(known: Known) -> dict[str, Any]:
    row = known["application"]
    return {"requested": "4000000", "minimum": "2000000", "revision": row.revision}


def _cell(known: Known) -> dict[str, Any]:
    return {"application": known["number"], "expert": known["expert"]}


def _round_form(name: str, row: Any, only: Any = ()) -> dict[str, Any]:
    """A form of the round as its page would send it unchanged."""
    from svetovod.web.selection import forms
    from svetovod.web.selection.views.drafting import initial_of

    form = getattr(forms, name)(only=only, initial=initial_of(row))
    shown = {field: form.fields[field].widget.format_value(form[field].value()) for field in form.fields}
    return {field: value[0] if isinstance(value, list) else value for field, value in shown.items() if value}


def _amendment(known: Known) -> dict[str, Any]:
    """Whatever may still be amended stays, but for the day of the publication."""
    from svetovod.web.selection.services import amendable

    row = type(known["round"]).objects.get(pk=known["round"].pk)
    only = amendable(row) or ("none",)
    later = (row.publishing_at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    said = _round_form("TermsForm", row, only) | _round_form("DatesForm", row, only)
    return said | {"publishing_at": later, "reason": "Перенос", "version": row.version}


def _first_of(rows: Any) -> int:
    """The id of the newest row, or one that is nobody's."""
    return rows.order_by("-id").values_list("pk", flat=True).first() or 10**6


def _formset_body(prefix: str, **row: str) -> dict[str, Any]:
    counted = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
    return counted | {f"{prefix}-0-{name}": value for name, value in row.items()}


def _criteria(_known: Known) -> dict[str, Any]:
    return _formset_body("criteria", code="К1", name="Эффект", weight="100", maximum="10") | {"source": "Приказ"}


def _criteria_book(_known: Known) -> dict[str, Any]:
    from svetovod.web.common.sheets import workbook

    made = workbook([("Критерии", ("Код", "Название", "Вес", "Максимум"), (("К1", "Эффект", 100, 10),))])
    return {"workbook": SimpleUploadedFile("c.xlsx", made), "read": "1"}


def _later(known: Known) -> str:
    until: datetime = known["round"].closes_at + timedelta(days=9)
    return until.strftime("%Y-%m-%dT%H:%M")


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


def _drafted(_known: Known) -> dict[str, Any]:
    return {"effective_from": "2040-01-01", "note_ru": "Проба", "value-cluster.func_dependence_min": "15 %"}


def _read(_known: Known) -> dict[str, Any]:
    return {
        "edition": "2018-08-02", "value": "20 %", "point": "пункт 5", "publication": "СЗ РФ", "quote": "не менее 20",
        "text": SimpleUploadedFile("act.pdf", b"%PDF-1.4\n%%EOF\n"),
    }  # fmt: skip


def _seat(known: Known) -> dict[str, Any]:
    ids = known["objects"].ids
    return {"seat": f"{ids['cluster']}:{ids['leader']}", "title": "Новый проект"}


def _marks(known: Known) -> dict[str, Any]:
    """The checklist as it stands."""
    from svetovod.web.confirmation import checklist, pages
    from svetovod.web.confirmation.forms import CheckForm

    row = known["application"]
    if row.number is None:
        return {}
    form = CheckForm(lines=checklist.counted(pages.case_context(row, datetime(2021, 6, 10, tzinfo=UTC))["lines"]))
    return {name: form[name].value() or "" for name in form.fields}


BODIES: dict[str, Body | dict[str, Body]] = {
    "confirmation:absence": lambda _k: {"first": "2021-07-01", "last": "2021-07-10"},
    "confirmation:appeal": lambda _k: {"text": "Требования выполнены"},
    "confirmation:appeal_decide": lambda _k: {"outcome": "reject", "answer": "Не выполнены"},
    "confirmation:exclude": lambda _k: {"grounds": "Нет отчёта"},
    "confirmation:exclusion_drop": lambda _k: {"reason": "Отчёт есть"},
    "confirmation:exclusion_take": lambda _k: {"order_number": "2", "order_date": "2021-06-10"},
    "confirmation:report_answer": lambda _k: {"outcome": "accept"},
    "confirmation:attach": lambda _k: {"kind": "charter", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")},
    "confirmation:check": _marks,
    "confirmation:decide": lambda _k: {"order_number": "1", "order_date": "2021-06-10"},
    "confirmation:give_back": lambda _k: {"grounds": "Нет подписи", "until": "2021-07-20"},
    "confirmation:prepare": lambda _k: {"outcome": "refuse", "grounds": "Нет подписи"},
    "confirmation:send_back": lambda _k: {"reason": "Проверьте ещё раз"},
    "api:check": _workbook,
    "accounts:account": lambda _k: {"name": "Имя", "language": "ru"},
    "accounts:act_as": lambda _k: {"grant": "1", "next": "/desk/"},
    "accounts:erase": lambda _k: {"sure": "on"},
    "accounts:invitation": lambda _k: {"name": "Приглашённый", "password": "long enough 2021"},
    "accounts:team": lambda k: {
        "email": "new@matrix.example", "place": f"round:{k['objects'].round.pk}", "role": "expert",
    },
    "handover:start": lambda k: {"to": k["handover_heir"], "leaves_on": "2021-06-30", "start": ""},
    "handover:decline": lambda _k: {"reason": "Занят"},
    "handover:name": lambda k: {"to": k["handover_to"]},
    "handover:force": lambda _k: {"reason": "Не отвечает"},
    "audit:clock": lambda _k: {"day": "2021-06-11"},
    "events:change_visit": _visit,
    "events:consents": lambda _k: {f"consent_{pk}": "on" for pk in _documents()},
    "events:register": _registration,
    "events:transfer": lambda _k: {"name": "Коллега", "email": "colleague2@matrix.example"},
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
    "projects:answer": {
        "of the initiator": lambda _k: {"question": "applicant_not_bankrupt", "answer": "no"},
        "of the manager": lambda _k: {"question": "fits_programme", "answer": "no"},
    },
    "projects:canvas": _canvas,
    "projects:cost": _cost,
    "projects:draft": _canvas,
    "projects:estimate": _cost,
    "projects:document": _document,
    "projects:estimate_import": _estimate,
    "projects:efficiency": lambda _k: {"rate": "12", "basis": "Ставка", "revenue-2024": "1000000"},
    "projects:evidence_import": _register,
    "projects:kit": _document,
    "projects:indicators": lambda _k: {"name": "Новый показатель", "unit": "шт."},
    "projects:participants": lambda k: {"organisation": k["objects"].ids["neighbour"], "role": "co_executor"},
    "projects:product": _product,
    "projects:project_new": _seat,
    "projects:remark_detail": {
        "accept": lambda _k: {"action": "accept", "text": "Согласны", "due": "2022-12-01"},
        "close": lambda _k: {"action": "close", "text": ""},
    },
    "projects:remark_new": _remark,
    "projects:section": _section,
    "projects:section_draft": _section,
    "projects:section_here": lambda _k: {"revision": "0", "edit_key": ""},
    "projects:section_plan": lambda _k: {"owner": "", "due": "2021-11-01"},
    "projects:sections": lambda _k: {"section_list": ""},
    "projects:schedule": _new_stage,
    "projects:stage": _new_stage,
    "projects:stage_done": lambda _k: {"on": ""},
    "dossier:edition_move": lambda _k: {"edition": "2018-08-02", "reason": "Решение совета кластера"},
    "dossier:document": lambda _k: {"number": "2", "dated_on": "2021-02-01"},
    "dossier:document_attach": lambda _k: {"file": SimpleUploadedFile("u.pdf", b"%PDF-1.4 x")},
    "dossier:founding": lambda _k: {"founding-on": "2020-01-01", "founding-ground": "Протокол"},
    "dossier:participant": {
        "agreement": lambda _k: {
            "what": "agreement", "number": "2", "dated_on": "2021-02-01", "signed_with": "СО"
        },
        "joined": lambda _k: {"what": "joined", "joined-on": "2021-01-01", "joined-ground": "Протокол"},
        "registered": lambda _k: {"what": "registered", "registered-on": "2001-01-01"},
        "left": lambda _k: {"what": "left", "left-on": "2021-06-01", "left-ground": "Письмо"},
    },
    "dossier:participants": _joining,
    "dossier:regions": {
        "region": lambda k: {
            "what": "region", "region-region": k["objects"].cluster.regions[0], "region-number": "2",
            "region-dated_on": "2021-02-01", "region-signed_with": "Министерство",
        },
        "between regions": lambda k: {
            "what": "accord", "accord-regions": [k["objects"].cluster.regions[0], "RU-KIR"], "accord-number": "2",
            "accord-dated_on": "2021-02-01", "accord-signatories": "Министерства",
        },
    },
    "dossier:infrastructure": lambda _k: _object("", "Новый объект"),
    "dossier:infrastructure_object": {
        "edit": lambda _k: _object("edit-", "Другое имя") | {"what": "edit"},
        "give up": lambda _k: {"what": "give_up", "give_up-on": "2021-06-01"},
    },
    "dossier:programme": lambda _k: {"first_year": "2021", "last_year": "2025"},
    "dossier:programme_version": {
        "goal": lambda _k: {"what": "goal", "goal-text": "Новая цель"},
        "measure": lambda k: {"what": "measure"} | _measure("measure-", "9", k),
        "indicator": lambda _k: {"what": "indicator"} | _programme_indicator("indicator-", "Новый показатель"),
        "approve": lambda _k: {
            "what": "approve", "approve-number": "4", "approve-on": "2021-06-01", "approve-approved_by": "Совет",
        },
    },
    "dossier:measure": {
        "edit": lambda k: {"what": "edit"} | _measure("edit-", "8", k),
        "done": lambda _k: {"what": "done", "done-on": "2021-06-01", "done-result": "Есть"},
        "delete": lambda _k: {"what": "delete"},
    },
    "dossier:indicator": {
        "edit": lambda _k: {"what": "edit"} | _programme_indicator("edit-", "Другой показатель"),
        "points": lambda _k: {"what": "points", "plan_2021": "10", "fact_2021": "11"},
        "delete": lambda _k: {"what": "delete"},
    },
    "dossier:managing": lambda _k: {"on": "2020-01-01", "ground": "Протокол"},
    "dossier:manager_replace": lambda _k: {
        "inn": "7707083893", "name": "Новая управляющая", "region": "RU-MO", "on": "2021-06-01", "ground": "Протокол",
    },
    "dossier:requirement": lambda _k: {"state": "met", "evidence": "Устав, пункт 2.1"},
    "registry:bulk_apply": lambda k: {"file": k["bulk_file"]},
    "registry:bulk_list": lambda k: {"workbooks": _workbook(k)["workbook"]},
    "registry:bulk_undo": lambda _k: {"all": "1"},
    "registry:plan": lambda _k: {"candidates": SimpleUploadedFile("c.csv", "ИНН;Наименование;Роль;Регион\n".encode())},
    "registry:recalculate": lambda k: {"on": k["day"]},
    "registry:pending_apply": lambda k: {"sha256": k["sha256"]},
    "registry:upload": _workbook,
    "rulebook:edition": {
        "publish": lambda _k: {"action": "publish"},
        "discard": lambda _k: {"action": "discard", "reason": "Вернулись к прежнему"},
    },
    "rulebook:edition_edit": _drafted,
    "rulebook:edition_new": _drafted,
    "rulebook:verification": {
        "confirm": lambda _k: {"action": "confirm"},
        "decline": lambda _k: {"action": "decline", "reason": "Пункт другой"},
        "withdraw": lambda _k: {"action": "withdraw", "reason": "Не тот текст"},
    },
    "rulebook:verify": _read,
    "selection:amend": _amendment,
    "selection:cancel": lambda _k: {"reason": "Нет средств"},
    "selection:people": lambda _k: {"kind": "expert", "email": "invited@matrix.example", "capacity": "5"},
    "selection:place": {
        "accept": lambda _k: {"answer": "accept"},
        "decline": lambda _k: {"answer": "decline", "reason": "Отпуск"},
    },
    "selection:place_withdraw": lambda k: {"offer": _first_of(k["round"].offers)},
    "selection:place_release": {
        "expert": lambda k: {"expert": _first_of(k["round"].panel)},
        "seat": lambda k: {"seat": _first_of(k["round"].seats)},
    },
    "selection:seat_call": lambda k: {"seat": _first_of(k["round"].seats)},
    "selection:round_new": lambda _k: {"title": "Новый отбор", "slug": "matrix-new", "legal_mode": "own"},
    "selection:round_terms": lambda k: _round_form("TermsForm", k["round"]),
    "selection:round_dates": lambda k: _round_form("DatesForm", k["round"]),
    "selection:round_criteria": {"keep": _criteria, "read": _criteria_book},
    "selection:round_documents": lambda _k: _formset_body("documents", title="Смета", required="on"),
    "selection:round_sections": lambda _k: {"title_ru": "Перечень"}
    | _formset_body("sections", title_ru="Аннотация", hint_ru="Кратко", most="2000"),
    "selection:apply": {"keep": _sum, "file": lambda k: _sum(k) | {"file": "1"}},
    "selection:assign": {"give": _cell, "take": lambda k: _cell(k) | {"take": "1"}},
    "selection:check": _answers,
    "selection:confirm": {"secretary": lambda _k: {"role": "secretary"}, "chair": lambda _k: {"role": "chair"}},
    "selection:decide": {
        "admit": lambda _k: {"decision": "admit"},
        "refuse": lambda _k: {"decision": "refuse", "reason": "Нет сметы"},
        "return": lambda k: {"decision": "return", "reason": "Нет подписи", "until": _later(k)},
    },
    "selection:declare": lambda _k: {"reason": "Консультировал"},
    "selection:official": lambda _k: {"number": "МПТ-1", "filed_at": "2021-11-18T10:00"},
    "selection:sheet": {"keep": _scores, "submit": lambda k: _scores(k) | {"submit": "1"}},
    "selection:substitute": lambda _k: {"role": "chair", "email": "nobody@matrix.example"},
    "selection:vote": lambda _k: {"choice": "abstain"},
    "set_language": lambda _k: {"language": "en", "next": "/"},
}  # fmt: skip


def bodies_of(name: str) -> dict[str, Body]:
    """The bodies of a route by label; a route with one has it under the empty label."""
    if name in EMPTY:
        return {"": lambda _known: {}}
    found = BODIES.get(name)
    if found is None:
        return {}
    return found if isinstance(found, dict) else {"": found}
