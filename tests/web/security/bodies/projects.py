"""Valid bodies of projects."""

import json
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from .body import Bodies, Known

EMPTY = {
    "projects:archive", "projects:complete", "projects:consent", "projects:consent_withdraw", "projects:cost_delete",
    "projects:document_delete", "projects:freeze", "projects:indicator_delete", "projects:stage_delete",
    "projects:participant_delete", "projects:fit_delete",
    "projects:model_unlink", "projects:template_delete", "projects:remark_release",
}  # fmt: skip


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


def _texts(known: Known) -> dict[str, Any]:
    """All sections in one document, as the page gives it, with words of ours under the first heading."""
    from svetovod.web.projects.sections.document import Blank, write

    made = write("П", "Л", [Blank("relevance", "Импортозамещение и актуальность", "", "Слова из документа.", 0)])
    return {"file": SimpleUploadedFile("texts.docx", made)}


def _schedule(_known: Known) -> dict[str, Any]:
    from svetovod.web.projects.plans.bridge import write_schedule

    return {"file": SimpleUploadedFile("schedule.xlsx", write_schedule({}, "ru"))}


def _indicators(_known: Known) -> dict[str, Any]:
    from svetovod.web.projects.plans.bridge import write_indicators

    return {"file": SimpleUploadedFile("indicators.xlsx", write_indicators({"indicators": []}, "ru"))}


def _section(known: Known) -> dict[str, Any]:
    row = known["project"].sections.filter(key="relevance").first()
    return {"text": "Новый текст", "revision": str(row.revision if row else 0), "edit_key": ""}


def _new_stage(known: Known) -> dict[str, Any]:
    payer = known["project"].initiator_id
    return {"name": "Новый этап", "responsible": payer, "start": "2022-01-10", "end": "2022-02-10"}


def estimate(known: Known) -> dict[str, Any]:
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


def _remark(known: Known) -> dict[str, Any]:
    occasion = f"session:{known['objects'].session.slug}"
    return {
        "severity": "advice",
        "section": "estimate",
        "text": "Уточните",
        "occasion": occasion,
        "visibility": "panel",
    }


def _seat(known: Known) -> dict[str, Any]:
    ids = known["objects"].ids
    return {"seat": f"{ids['cluster']}:{ids['leader']}", "title": "Новый проект"}


def _facts(known: Known) -> dict[str, Any]:
    return {f"f-{row.pk}": "1" for row in known["project"].indicators.all()} | {"evidence": "Ведомость"}


def _lowering(known: Known) -> dict[str, Any]:
    row = known["project"].indicators.first()
    return {"value": f"{row.pk if row else 0}:2023H1", "wanted": "0", "reason": "Санкции"}


def _answers(known: Known) -> dict[str, Any]:
    chosen = [row.pk for row in known["project"].remarks.filter(state="new")]
    return {"row": chosen, "do": "decline", "text": "Не согласны"}


def _judged(known: Known) -> dict[str, Any]:
    waiting = known["project"].remarks.filter(state__in=("fixed", "declined", "closed"))
    return {"row": [row.pk for row in waiting] or ["1"], "do": "reopen", "text": "Не так"}


def _fit(known: Known) -> dict[str, Any]:
    return {"what": "product", "name": "Новая строка", "okpd2": "27.31.12", "place": "", "measure": ""}


def _book() -> bytes:
    """A workbook of one number with a name."""
    book = Workbook()
    book.active.title = "A"
    book.active["B1"] = 5000000
    book.defined_names["Запрос"] = DefinedName("Запрос", attr_text="A!$B$1")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _paste(known: Known) -> dict[str, Any]:
    return {"paste": f"equipment\t{known['project'].initiator.inn}\t01.02.2022\t1 000,00"}


def _grid(known: Known) -> dict[str, Any]:
    cells = {"kind": "equipment", "payer": known["project"].initiator.inn, "on": "2022-02-01", "given": "1000"}
    return {"ops": json.dumps({"seq": 0, "add": [{"cells": cells}]})}


BODIES: Bodies = {
    "projects:answer": {
        "of the initiator": lambda _k: {"question": "applicant_not_bankrupt", "answer": "no"},
        "of the manager": lambda _k: {"question": "fits_programme", "answer": "no"},
    },
    "projects:bundle": lambda _k: {"version": ""},
    "projects:canvas": _canvas,
    "projects:cost": _cost,
    "projects:draft": _canvas,
    "projects:estimate": _cost,
    "projects:document": _document,
    "projects:estimate_import": estimate,
    "projects:efficiency": lambda _k: {"rate": "12", "basis": "Ставка", "revenue-2024": "1000000"},
    "projects:evidence_import": _register,
    "projects:award": lambda _k: {"number": "1", "signed_on": "2021-06-01", "amount": "5000000", "report_days": "30"},
    "projects:facts": _facts,
    "projects:lowering": _lowering,
    "projects:lowering_decide": lambda _k: {"decision": "granted", "paper": "Письмо 1"},
    "projects:change_answer": lambda _k: {"state": "declined", "answer": "Связи ещё нет"},
    "projects:change_ask": lambda _k: {"part": "map", "text": "Внесите связь"},
    "projects:filing_tell": lambda _k: {"paper": "Справка 1", "dated_on": "2021-06-01"},
    "projects:fit": _fit,
    "projects:fit_line": _fit,
    "projects:kit": _document,
    "projects:grid": _paste,
    "projects:model": lambda _k: {"file": SimpleUploadedFile("m.xlsx", _book())},
    "projects:model_link": lambda _k: {"source": "Запрос", "target": "money:own_funds"},
    "projects:model_take": lambda _k: {"sha256": "0" * 64},
    "projects:grid_rows": _grid,
    "projects:indicators": lambda _k: {"name": "Новый показатель", "unit": "шт."},
    "projects:participants": lambda k: {"organisation": k["objects"].ids["neighbour"], "role": "co_executor"},
    "projects:product": _product,
    "projects:project_new": _seat,
    "projects:remark_detail": {
        "accept": lambda _k: {"action": "accept", "text": "Согласны", "due": "2022-12-01"},
        "close": lambda _k: {"action": "close", "text": ""},
    },
    "projects:remark_new": _remark,
    "projects:remarks_answer": _answers,
    "projects:remarks_judge": _judged,
    "projects:section": _section,
    "projects:section_draft": _section,
    "projects:section_here": lambda _k: {"revision": "0", "edit_key": ""},
    "projects:section_plan": lambda _k: {"owner": "", "due": "2021-11-01"},
    "projects:schedule_import": _schedule,
    "projects:indicators_import": _indicators,
    "projects:texts_read": _texts,
    "projects:texts_take": lambda k: {
        "take": "relevance",
        "text.relevance": "Слова из документа.",
        "revision.relevance": _section(k)["revision"],
    },
    "projects:sections": lambda _k: {"section_list": ""},
    "projects:schedule": _new_stage,
    "projects:stage": _new_stage,
    "projects:stage_done": lambda _k: {"on": ""},
}
