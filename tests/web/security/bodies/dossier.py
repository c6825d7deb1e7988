"""Valid bodies of dossier."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "dossier:edition_open", "dossier:agreement_cancel", "dossier:document_withdraw", "dossier:accord_cancel",
    "dossier:goal_delete",
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


def _joining(_known: Known) -> dict[str, Any]:
    """An enterprise that is in no cluster."""
    from svetovod.web.registry.models import Organisation

    free = Organisation.objects.filter(memberships=None, kind="enterprise", hidden=False).order_by("id")[0]
    return {"inn": free.inn, "role": "supplier", "on": "2021-05-01", "ground": "Протокол"}


def _sheet(_known: Known) -> dict[str, Any]:
    from svetovod.engine.workbooks.programme import ProgrammeValue, write_programme

    return {"file": SimpleUploadedFile("i.xlsx", write_programme([ProgrammeValue("Выпуск", 2021, fact=Decimal(5))]))}


def _shown(known: Known) -> dict[str, Any]:
    """The difference as the page would have signed it."""
    from svetovod.web.dossier.indicators import difference
    from svetovod.web.dossier.models import ProgrammeIndicator

    rows = ProgrammeIndicator.objects.filter(programme__cluster=known["objects"].cluster, programme__approved_on=None)
    return {"shown": difference.pack((difference.Change(rows.get(), "2021", "fact", None, Decimal(5)),), "")}


BODIES: Bodies = {
    "dossier:edition_move": lambda _k: {"edition": "2018-08-02", "reason": "Решение совета кластера"},
    "dossier:document": lambda _k: {"number": "2", "dated_on": "2021-02-01"},
    "dossier:document_attach": lambda _k: {"file": SimpleUploadedFile("u.pdf", b"%PDF-1.4 x")},
    "dossier:founding": lambda _k: {"founding-on": "2020-01-01", "founding-ground": "Протокол"},
    "dossier:participant": {
        "agreement": lambda _k: {"what": "agreement", "number": "2", "dated_on": "2021-02-01", "signed_with": "СО"},
        "joined": lambda _k: {"what": "joined", "joined-on": "2021-01-01", "joined-ground": "Протокол"},
        "registered": lambda _k: {"what": "registered", "registered-on": "2001-01-01"},
        "place": lambda _k: {"what": "place", "place-place": ""},
        "left": lambda _k: {"what": "left", "left-on": "2021-06-01", "left-ground": "Письмо"},
    },
    "dossier:participants": _joining,
    "dossier:regions": {
        "region": lambda k: {
            "what": "region",
            "region-region": k["objects"].cluster.regions[0],
            "region-number": "2",
            "region-dated_on": "2021-02-01",
            "region-signed_with": "Министерство",
        },
        "between regions": lambda k: {
            "what": "accord",
            "accord-regions": [k["objects"].cluster.regions[0], "RU-KIR"],
            "accord-number": "2",
            "accord-dated_on": "2021-02-01",
            "accord-signatories": "Министерства",
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
            "what": "approve",
            "approve-number": "4",
            "approve-on": "2021-06-01",
            "approve-approved_by": "Совет",
        },
    },
    "dossier:indicators_upload": {"look": _sheet, "apply": _shown},
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
        "inn": "7707083893",
        "name": "Новая управляющая",
        "region": "RU-MO",
        "on": "2021-06-01",
        "ground": "Протокол",
    },
    "dossier:requirement": lambda _k: {"state": "met", "evidence": "Устав, пункт 2.1"},
}
