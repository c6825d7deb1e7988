"""What a copy says of itself: whose secret it is, who reads it and when, that it is no original."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.common import formatting

from .models import DocumentReading, SecrecyMark

LANG = "ru"  # the mark of a law is in its language
MARK = "КОММЕРЧЕСКАЯ ТАЙНА"
NOTE_NAME = "ГРИФ.txt"


def exactly(moment: datetime) -> str:
    """To the second, with the zone, in the language of the page."""
    local = timezone.localtime(moment)
    offset = local.strftime("%z")
    return f"{formatting.day(local)}, {local:%H:%M:%S} {formatting.zone(local)} (UTC{offset[:3]}:{offset[3:]})"


def holder_said(mark: SecrecyMark) -> str:
    return f"Обладатель: {mark.holder_name}, {mark.holder_address}"


def reader_said(actor: Any) -> str:
    with override(LANG):
        role = actor.acting.said if actor.acting else ""
    return f"{actor.name} ({role})" if role else str(actor.name)


def head(mark: SecrecyMark) -> list[str]:
    return [MARK, holder_said(mark)]


def foot(actor: Any, row: DocumentReading) -> list[str]:
    with override(LANG):
        when = exactly(row.recorded_at)
    return [
        f"Копия для чтения: {reader_said(actor)}, {when}, запись № {row.pk} в учёте чтений.",
        "Копия отличается от оригинала: подписи и контрольная сумма относятся к оригиналу, а не к ней. Оригинал "
        "выдаётся обладателю и тем, кто проверяет подпись.",
    ]


def across(actor: Any, row: DocumentReading) -> str:
    return f"Коммерческая тайна · {actor.name} · {timezone.localtime(row.recorded_at):%d.%m.%Y %H:%M}"


def note(marks: Sequence[tuple[str, SecrecyMark]], who: str, rows: Sequence[DocumentReading] = ()) -> str:
    """The sheet of a ZIP: each marked file with its holder."""
    lines = [MARK, "", "Файлы этого архива, составляющие коммерческую тайну:"]
    lines += [f"- {name}. {holder_said(mark)}" for name, mark in marks]
    lines += ["", who] if who else []
    if rows:
        numbers = ", ".join(str(row.pk) for row in rows)
        with override(LANG):
            when = exactly(rows[0].recorded_at)
        lines += [f"Выдано {when}; записи в учёте чтений: {numbers}."]
    lines += ["", "Внутри файлов гриф не проставлен и чтение не отмечено: файлы выданы такими, какими их загрузили."]
    return "\r\n".join(lines) + "\r\n"


def refusal(code: str) -> str:
    said = {
        "locked": _("The file is locked by a password: there is no copy for reading. Ask its holder for another file."),
        "large": _("The file has more pages or dots than a copy is made of. Ask its holder for the original."),
        "stopped": _("The copy took too long to make. Try again; if it stays so, ask the holder for the original."),
    }  # fmt: skip
    return said.get(code) or _("The file is damaged: there is no copy for reading. Ask its holder for another file.")
