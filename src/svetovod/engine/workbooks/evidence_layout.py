"""The `evidence` workbook: the register of documents that prove the estimate, a line a document of a row."""

from svetovod.engine.model import EvidenceKind, VatRate

from .dates import DATE
from .numbers import INTEGER, MONEY
from .spec import Choice, Column, Need, Sheet
from .words import CODE, INN, TEXT, choice

KIND = choice(
    Choice(EvidenceKind.CONTRACT, "договор", "contract"),
    Choice(EvidenceKind.INVOICE, "счёт-фактура", "invoice", also=("счет", "счёт", "счет-фактура")),
    Choice(EvidenceKind.UPD, "УПД", "UPD", also=("универсальный передаточный документ",)),
    Choice(EvidenceKind.ACT, "акт приёмки", "act", also=("акт", "акт приемки")),
    Choice(EvidenceKind.PAYMENT, "платёжное поручение", "payment order", also=("платежное поручение", "пп")),
    Choice(EvidenceKind.COMMISSIONING, "акт ввода в эксплуатацию", "commissioning act"),
)
RATE = choice(
    Choice(VatRate.NONE, "без НДС", "without VAT", also=("нет",)),
    *(
        Choice(rate, f"{rate.percent} %", f"{rate.percent}%", also=(rate.value, str(rate.percent / 100)))
        for rate in VatRate
        if rate is not VatRate.NONE
    ),
)

REGISTER = Sheet(
    "Реестр документов",
    "Register of documents",
    (
        Column("row", "Строка сметы", "Row of the estimate", INTEGER, Need.REQUIRED, "Строка сметы, №"),
        Column("kind", "Документ", "Document", KIND, Need.REQUIRED),
        Column("number", "Номер", "Number", CODE, Need.REQUIRED, "Номер документа"),
        Column("on", "Дата", "Date", DATE, Need.REQUIRED, "Дата документа"),
        Column("payer", "Плательщик", "Payer", INN, Need.REQUIRED, "Плательщик (ИНН)", "Payer (INN)"),
        Column("gross", "Сумма с НДС, руб.", "Amount with VAT, RUB", MONEY, Need.REQUIRED),
        Column("rate", "Ставка НДС", "VAT rate", RATE, Need.REQUIRED),
        Column("vat", "НДС, руб.", "VAT, RUB", MONEY, Need.REQUIRED, "В том числе НДС, руб."),
        Column("seller", "Поставщик", "Supplier", INN, Need.COLUMN, "Поставщик (ИНН)", "Supplier (INN)"),
        Column("seller_name", "Наименование поставщика", "Name of the supplier", TEXT, Need.COLUMN),
    ),
)
SHEETS = (REGISTER,)
