"""The explanatory note to a draft edition: what it changes; whoever tries the draft adds what it would do."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import edition_page
from .selectors import Trial

# a table: title, heads, rows
Table = tuple[str, Sequence[Any], Sequence[Sequence[Any]]]


def data(
    trial: Trial,
    *,
    answer: str,
    facts: Sequence[tuple[Any, Any]],
    tables: Sequence[Table],
    unknown: Sequence[Any],
    besides: Sequence[str] = (),
) -> dict[str, Any]:
    """For `rulebook/draft_note.typ`; `answer` is what the trial found, `besides` what else, `unknown` what it cannot
    say.
    """
    edition, lang = trial.edition, formatting.lang()
    return {
        "lang": lang,
        "demo": edition.is_demo,
        "title": _("Explanatory note"),
        "kicker": edition_page.answer(edition),
        "answer": answer,
        "purpose": edition.note_ru if lang == "ru" else edition.note_en or edition.note_ru,
        "facts": [[_("In force from"), formatting.day(edition.effective_from)], *map(list, facts)],
        "changes_title": _("What changes"),
        "changes_head": [_("Requirement"), _("On the eve"), _("Under the draft"), _("Difference"), _("Point")],
        "changes": [
            [row.label, row.before, " ".join((row.after, *row.parts)), row.look[1], row.point or formatting.DASH]
            for row in edition_page.rows(edition, trial.before)
        ],
        "tables": [{"title": title, "head": head, "rows": rows} for title, head, rows in tables if rows],
        "besides": list(besides),
        "office": _("Drafted by"),
        "unknown_title": _("What is not known"),
        "unknown": unknown,
        "disclaimer": _(
            "A calculation by the draft as entered here, not a decision. Only the law differs; the figures are those "
            "of the participants."
        ),
    }
