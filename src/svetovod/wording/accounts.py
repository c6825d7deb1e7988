"""What is wrong with a sheet of turnover from an accounting program."""

OF_ACCOUNTS: dict[str, tuple[str, str]] = {
    "accounts.not_turnover": (
        "Это не оборотно-сальдовая ведомость по счёту 60 или 62: не найден номер счёта в заголовке или графа "
        "«Обороты за период». Сформируйте ведомость по счёту и сохраните её как XLSX.",
        "This is no turnover sheet of account 60 or 62: the account in the title or the column of turnover is not "
        "found. Make the turnover sheet of the account and save it as XLSX.",
    ),
    "accounts.no_inn": (
        "В ведомости нет ИНН контрагентов. Включите в настройках отчёта дополнительное поле «Контрагент.ИНН» и "
        "сохраните её заново.",
        "The turnover sheet has no INN of the partners. Switch on the additional field of their INN in the settings of "
        "the report and save it again.",
    ),
    "accounts.empty": (
        "В файле нет сумм по контрагентам за {year} год. Проверьте период и выгрузите файл заново.",
        "The file has no sums by partner for {year}. Check the period and export it again.",
    ),
}
