"""Valid bodies of registry."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known, workbook

EMPTY = {
    "registry:duplicate_reconsider", "registry:merge_undo", "registry:pending_discard", "registry:sheet_restore",
    "registry:import_undo", "registry:particular_withdraw",
}  # fmt: skip


def _joined(_known: Known) -> dict[str, Any]:
    """The two records the scene has of a cable plant; the first stays."""
    from svetovod.web.registry.models import Organisation

    kept = Organisation.objects.get(inn="0000001043")
    return {"keep": kept.inn, "name": kept.inn, "ground": "Выписка ЕГРЮЛ от 01.06.2021"}


# the numbers of the cable plant of the scene, as the page shows them
_CHECK = {"seen": "0000001043|000001001|", "on": "2021-06-01", "source": "1"}

_PARTICULARS = "ИНН организации;Что;Значение;Источник;На дату\n0000001043;телефон;+7 8342 00-00-01;Письмо;01.06.2021\n"

BODIES: Bodies = {
    "registry:bulk_apply": lambda k: {"file": k["bulk_file"]},
    "registry:bulk_list": lambda k: {"workbooks": workbook(k)["workbook"]},
    "registry:bulk_undo": lambda _k: {"all": "1"},
    "registry:duplicate_deny": lambda _k: {"reason": "Разные владельцы"},
    "registry:organisation_pair": _joined,
    "registry:number_check": {
        "verified": lambda _k: _CHECK | {"outcome": "verified"},
        "rejected": lambda _k: _CHECK | {"outcome": "rejected", "reason": "Другое лицо"},
    },
    "registry:place": {
        "edit": lambda _k: {"what": "edit", "kind": "branch", "kpp": "000043002", "name": "Ф", "region": "RU-MO"},
        "close": lambda _k: {"what": "close", "close-on": "2021-06-01"},
    },
    "registry:place_add": lambda _k: {"kind": "division", "kpp": "000045002", "name": "П", "region": "RU-MO"},
    "registry:particulars": lambda _k: {
        "kind": "founder",
        "text": "Пример Учредителев",
        "source": "Выписка",
        "as_of": "2021-06-01",
    },
    "registry:particulars_import": lambda _k: {"workbook": SimpleUploadedFile("p.csv", _PARTICULARS.encode())},
    "registry:plan": lambda _k: {"candidates": SimpleUploadedFile("c.csv", "ИНН;Наименование;Роль;Регион\n".encode())},
    "registry:recalculate": lambda k: {"on": k["day"]},
    "registry:pending_apply": lambda k: {"sha256": k["sha256"]},
    "registry:upload": workbook,
}
