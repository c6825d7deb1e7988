"""An invented project, to see a template filled before any project has it."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from svetovod.web.projects.pages import Page
from svetovod.web.projects.selectors import section_list, usual_list

from .source import Source

ONE, OTHER = "0000000018", "0000000025"
NAMES = {ONE: "Предприятие-инициатор (условное)", OTHER: "Предприятие-участник (условное)"}


def source(occasion: str, at: datetime) -> Source:
    """With the sections that the occasion asks for."""
    return invented(section_list(occasion) or usual_list(), at)


def invented(asked: Any, at: datetime) -> Source:
    """With the sections of a list; nothing of it is in the database."""
    content = _content(asked)
    manager = SimpleNamespace(name="Специализированная организация (условная)", inn=ONE)
    project: Any = SimpleNamespace(
        demo=True, number=0, code=content["code"], cluster=SimpleNamespace(manager=manager), section_list=None
    )
    return Source(project, content, None, at, Page(None, project, "outputs", at, content))


def _content(asked: Any) -> dict[str, Any]:
    return {
        "code": "П-00", "title": "Условный совместный проект: образец заполнения",
        "cluster": {"slug": "sample", "name": "Условный кластер"}, "initiator": {"inn": ONE, "name": NAMES[ONE]},
        "canvas": {
            "replaces": "Покупное изделие (условное).", "buyers": "Предприятия отрасли.",
            "makers": "Инициатор собирает, участник поставляет детали.", "lacking": "Станок и оснастка.",
        },
        "okpd2": "27.31.12", "start": "2021-09-01", "end": "2022-12-31",
        "money": {
            "requested": "30000000.00", "minimum": "15000000.00", "own_funds": "60000000.00", "loan_funds": None,
        },
        "participants": [
            {"inn": ONE, "name": NAMES[ONE], "region": "RU-MO", "role": "initiator", "consent": True},
            {"inn": OTHER, "name": NAMES[OTHER], "region": "RU-MO", "role": "co_executor", "consent": False},
        ],
        "costs": [_cost(1, "equipment", ONE, "90000000.00"), _cost(2, "tooling", OTHER, "12345678.90"),
                  _cost(3, "software", ONE, "5000000.00")],
        "stages": [{
            "position": 1, "name": "Опытный образец", "responsible": ONE, "responsible_name": NAMES[ONE],
            "start": "2021-09-01", "end": "2022-03-31", "after": [], "result": "Протокол испытаний", "done_on": None,
        }],
        "indicators": [{"name": "Выпуск изделий", "unit": "шт.", "plan": {"2022H1": "10.00", "2022H2": "250.00"}}],
        "answers": {},
        "sections": [
            {
                "key": each.key, "title_ru": each.title["ru"], "title_en": each.title["en"],
                "required": each.required, "text": f"Образец текста раздела «{each.title['ru']}».",
            }
            for each in asked.sections
        ],
    }  # fmt: skip


def _cost(position: int, kind: str, payer: str, amount: str) -> dict[str, Any]:
    return {
        "position": position, "kind": kind, "payer": payer, "payer_name": NAMES[payer], "on": "2022-02-01",
        "amount": amount, "evidence": f"Договор № {position} (условный)", "other_support": False,
    }  # fmt: skip
