"""Valid bodies of selection."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "selection:approve", "selection:deny", "selection:envelope_key_code", "selection:envelope_remove",
    "selection:export", "selection:issue", "selection:key_code", "selection:replace",
    "selection:paper_claim", "selection:plan_confirm", "selection:plan_drop", "selection:robustness",
    "selection:round_announce", "selection:round_step", "selection:run", "selection:withdraw",
}  # fmt: skip


def _answers(_known: Known) -> dict[str, Any]:
    from svetovod.web.selection.phrases import CHECKLIST

    return {f"{key}.answer": "yes" for key in CHECKLIST}


def _scores(known: Known) -> dict[str, Any]:
    return {f"score.{row.code}": "6" for row in known["round"].criteria_of("expert")} | {"comment": "По документам"}


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


def _template() -> SimpleUploadedFile:
    """The usual template: it has every name an application must have."""
    from svetovod.web.projects.outputs.application import USUAL

    return SimpleUploadedFile("template.docx", USUAL.read_bytes())


def _later(known: Known) -> str:
    until: datetime = known["round"].closes_at + timedelta(days=9)
    return until.strftime("%Y-%m-%dT%H:%M")


def _outage(known: Known) -> dict[str, Any]:
    row = type(known["round"]).objects.get(pk=known["round"].pk)
    began = row.opens_at + timedelta(hours=1)
    hours = {"began": began, "ended": began + timedelta(hours=2), "closes_at": row.closes_at + timedelta(days=2)}
    return {name: value.strftime("%Y-%m-%dT%H:%M") for name, value in hours.items()} | {"ground": "Авария связи"}


def _sign(known: Known) -> dict[str, Any]:
    named = {"application": known["number"], "expert": known["expert"]}
    return named | {"kind": "domain", "evidence": "matrix.example|x", "ground": "Совпадение", "aside": "1"}


def _score_book(known: Known) -> dict[str, Any]:
    from svetovod.engine.workbooks.scores import ScoreLine, write_scores

    number = known.get("number") or known["application"].number
    scored = known["round"].criteria_of("expert")
    made = write_scores([ScoreLine(number, row.code, score=row.maximum) for row in scored])
    return {"workbook": SimpleUploadedFile("s.xlsx", made)}


def _official_book(_known: Known) -> dict[str, Any]:
    from svetovod.engine.workbooks.official import OfficialLine, write_official
    from svetovod.engine.workbooks.samples import invented_inn

    made = write_official([OfficialLine("МПТ-1", "ООО Пример", invented_inn(7))])
    return {"workbook": SimpleUploadedFile("o.xlsx", made)}


def _act(known: Known) -> dict[str, Any]:
    done: datetime = known["round"].opens_at - timedelta(days=900)
    return {"step": "announced", "number": "4166", "done_at": done.strftime("%Y-%m-%dT%H:%M")}


def _holders(known: Known) -> dict[str, Any]:
    from svetovod.web.selection.selectors import who_may_hold

    return {"people": [person.pk for person in who_may_hold(known["round"])]}


BODIES: Bodies = {
    "selection:admit_many": lambda k: {"row": [_first_of(k["round"].applications)], "do": "admit"},
    "selection:key_holders": _holders,
    "selection:envelope_key_holders": _holders,
    "selection:envelope_key_type": lambda k: {"purpose": "confirm", "code": k.get("typed", "0" * 33)},
    "selection:envelope_put": lambda _k: {"place": 1, "file": SimpleUploadedFile("e.pdf", b"%PDF-1.4\n%%EOF\n")},
    "selection:envelopes_confirm": {
        "secretary": lambda _k: {"role": "secretary"},
        "chair": lambda _k: {"role": "chair"},
    },
    "selection:key_type": lambda k: {"purpose": "confirm", "code": k.get("typed", "0" * 33)},
    "selection:official_acts": _act,
    "selection:official_list": _official_book,
    "selection:second": _scores,
    "selection:discuss": lambda _k: {"text": "Прошу посмотреть раздел 4"},
    "selection:paper_bring": lambda _k: {"scan": SimpleUploadedFile("s.pdf", b"%PDF-1.4\n%%EOF\n")},
    "selection:paper_sheet": lambda k: _scores(k) | {"no_conflict": "on"},
    "selection:note": lambda _k: {"note": "Спросить о сроках"},
    "selection:scores_back": _score_book,
    "selection:profile": lambda _k: {"speciality": "both", "most": "5", "okpd2": "27.31"},
    "selection:sign_decide": _sign,
    "selection:sign_answer": lambda _k: {"kind": "domain", "evidence": "matrix.example|x", "text": "Разные люди"},
    "selection:questions": lambda _k: {"question": "Нужна ли нотариальная копия?"},
    "selection:clarify": lambda _k: {"shown": "Нужна ли копия?", "answer": "Нет, простая"},
    "selection:outage": _outage,
    "selection:amend": _amendment,
    "selection:round_series": lambda _k: {"series": ""},
    "selection:cancel": lambda _k: {"reason": "Нет средств"},
    "selection:plan_propose": lambda _k: {"way": "total"},
    "selection:plan_change": lambda k: {"number": k["number"], "give": k["expert"]},
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
    "selection:round_template": lambda _k: {"file": _template()},
    "selection:round_sections": lambda _k: (
        {"title_ru": "Перечень"} | _formset_body("sections", title_ru="Аннотация", hint_ru="Кратко", most="2000")
    ),
    "selection:apply": {"keep": _sum, "file": lambda k: _sum(k) | {"file": "1"}},
    "selection:assign": {"give": _cell, "take": lambda k: _cell(k) | {"take": "1"}},
    "selection:check": _answers,
    "selection:settle": lambda _k: {"key": "complete", "answer": "yes", "ground": "Подпись есть на листе 3"},
    "selection:computed_one": lambda _k: {"ground": ""},
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
}
