"""Why a question has no answer, in words around the engine's own message."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting

from . import bridge

SAID: dict[str, Any] = {
    "empty": gettext_lazy("There is no question here. Begin with SELECT."),
    "long": gettext_lazy("The question is longer than 20,000 signs."),
    "syntax": gettext_lazy("The question cannot be read."),
    "several": gettext_lazy("One SELECT at a time: leave one and take the rest away."),
    "not_select": gettext_lazy("Only SELECT is answered: here tables are read, and nothing is changed or set."),
    "table": gettext_lazy("There is no such table: %(name)s. Those there are stand beside the question."),
    "column": gettext_lazy("There is no such column: %(name)s."),
    "function": gettext_lazy("There is no such function here: %(name)s."),
    "changing": gettext_lazy(
        "%(name)s gives another value each time: an answer must stay the same while the data do. "
        "Write a day, or use $year."
    ),
    "parameter": gettext_lazy("There is no parameter $%(name)s. There are $region, $year, $okpd2 and $least."),
    "unfilled": gettext_lazy("The question asks for $%(name)s: fill in that field."),
    "value": gettext_lazy("A value is not of the kind that its column has."),
    "engine": gettext_lazy("The question cannot be answered."),
    "large": gettext_lazy("The answer is too large to show. Ask for fewer columns, or shorten texts."),
    "memory": gettext_lazy("The question needs more memory than one may have. Narrow it by WHERE, or add up earlier."),
    "time": gettext_lazy("The question takes longer than %(seconds)s seconds. Narrow it by WHERE."),
    "broken": gettext_lazy("The engine stopped at this question. Write it in another way."),
    "absent": gettext_lazy(
        "Questions cannot be answered on this server: DuckDB is not installed. Whoever keeps the server adds it with "
        "the extra svetovod[workbench]."
    ),
    "busy": gettext_lazy(
        "Others are asking just now, or your earlier question is not answered yet. Ask again in a minute."
    ),
}
# of these the reader is told what the engine said; of the others the sentence says all
_ENGINE = {"syntax", "table", "column", "function", "value", "engine"}


def refusal(found: bridge.Refusal) -> str:
    """Whole sentences; the engine's message, which is in English, last."""
    name = found.name or (found.said if found.why in {"table", "column", "function"} else "")
    text = str(SAID[found.why]) % {"name": name, "seconds": formatting.number(round(bridge.LIMITS.seconds))}
    if found.line is not None:
        text += " " + _("Place: line %(line)d, column %(column)d.") % {"line": found.line, "column": found.column}
    if found.said and found.why in _ENGINE:
        text += " " + _("The engine says: %(said)s") % {"said": found.said}
    return text
