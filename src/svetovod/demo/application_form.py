"""The DOCX that applications of the demonstration's selection are filled into: invented, as its list of sections is."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

TITLE = "Заявка на участие в отборе совместных проектов (форма для демонстрации)"
PARTICIPANTS = (("№", "number"), ("Наименование", "name"), ("ИНН", "inn"), ("Регион", "region"), ("Роль", "role"))
COSTS = (
    ("№", "number"), ("Статья", "item"), ("Плательщик", "payer_name"), ("Дата", "date"), ("Сумма без НДС", "amount"),
)  # fmt: skip
STAGES = (("№", "number"), ("Этап", "name"), ("Ответственный", "responsible"), ("Начало", "start"), ("Конец", "end"))


def template(order: str, sections: Sequence[Any]) -> bytes:
    """A form headed by the order of the selection, with each section of its list (`key`, `title`) by name."""
    from docx import Document  # heavy: only where a document is made

    made = Document()
    made.add_heading(TITLE, level=1)
    for text in (
        order, "Проект {{ code }}: {{ title }}",
        "Промышленный кластер: {{ cluster.name }}. Специализированная организация: {{ manager.name }}, "
        "ИНН {{ manager.inn }}.",
        "Заявитель: {{ initiator.name }}, ИНН {{ initiator.inn }}, {{ initiator.region }}.",
        "Продукция: {{ okpd2 }} {{ okpd2_name }}. Срок: {{ start }} – {{ end }}.",
        "Запрашиваемая субсидия: {{ requested }}; собственные средства: {{ own_funds }}; заёмные: {{ loan_funds }}. "
        "Смета без НДС: {{ total }}, из неё учитывается {{ eligible }}.",
    ):  # fmt: skip
        made.add_paragraph(text)
    for section in sections:
        made.add_heading(section["title"]["ru"], level=2)
        made.add_paragraph(f"{{{{ texts.{section['key']} }}}}")
    for heading, name, columns in (
        ("Участники", "participants", PARTICIPANTS), ("Смета", "costs", COSTS), ("План-график", "stages", STAGES),
    ):  # fmt: skip
        made.add_heading(heading, level=2)
        _table(made, name, columns)
    made.add_paragraph("Составлено: {{ version }}, {{ date }}.")
    made.add_paragraph("Руководитель заявителя ____________________ / ____________________ /")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Any, name: str, columns: Sequence[tuple[str, str]]) -> None:
    """A heading, a row that is repeated for each element, and around it the two rows that say so."""
    table = made.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.cell(1, 0).text = f"{{%tr for row in {name} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for place, (title, field) in enumerate(columns):
        table.cell(0, place).text = title
        table.cell(2, place).text = f"{{{{ row.{field} }}}}"
