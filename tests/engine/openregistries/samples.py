"""Files of registries made by us after the published structures; nobody in them exists (INNs begin with 00)."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

import xlsxwriter

from svetovod.engine.reference.inn import invented

INNS = invented(40)
PERSON = "990000000000"  # of a sole proprietor: never looked at


def ogrn(number: int) -> str:
    body = f"1{number:011d}"
    return body + str(int(body) % 11 % 10)


def entity(number: int = 0, **changed: str) -> str:
    told = {
        "ДатаСост": "10.06.2025", "ДатаВклМСП": "01.08.2016", "ВидСубМСП": "1", "КатСубМСП": "2", "ПризНовМСП": "2",
        "ССЧР": "24", "ИННЮЛ": INNS[number], "ОГРН": ogrn(number), "НаимОрг": f"ООО «Пример {number}»",
    } | changed  # fmt: skip
    head = attributes({key: told[key] for key in told if key not in {"ИННЮЛ", "ОГРН", "НаимОрг"}})
    own = attributes({key: told[key] for key in ("НаимОрг", "ИННЮЛ", "ОГРН") if key in told})
    return (
        f'<Документ ИдДок="{number}"{head}><ОргВклМСП{own}/>'
        '<СведМН КодРегион="13"><Регион Тип="РЕСПУБЛИКА" Наим="МОРДОВИЯ"/></СведМН>'
        '<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="27.31" НаимОКВЭД="Производство кабелей" ВерсОКВЭД="2014"/>'
        '<СвОКВЭДДоп КодОКВЭД="27.32" НаимОКВЭД="Другое" ВерсОКВЭД="2014"/></СвОКВЭД></Документ>'
    )


def attributes(told: dict[str, str]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in told.items())


def proprietor(number: int = 0) -> str:
    return (
        f'<Документ ИдДок="p{number}" ДатаСост="10.06.2025" ДатаВклМСП="01.08.2016" ВидСубМСП="2" КатСубМСП="1">'
        f'<ИПВклМСП ИННФЛ="{PERSON}" ОГРНИП="0"><ФИОИП Фамилия="ВЫДУМАННЫЙ" Имя="ПРИМЕР"/></ИПВклМСП>'
        '<СведМН КодРегион="13"/></Документ>'
    )


def sme(documents: Iterable[str], kind: str = "РЕЕСТРМСП", encoding: str = "UTF-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?><Файл ИдФайл="x" ВерсФорм="4.06" ТипИнф="{kind}" КолДок="1">'
    return f"{head}{''.join(documents)}</Файл>".encode(encoding.lower())


def archive(members: Sequence[tuple[str, bytes]], compressed: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compressed) as made:
        for name, content in members:
            made.writestr(name, content)
    return target.getvalue()


PRODUCT_HEAD = (
    "Предприятие", "ИНН", "ОГРН", "Реестровый номер", "Дата внесения в реестр", "Срок действия",
    "Наименование продукции", "ОКПД2", "ТН ВЭД",
)  # fmt: skip


def product(number: int = 0, **changed: str) -> tuple[str, ...]:
    told = dict(zip(PRODUCT_HEAD, (
        f"ООО «Пример {number}»", INNS[number], ogrn(number), f"10000{number}\\2023", "2023-02-01", "01.02.2026",
        f"Кабель № {number}", "27.31.12.120", "8544",
    ), strict=True))  # fmt: skip
    return tuple((told | changed).values())


def workbook(rows: Iterable[Sequence[str]], head: Sequence[str] = PRODUCT_HEAD) -> bytes:
    """As the information system gives it: a title, an empty row, then the header."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Реестр")
        sheet.write(0, 0, "Реестр промышленной продукции")
        for number, row in enumerate([head, *rows], start=2):
            sheet.write_row(number, 0, row)
    return target.getvalue()


OKVED2 = (
    '"A";"A";"СЕЛЬСКОЕ, ЛЕСНОЕ ХОЗЯЙСТВО"\r\n"C";"27";"Производство электрического оборудования"\r\n'
    '"C";"27.31";"Производство волоконно-оптических кабелей"\r\n"C";"27.32";"Производство прочих проводов"\r\n'
)
OKTMO = "".join(
    f'"89";"{one}";"{two}";"{three}";"{check}";"{part}";"{name}";"";"";"000";"0";"14.06.2013";"01.01.2014"\r\n'
    for one, two, three, check, part, name in (
        ("000", "000", "000", "5", "1", "Муниципальные образования Республики Мордовия"),
        ("701", "000", "000", "1", "1", "городской округ Саранск"),
        ("701", "000", "001", "1", "2", "г Саранск"),
    )
)
PURCHASES = (
    "buyer_inn;seller_inn;okpd2;amount;year;imported\n"
    f"{INNS[0]};{INNS[1]};27.31.12;1 000,50;2020;\n"
    f"{INNS[0]};{PERSON};27.31.12;100;2020;да\n"
)


def contract(*, buyer: str = INNS[0], supplier: str = "", total: str = "1000.50", country: str = "643") -> str:
    supplier = supplier or f"<legalEntityRF><fullName>ООО</fullName><INN>{INNS[1]}</INN></legalEntityRF>"
    return (
        f"<contract><regNum>1</regNum><signDate>2021-03-04</signDate><customer><inn>{buyer}</inn></customer>"
        f"<products><product><OKPD2><code>27.31.12</code></OKPD2><sum>{total}</sum>"
        f"<originCountry><countryCode>{country}</countryCode></originCountry></product></products>"
        f"<suppliers><supplier>{supplier}</supplier></suppliers></contract>"
    )


def contracts(*made: str) -> bytes:
    body = "".join(made)
    return f'<?xml version="1.0" encoding="UTF-8"?><ns:export xmlns:ns="urn:x">{body}</ns:export>'.encode()
