"""The `meetings` workbook: an event with its slots and tables, who takes part, who meets whom, and the schedule."""

from svetovod.engine.model import Session

from .numbers import INTEGER, POSITIVE_INTEGER, SLOTS
from .spec import Choice, Column, Need, Sheet
from .words import CODE, CODES, TEXT, choice

SESSION = choice(
    Choice(Session.MORNING, "до обеда", "morning", also=("утро", "1")),
    Choice(Session.AFTERNOON, "после обеда", "afternoon", also=("2",)),
    Choice(Session.EITHER, "любое время", "any time", also=("любое", "any", "either", "3")),
)

EVENT = Sheet(
    "Переговоры",
    "Event",
    (
        Column("slots", "Слотов", "Slots", POSITIVE_INTEGER, Need.REQUIRED, "Слотов (промежутков времени подряд)"),
        Column("morning", "Слотов до обеда", "Morning slots", INTEGER),
        Column("tables", "Столов", "Tables", INTEGER, Need.REQUIRED),
        Column("fairness", "Разница окон", "Difference of breaks", INTEGER, default=2),
    ),
    pairs=True,
    also=("Деловые переговоры", "Биржа контактов"),
)
PARTICIPANTS = Sheet(
    "Участники",
    "Participants",
    (
        Column("code", "Код", "Code", CODE, Need.REQUIRED),
        Column("name", "Наименование", "Name", TEXT, Need.REQUIRED),
        Column("closed", "Закрытые слоты", "Closed slots", SLOTS, default=()),
    ),
)
MEETINGS = Sheet(
    "Встречи",
    "Meetings",
    (
        Column("code", "Код", "Code", CODE, Need.REQUIRED),
        Column("first", "Участник", "Participant", CODE, Need.REQUIRED, "Участник (код)", "Participant (code)"),
        Column("second", "С кем", "With", CODE, Need.REQUIRED, "С кем (код)", "With (code)"),
        Column("session", "Когда", "When", SESSION, default=Session.EITHER),
        Column("fixed", "Слот", "Slot", POSITIVE_INTEGER, label="Слот (если закреплён)", label_en="Slot (if fixed)"),
        Column("after", "После встреч", "After meetings", CODES, default=(), label="После встреч (коды)"),
        Column("others", "Ещё участники", "Others", CODES, default=(), label="Ещё участники (коды)"),
    ),
)
SHEETS = (EVENT, PARTICIPANTS, MEETINGS)
PLACED = Sheet(
    "Расписание",
    "Schedule",
    (
        Column("code", "Код", "Code", CODE, Need.REQUIRED, "Код встречи", "Code of the meeting"),
        Column("slot", "Слот", "Slot", POSITIVE_INTEGER),
        Column("table", "Стол", "Table", POSITIVE_INTEGER),
        Column("hours", "Время", "Time", TEXT, default=""),
        Column("first", "Участник", "Participant", TEXT, default=""),
        Column("second", "С кем", "With", TEXT, default=""),
        Column("others", "Ещё участники", "Others", TEXT, default=""),
    ),
)
