"""Files of state registries as one downloads them, made here after the published structures: enterprises of the scene
in the registry of small and medium enterprises, their products under PP 719, municipalities. Nobody in them exists."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import quoteattr

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from svetovod.web.regions.enums import RegistryKind
from svetovod.web.regions.models import RegistryFile
from svetovod.web.regions.registries import services, work
from svetovod.web.registry.models import ClusterSheet, Organisation

from .build_selection import moment
from .cast import Company

AT = moment("2021-06-08 12:45")
_DAY = date(2021, 6, 8)
_SIZES = (("3", 240), ("2", 86), ("1", 12))  # category and employees: medium, small, micro
_PRODUCT_HEAD = (
    "Предприятие", "ИНН", "Реестровый номер", "Дата внесения в реестр", "Срок действия", "Наименование продукции",
    "ОКПД2",
)  # fmt: skip
_PLACES = (
    ("00", "701", "000", "000", "Городской округ Выдуманный"), ("00", "605", "000", "000", "Пробный район"),
    ("00", "605", "101", "001", "посёлок Примерный"),
)  # fmt: skip


def registries_build(company: Company) -> None:
    """Once."""
    if RegistryFile.objects.exists():
        return
    makers = _makers()
    files = (
        (RegistryKind.SME, "data-08062021-structure-08062021.zip", _sme(makers)),
        (RegistryKind.PRODUCTS, "reestr-pp719-08.06.2021.xlsx", _products(makers)),
        (RegistryKind.OKTMO, "data-20210601-oktmo.csv", _municipalities()),
    )
    for kind, name, content in files:
        upload = SimpleUploadedFile(name, content)
        file = services.registry_file_take(
            actor=company.actor("officer"), kind=kind, upload=upload, at=AT, is_demo=True
        )
        work.run(file.pk, now=timezone.now())


def _makers() -> list[tuple[Organisation, list[str]]]:
    """Participants of the scene's clusters that sell products, with the codes of these."""
    sold: dict[str, set[str]] = {}
    for content in ClusterSheet.objects.values_list("content", flat=True):
        for row in content["purchases"]:
            if row["seller"]:
                sold.setdefault(row["seller"], set()).add(row["okpd2"])
    found = Organisation.objects.filter(inn__in=sold, inn__startswith="00").order_by("inn")
    return [(each, sorted(sold[each.inn])) for each in found]


def _sme(makers: list[tuple[Organisation, list[str]]]) -> bytes:
    """With a sole proprietor, of whom nothing is read, and a record of a category that is none."""
    records = [_record(number, each.name, each.inn, _SIZES[number % 3], codes[0][:5])
               for number, (each, codes) in enumerate(makers)]  # fmt: skip
    records.append(_record(len(makers), "Запись с ошибкой", makers[0][0].inn, ("9", 1), "27.31"))
    records.append(
        '<Документ ИдДок="p" ДатаСост="08.06.2021" ДатаВклМСП="01.08.2016" ВидСубМСП="2" КатСубМСП="1" ПризНовМСП="2">'
        '<ИПВклМСП ИННФЛ="990000000000" ОГРНИП="0"><ФИОИП Фамилия="ВЫДУМАННЫЙ" Имя="ПРИМЕР"/></ИПВклМСП>'
        '<СведМН КодРегион="13"/></Документ>'
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><Файл ИдФайл="demo" ВерсФорм="4.06" ТипИнф="РЕЕСТРМСП"'
        f' КолДок="{len(records)}">{"".join(records)}</Файл>'
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VO_RRMSPSV_0000_9965_20210608_demo.xml", xml)
    return target.getvalue()


def _record(number: int, name: str, taxpayer: str, size: tuple[str, int], activity: str) -> str:
    category, employees = size
    return (
        f'<Документ ИдДок="{number}" ДатаСост="08.06.2021" ДатаВклМСП="01.08.2016" ВидСубМСП="1"'
        f' КатСубМСП="{category}" ПризНовМСП="2" ССЧР="{employees + number % 7}">'
        f'<ОргВклМСП НаимОрг={quoteattr(name)} ИННЮЛ="{taxpayer}"/><СведМН КодРегион="13"/>'
        f'<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="{activity}" ВерсОКВЭД="2014"/></СвОКВЭД></Документ>'
    )


def _products(makers: list[tuple[Organisation, list[str]]]) -> bytes:
    """An entry for each product; one is still without its number, as some are in life."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Реестр")
        sheet.write(0, 0, "Реестр промышленной продукции, произведённой на территории Российской Федерации")
        sheet.write_row(1, 0, _PRODUCT_HEAD)
        line = 2
        for number, (each, codes) in enumerate(makers, 1):
            for place, code in enumerate(codes, 1):
                entry = f"{number}{place:02d}\\2021" if line > 2 else ""
                days = ("01.02.2021", "01.02.2024")
                sheet.write_row(line, 0, (each.name, each.inn, entry, *days, f"Изделие {number}.{place}", code))
                line += 1
    return target.getvalue()


def _municipalities() -> bytes:
    """Thirteen columns without a header, as Rosstat gives them."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for *code, name in _PLACES:
        writer.writerow((*code, "1", "1", name, "", "", "000", "1", _DAY.isoformat(), _DAY.isoformat()))
    return out.getvalue().encode("cp1251")
