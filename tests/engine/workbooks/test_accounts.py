"""Turnover of accounts 60 and 62, books of purchases and sales: good, broken and hostile files, all made here."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.workbooks import Accounts, Side, add_up, limits, read_accounts, without_vat
from svetovod.engine.workbooks.samples import invented_inn

ONE, TWO = invented_inn(1), invented_inn(2)


def read(content: bytes, year: int = 2020) -> Accounts:
    found = read_accounts(io.BytesIO(content), year=year)
    assert found.value is not None, found.errors
    return found.value


def refused(content: bytes) -> tuple[str, object]:
    (problem,) = read_accounts(io.BytesIO(content), year=2020).errors
    return problem.code, problem.params.get("kind")


def sums(accounts: Accounts) -> dict[str, Decimal]:
    return {party.inn: party.amount for party in accounts.parties}


def turnover(*rows: tuple[Any, ...], title: str = "Оборотно-сальдовая ведомость по счету 60 за 2020 г.") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ООО «Завод 1»"])
    sheet.append([title])
    sheet.append(["Счет", "Сальдо на начало периода", None, "Обороты за период", None, "Сальдо на конец периода"])
    sheet.append(["Контрагенты", "Дебет", "Кредит", "Дебет", "Кредит", "Дебет", "Кредит"])
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def purchases(*rows: str, head: str = '<?xml version="1.0" encoding="windows-1251"?>') -> bytes:
    body = (
        f'<Файл><Документ Индекс="0000080"><КнигаПокуп СумНДСВсКПк="0">{"".join(rows)}</КнигаПокуп></Документ></Файл>'
    )
    return (head + body).encode("cp1251")


def bought(inn: str = ONE, gross: str = "120.00", tax: str = "20.00", code: str = "01", day: str = "05.02.2020") -> str:
    return (
        f'<КнПокСтр НомерПор="1" НомСчФПрод="7" ДатаСчФПрод="{day}" СтоимПокупВ="{gross}" СумНДСВыч="{tax}">'
        f'<КодВидОпер>{code}</КодВидОпер><СвПрод><СведЮЛ ИННЮЛ="{inn}" КПП="130001001"/></СвПрод></КнПокСтр>'
    )


class TestTurnover:
    def test_credit_of_60_by_inn_without_advances_and_contracts(self) -> None:
        found = read(
            turnover(
                ("60", 0, 0, 900, 1200),
                ("60.01", 0, 0, 900, 1200),
                (f"ООО «Волокно» ИНН {ONE}", 0, 0, 500, 700.1),
                ("Договор 12 от 01.02.2020", 0, 0, 500, 700.1),
                (f"Завод, {TWO}", 0, 0, 400, "500,20"),
                ("60.02", 0, 0, 300, 300),
                (f"ООО «Волокно» ИНН {ONE}", 0, 0, 300, 300),
                ("Итого", 0, 0, 1200, 1500),
                (f"После итога {ONE}", 0, 0, 0, 10**6),
            )
        )
        assert (found.side, found.with_vat) == (Side.BOUGHT, True)
        assert [(p.inn, p.name, p.amount) for p in found.parties] == [
            (ONE, "ООО «Волокно»", Decimal("700.10")),
            (TWO, "Завод", Decimal("500.20")),
        ]
        assert [(g.reason, g.amount) for g in found.left_out] == [("advances", Decimal("300.00"))]

    def test_debit_of_62_with_the_inn_in_its_own_column(self) -> None:
        book = openpyxl.load_workbook(
            io.BytesIO(turnover(title="Оборотно-сальдовая ведомость по счету: 62 за 2020 г."))
        )
        sheet = book.active
        assert sheet is not None
        sheet["H3"] = "Контрагент.ИНН"
        sheet.append(["Кабельный завод", 0, 0, 12.5, 1, 0, 0, ONE])
        sheet.append(["Без номера", 0, 0, 99, 1, 0, 0])
        target = io.BytesIO()
        book.save(target)
        found = read(target.getvalue())
        assert found.side is Side.SOLD
        assert sums(found) == {ONE: Decimal("12.50")}

    def test_a_partner_whose_rows_cancel_out_is_told_of(self) -> None:
        rows = [(f"А ИНН {ONE}", 0, 0, 0, 5), (f"А ИНН {ONE}", 0, 0, 0, -5), (f"Б ИНН {TWO}", 0, 0, 0, 1)]
        found = read(turnover(*rows))
        assert sums(found) == {TWO: Decimal(1)}
        assert found.left_out[0].reason == "not_positive"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (turnover(("ООО «Волокно»", 0, 0, 1, 2)), "accounts.no_inn"),
            (turnover((f"А ИНН {ONE}", 0, 0, 1, 2), title="Карточка счета 51"), "accounts.not_turnover"),
            (turnover((f"А ИНН {ONE}", 0, 0, 1, 0)), "accounts.empty"),
            (turnover((f"А ИНН {ONE}", 0, 0, 1, "много")), "accounts.not_turnover"),
        ],
    )
    def test_another_workbook_is_refused_with_what_mends_it(self, content: bytes, code: str) -> None:
        assert refused(content)[0] == code


class TestBooks:
    def test_purchases_without_the_tax_quarters_added_up(self) -> None:
        first = read(purchases(bought(), bought(TWO, "10.00", ""), bought()))
        second = read(purchases(bought(gross="6.00", tax="1.00")))
        assert sums(first) == {ONE: Decimal("200.00"), TWO: Decimal("10.00")}
        assert add_up([first, second]) == {ONE: Decimal("205.00"), TWO: Decimal("10.00")}
        assert not first.with_vat

    def test_what_does_not_count_is_told_by_reason(self) -> None:
        found = read(
            purchases(
                bought(), bought(code="02"), bought(code="22"), bought(day="05.02.2019"), bought(inn="7700000000"),
                bought().replace('НомерПор="1"', 'НомерПор="1" ОКВ="840"'),
            )
        )  # fmt: skip
        assert sums(found) == {ONE: Decimal("100.00")}
        assert [(g.reason, g.detail, g.amount) for g in found.left_out] == [
            ("currency", "840", Decimal(0)), ("no_inn", "", Decimal("100.00")), ("operation", "02", Decimal("100.00")),
            ("operation", "22", Decimal("100.00")), ("other_year", "2019", Decimal("100.00")),
        ]  # fmt: skip

    def test_the_day_the_goods_were_taken_up_decides_the_year(self) -> None:
        row = bought(day="30.12.2019").replace("<СвПрод>", "<ДатаУчТов>10.01.2020</ДатаУчТов><СвПрод>")
        assert sums(read(purchases(row))) == {ONE: Decimal("100.00")}

    def test_sales_by_the_sums_without_tax(self) -> None:
        row = (
            '<КнПродСтр НомерПор="1" ДатаСчФПрод="01.02.2020" СтоимПродСФ="132.00" СтоимПродСФ20="100.00" '
            'СтоимПродСФ10="10.00" СумНДССФ20="20.00" СумНДССФ10="1.00" СтоимПродОсв="1.00"><КодВидОпер>01</КодВидОпер>'
            f'<СвПокуп><СведИП ИННФЛ="{ONE}"/></СвПокуп></КнПродСтр>'
        )
        found = read(f"<Файл><Документ><КнигаПрод>{row}</КнигаПрод></Документ></Файл>".encode())
        assert found.side is Side.SOLD
        assert sums(found) == {ONE: Decimal("111.00")}

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (purchases()[:-20], ("file.unreadable", "broken_xml")),
            (purchases(bought(gross="NaN")), ("file.unreadable", "broken_xml")),
            (purchases(bought(gross="1e400")), ("file.unreadable", "broken_xml")),
            (b"<a/>", ("file.unreadable", "not_a_book")),
            (b"<?xml version='1.0' encoding='no-such'?><a/>", ("file.unreadable", "broken_xml")),
            (purchases(bought(code="02")), ("accounts.empty", None)),
        ],
    )
    def test_broken_and_foreign_xml(self, content: bytes, expected: tuple[str, object]) -> None:
        assert refused(content) == expected


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LAUGHS.encode(), ("file.unreadable", "dtd")),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', ("file.unreadable", "dtd")),
        (b"", ("file.unreadable", "empty")),
        (b"%PDF-1.7", ("file.unreadable", "pdf")),
        (b"\0" * (limits.FILE_BYTES + 1), ("file.too_large", None)),
    ],
    ids=["laughs", "external", "empty", "pdf", "large"],
)
def test_hostile_files(content: bytes, expected: tuple[str, object]) -> None:
    assert refused(content) == expected


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (limits.RATIO_FROM + 1))
    assert refused(target.getvalue())[0] == "file.too_large"


@given(st.decimals("0.01", "1e12", places=2), st.integers(0, 30))
def test_the_tax_taken_out_and_put_back_is_the_sum_to_a_kopeck(net: Decimal, rate: int) -> None:
    gross = (net * (100 + rate) / 100).quantize(Decimal("0.01"))
    assert abs(without_vat(gross, Decimal(rate)) - net) <= Decimal("0.01")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_break(content: bytes) -> None:
    found = read_accounts(io.BytesIO(content), year=2020)
    assert found.value is None
    assert len(found.errors) == 1
