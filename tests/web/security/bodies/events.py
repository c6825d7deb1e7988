"""Valid bodies of events."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "events:live_home", "events:live_pitch", "events:note_move", "events:notes", "events:question_back",
    "events:question_move",
    "events:door_sync", "events:quote_approve",
    "events:proposal_apply", "events:visit_passes", "events:visits_assign",
    "events:cancel", "events:check_in", "events:come", "events:hand_in", "events:move", "events:plan_remove",
    "events:item_remove",
    "events:programme_publish", "events:speaker_remove",
    "events:registrations_xlsx", "events:extracts", "events:survey_ask", "events:task_remove",
    "events:invitations_preview", "events:form_ask", "events:form_step",
    "events:presence_sync", "events:quiz_move", "events:quiz_remove",
}  # fmt: skip


def _registration(known: Known) -> dict[str, Any]:
    consents = {f"consent_{pk}": "on" for pk in _documents()}
    return {
        "kind": "guest", "name": "Гость", "email": "guest@matrix.example", "region": "RU-MO",
        "organisation_name": "Завод",
    } | consents  # fmt: skip


def _documents() -> list[int]:
    from svetovod.web.events.models import ConsentDocument

    return list(ConsentDocument.objects.values_list("pk", flat=True))


def _new_session(known: Known) -> dict[str, Any]:
    return {
        "title": "Сессия", "slug": "matrix-2022", "ordinal": "9", "place": "Калуга", "region": "RU-KLU",
        "zone": "Europe/Moscow", "attendance": "onsite", "starts_on": "2022-09-14", "ends_on": "2022-09-15",
        "precision": "day", "capacity": "120", "registration_until": "2022-09-07T18:00",
        "papers_until": "2022-09-01T18:00",
    }  # fmt: skip


def _entry(known: Known) -> dict[str, Any]:
    day = known["session"].starts_on.isoformat()
    return {"title": "Стол", "kind": "seminar", "day": day, "start": "18:00", "end": "18:30", "hall": ""}


def _absence(known: Known) -> dict[str, Any]:
    speaker = known["session"].speakers.order_by("pk").first()
    day = known["session"].starts_on.isoformat()
    return {"speaker": speaker.pk if speaker else "", "day": day, "start": "08:00", "end": "08:30"}


def _group(known: Known) -> dict[str, Any]:
    from svetovod.web.events.models import Visit

    visit = Visit.objects.select_related("host").order_by("pk")[0]
    return {"item": visit.item_id, "inn": visit.host.inn, "capacity": "60", "travel": "20"}


def picture() -> SimpleUploadedFile:
    """The smallest there is: one point."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())


def _expert(known: Known) -> dict[str, Any]:
    held = known["session"].panel_experts.values_list("person", flat=True)
    return {"person": held[0] if held else ""}


def _question(known: Known) -> dict[str, Any]:
    return {"label_ru": "Вопрос матрицы", "kind": "short", "stage": "form"}


def _question_kept(known: Known) -> dict[str, Any]:
    """As it stands: it was answered, and is not bent."""
    from svetovod.web.events.answer_forms import details

    found = details(known["session"].fields.order_by("pk")[0])
    return {name: value for name, value in found.items() if value is not None and value is not False}


def _read(known: Known) -> dict[str, Any]:
    """With the words the page has shown."""
    from svetovod.web.events.models import QuestionAnswer
    from svetovod.web.events.seminar_page import mark

    row = QuestionAnswer.objects.filter(state="proposed").first()
    return {"mark": mark(row) if row else ""}


def _answers(known: Known) -> dict[str, Any]:
    if "session" not in known:
        return {}
    values = {"choice": "Не нужна", "yes_no": "yes"}
    asked = known["session"].fields.filter(kind__in=values)
    return {f"answer_{each.pk}": values[each.kind] for each in asked}


