"""Two draft editions, invented for the demonstration: a higher reduced threshold, a lower rate of the subsidy."""

from datetime import date, datetime
from typing import Any

from svetovod.web.rulebook import selectors, services

DRAFTS = (
    (
        "pp779",
        "Демонстрация: порог зависимости снижается с\u00a020 до 14\u00a0%, участников требуется не менее\u00a08",
        "Demonstration: the threshold of functional dependence falls from 20% to 14%, eight participants suffice",
        [
            {"key": "cluster.func_dependence_min", "value": "0.14", "point": "подпункт «а» пункта 1 (проект)"},
            {"key": "cluster.min_participants", "value": "8", "point": "подпункт «б» пункта 1 (проект)"},
        ],
    ),
    (
        "pp41",
        "Демонстрация: возмещается до 25\u00a0% затрат, не более 200\u00a0млн\u00a0₽ на проект",
        "Demonstration: up to 25% of costs are reimbursed, at most RUB 200 mn a project",
        [
            {"key": "subsidy.rate_max", "value": "0.25", "point": "пункт 4 (проект)"},
            {"key": "subsidy.cap_rub_per_project", "value": "200000000", "point": "пункт 5 (проект)"},
        ],
    ),
)


def drafts_build(*, actor: Any, at: datetime) -> None:
    """Nobody has signed them: they can be tried and never published."""
    for act, note_ru, note_en, changes in DRAFTS:
        typed = {
            "number": "", "signed_on": None, "effective_from": date(2021, 9, 1), "publication": "",
            "note_ru": note_ru, "note_en": note_en, "changes": changes,
        }  # fmt: skip
        found = selectors.act_get(act, at.date())
        services.edition_draft(actor=actor, act=found, typed=typed, until=at.date(), at=at, is_demo=True)
