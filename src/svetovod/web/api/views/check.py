"""A posted cluster judged: the verdict that `svetovod check --json` prints of the same figures. Nothing is kept."""

from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.api import bridge, frame
from svetovod.web.api.frame import Asked

FILE = "workbook"


def check(asked: Asked) -> Any:
    detail = _("Wait a minute, or judge many clusters at once: svetovod check --bulk.")
    frame.not_too_often(asked.request, frame.JUDGING, detail)
    on, act = asked["on"] or asked.today, asked["act"]
    if wrong := bridge.before_the_act(act, on, asked.lang):
        raise frame.refused(wrong)
    name, read = frame.table_of(asked.request, FILE, bridge.read_workbook, bridge.read_json)
    if read.errors:
        raise frame.unread(read.errors, read.notes, asked.lang, in_json=name is None)
    return bridge.judged(name, read, on, act, asked.lang)