def _blank(kind: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.engine.workbooks.blanks import write_blank

    return SimpleUploadedFile(f"{kind}.xlsx", write_blank(kind))


def _delegation(known: Known) -> dict[str, Any]:
    return {"kind": "guest", "region": "RU-MO", "organisation_name": "Завод", "workbook": _blank("delegation")}


def _pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("m.pdf", b"%PDF-1.4\n%matrix material\n%%EOF\n")


def _seated(known: Known) -> list[int]:
    return list(known["session"].registrations.filter(state="confirmed").values_list("pk", flat=True)[:2])


def _rules(known: Known) -> dict[str, Any]:
    from svetovod.web.events import bridge

    keys = [key for key, _label in bridge.quiz_rules(known["seminar"].day, "ru")] if "seminar" in known else []
    return {"part": "draw", "keys": keys, "count": "3", "seed": "7"}


def _quiz(known: Known) -> dict[str, Any]:
    questions = known["quiz"].questions.all() if "quiz" in known else []
    return {f"q{each.number}": "met" if each.content["kind"] == "case" else "0" for each in questions}


def _invites(known: Known) -> list[int]:
    return list(known["session"].invites.values_list("pk", flat=True))


BODIES: Bodies = {
    "events:registrations_many": {
        "": lambda known: {"row": _seated(known), "do": "check_in"},
        "cancel": lambda known: {"row": _seated(known), "do": "cancel", "reason": "Мест меньше"},
    },
    "events:invites_many": {
        "": lambda known: {"row": _invites(known), "do": "send"},
        "remind": lambda known: {"row": _invites(known), "do": "remind"},
    },
    "events:seminar_desk": lambda _k: {"title": "Слайды", "access": "public", "file": _pdf()},
    "events:material_put": lambda _k: {"file": _pdf(), "note": ""},
    "events:material_publish": lambda _k: {"access": "public", "open": "on"},
    "events:answer_move": _read,
    "events:answer": lambda _k: {"asked": "Когда?", "text": "Осенью"},
    "events:quiz": {
        "draw": _rules,
        "own": lambda _k: {"part": "own", "text": "Кто?", "options": "Один\nДругой", "right": "1", "explanation": "-"},
    },
    "events:own_seminar": {
        "ask": lambda _k: {"part": "ask", "text": "Когда?", "idempotency_key": "matrix-own"},
        "code": lambda _k: {"part": "code", "code": "000000"},
    },
    "events:own_quiz": _quiz,
    "events:delegation": _delegation,
    "events:form_field": _question_kept,
    "events:form_field_new": _question,
    "events:form_rules": lambda _k: {"answers_until": "2021-06-18T18:00", "later_until": "2021-06-22T18:00"},
    "events:own_answers": _answers,
    "events:invitations": lambda _k: {"workbook": _blank("invitations")},
    "events:invitation": lambda _k: {"kind": "guest", "declines": "on"},
    "events:registration_doubles": lambda _k: {"pair": "1-2"},
    "events:call_pitch": {
        "answer": lambda _k: {"part": "answer", "note": "Принято"},
        "choice": lambda _k: {"part": "choice", "presents": "no", "grounds": "Мест мало"},
    },
    "events:reading": lambda known: {
        "pitch": known["session"].pitches.order_by("pk").values_list("pk", flat=True).first() or "",
        "text": "Кто купит?",
        "idempotency_key": "matrix-reading",
    },
    "events:slides": lambda _k: {"file": SimpleUploadedFile("s.pdf", b"%PDF-1.4\n%%EOF\n")},
    "events:scan_new": lambda _k: {"scans": SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF\n")},
    "events:sheet": lambda _k: {"section": "estimate", "severity": "advice", "text": "Цена", "idempotency_key": "m"},
    "events:sheet_file": lambda known: {"code": known.get("sheet_code", "1-000000")},
    "events:sheets_make": lambda _k: {"spare": "2"},
    "events:survey": lambda _k: {"programme": "5"},
    "events:task": lambda _k: {"answer": "Исполнено", "done": "on"},
    "events:task_new": lambda _k: {"text": "Поручение", "who": "Орган", "due": "2021-07-20"},
    "events:tasks_answer": lambda known: {"task": known["task"].number if "task" in known else "1", "answer": "Да"},
    "events:floor": lambda _k: {"text": "Когда?", "idempotency_key": "matrix"},
    "events:note_new": lambda known: {
        "section": "estimate",
        "severity": "advice",
        "text": "Цена",
        "then": "leave",
        "idempotency_key": "matrix",
        "expert": known.get("expert", ""),
    },
    "events:archive_desk": lambda _k: {
        "title": "Снимок",
        "author": "Автор",
        "rights": "Свободно",
        "file": picture(),
    },
    "events:archive_move": lambda _k: {"people": "event"},
    "events:logos": lambda known: {"name": known.get("body", "Нет такого"), "file": picture()},
    "events:announce": {
        "": lambda _k: {"text": "Автобусы ждут у входа", "idempotency_key": "matrix"},
        "look": lambda _k: {"text": "Автобусы ждут у входа", "by_letter": "on"},
    },
    "events:session_letters": lambda _k: {"letter": "1"},
    "events:press": lambda _k: {"audience": "все", "contact": "8 800"},
    "events:quote_new": lambda _k: {"author": "Автор", "text": "Слова"},
    "events:own_visits": lambda _k: {"part": "wishes"},
    "events:panel_set": _expert,
    "events:proposal_start": lambda _k: {
        "minutes": "5",
        "row": "9",
        "pause": "0",
        "least": "1",
        "most": "9",
        "load": "9",
    },
    "events:visit_edit": _group,
    "events:visit_new": _group,
    "events:visitor_answer": lambda _k: {"answer": "yes"},
    "events:visits_rules": lambda _k: {
        "wishes_until": "2021-06-18T18:00",
        "answers_until": "2021-06-23T18:00",
        "keep_days": "10",
    },
    "events:absence_new": _absence,
    "events:item_edit": _entry,
    "events:item_move": lambda _k: {"minutes": "5"},
    "events:item_new": _entry,
    "events:speaker_new": lambda _k: {"name": "Выступающий", "email": ""},
    "events:plan_add": lambda _k: {"name": "Зал 9", "seats": "50"},
    "events:consent_texts": lambda _k: {
        "code": "matrix",
        "version": "1.0",
        "title": "Согласие",
        "text": "Текст",
        "in_force_from": "2022-01-01",
    },
    "events:series_new": lambda _k: {"title": "Серия", "slug": "matrix-series"},
    "events:session_change": lambda _k: {"reason": "Нет зала"},
    "events:session_clone": lambda _k: {"slug": "matrix-clone", "starts_on": "2022-09-14"},
    "events:session_edit": lambda known: (
        _new_session(known)
        | {
            "registration_until": "2021-06-18T18:00",
            "papers_until": "2021-06-11T18:00",
            "capacity": "300",
        }
    ),
    "events:session_new": _new_session,
    "events:change_visit": lambda _k: {"visit": ""},  # given by wishes there: it can only be given up
    "events:consents": lambda _k: {f"consent_{pk}": "on" for pk in _documents()},
    "events:register": _registration,
    "events:transfer": lambda _k: {"name": "Коллега", "email": "colleague2@matrix.example"},
}
