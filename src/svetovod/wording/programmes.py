"""What is wrong with a workbook of a programme's indicators."""

OF_PROGRAMMES: dict[str, tuple[str, str]] = {
    "number.invalid:hundredths": (
        "«{value}»: больше двух знаков после запятой. Округлите до сотых.",
        "“{value}”: more than two decimals. Round it to hundredths.",
    ),
    "number.invalid:digits": (
        "«{value}»: число неправдоподобно велико. Проверьте единицу измерения.",
        "“{value}”: the number is implausibly large. Check the unit.",
    ),
    "period.duplicate": (
        "Этот период показателя уже есть в строке {first}. Оставьте одну строку на период.",
        "This period of the indicator is in row {first} already. Leave one row a period.",
    ),
    "period.unknown": (
        "Период «{value}» не входит в программу ({first}–{last}) или показатель считается иначе: {step}. "
        "Возьмите периоды из выгрузки.",
        "“{value}” is no period of the programme ({first}–{last}), or the indicator is counted otherwise: {step_en}. "
        "Take the periods of the download.",
    ),
    "indicator.unknown": (
        "В программе нет показателя «{value}». Возьмите название из выгрузки или добавьте показатель в черновик.",
        "The programme has no indicator “{value}”. Take the name of the download, or add it to a draft.",
    ),
    "plan.approved": (
        "План утверждённой программы — {known}, в файле — {value}: план меняет только следующая версия. "
        "Верните прежнее значение или откройте черновик следующей версии.",
        "The plan of the approved programme is {known}, the file says {value}: only a next version changes a plan. "
        "Put the former value back, or open a draft of the next version.",
    ),
}
