"""Valid bodies of regions."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {"regions:survey_publish", "regions:survey_withdraw"}


def _tables(_known: Known) -> dict[str, Any]:
    firms = b"inn,region,okpd2\n0000000018,RU-MO,27.31\n"
    bought = b"buyer_inn,seller_inn,okpd2,amount,year,imported\n0000000018,,27.31,5,2020,true\n"
    return {
        "title": "Закупки", "source": "Проба", "law_on": "2021-06-01", "firms": SimpleUploadedFile("f.csv", firms),
        "purchases": SimpleUploadedFile("p.csv", bought),
    }  # fmt: skip


def _objects(_known: Known) -> dict[str, Any]:
    from io import BytesIO

    from openpyxl import load_workbook

    from svetovod.engine.workbooks.blanks import write_blank

    book, filled = load_workbook(BytesIO(write_blank("facilities"))), BytesIO()
    for line in (2, 3):
        book["Инфраструктура"].cell(line, 2, f"Технопарк {line}")
    book.save(filled)
    return {"workbook": SimpleUploadedFile("objects.xlsx", filled.getvalue())}


BODIES: Bodies = {
    "regions:registry_list": lambda _k: {
        "kind": "okved2",
        "file": SimpleUploadedFile("okved2.csv", "C;27.31;Кабели\n".encode()),
    },
    "regions:survey_list": _tables,
    "regions:centre": lambda _k: {
        "given_on": "2021-06-01",
        "kind": "expert",
        "organisation": "0000000018",
        "about": "Разбор сметы",
    },
    "regions:centre_plan": lambda _k: {"clusters": "2"},
    "regions:centre_withdraw": lambda _k: {"why": "Записано дважды"},
    "regions:facilities": lambda _k: {
        "kind": "testing",
        "name": "Испытательный центр",
        "source": "Паспорт центра",
        "as_of": "2021-05-20",
    },
    "regions:facilities_upload": _objects,
    "regions:facility_withdraw": lambda _k: {"why": "Записан дважды"},
    "regions:publication": lambda _k: {"fields_chosen": ["card", "products"]},
}
