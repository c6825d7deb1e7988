"""Papers after a session: the protocol of tasks, the extract for one addressee, the report for the ministry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.registry import selectors as registry

from . import after_page, becoming, phrases
from .models import PracticalSession, SessionTask


def protocol(session: PracticalSession, at: datetime) -> Paper:
    """All tasks with how each stands on that day."""
    rows = after_page.tasks(session, at)
    return Paper(
        title=_("Protocol of tasks"), kicker=_("Practical session"), subtitle=_held(session), demo=session.is_demo,
        facts=[(_("As of"), formatting.day(at))], blocks=[_tasks(rows, states=True)], signs=[_("Chair of the session")],
        lang=_lang(),
    )  # fmt: skip


def extract(session: PracticalSession, tasks: Sequence[SessionTask]) -> Paper:
    """Of the protocol, for whoever is to do these."""
    rows = [{"task": task, "state": "", "region": ""} for task in tasks]
    who = sorted({task.who for task in tasks})
    return Paper(
        title=_("Extract from the protocol of tasks"), kicker=_("Practical session"), subtitle=_held(session),
        to="; ".join(who), blocks=[_tasks(rows, states=False)], demo=session.is_demo,
        signs=[_("Organiser of the session")], lang=_lang(),
    )  # fmt: skip


def _lang() -> str:
    return get_language() or "ru"


def _held(session: PracticalSession) -> str:
    return f"{session.title}, {phrases.days(session)}, {session.place}"


def _tasks(rows: list[dict[str, Any]], *, states: bool) -> Block:
    if not rows:
        return Block(paragraphs=[_("No tasks were given.")])
    head = [_("No."), _("What"), _("Who"), _("To be done by")]
    cells = []
    for row in rows:
        task = row["task"]
        line = [str(task.number), task.text, _body(task), formatting.day(task.due)]
        cells.append([*line, f"{row['state']}. {task.answer}".strip(". ") if states else ""][: 5 if states else 4])
    return Block(head=[*head, _("How it stands")] if states else head, rows=cells, wide=1, room=2.4, narrow=(0, 3))


def _body(task: SessionTask) -> str:
    return f"{task.who}, {registry.region_name(task.region)}" if task.region else task.who


def report(session: PracticalSession, at: datetime, *, show_future: bool) -> Paper:
    """For the ministry: every number comes from the data of that day."""
    came, asked = after_page.attendance(session), after_page.survey(session)
    became = becoming.of(session, at, show_future=show_future)
    blocks = [_attendance(came), _remarks(session), _survey(asked), _became(became), _open_tasks(session, at)]
    facts = [
        *((body.name, body.role) for body in session.bodies.all()),
        (_("Came"), _("%(came)d of %(seated)d registered") % {"came": came["came"], "seated": came["seated"]}),
        (_("Regions"), str(len(came["by_region"]))), (_("Clusters"), str(came["clusters"])),
        (_("Projects presented"), str(became.presented)),
    ]  # fmt: skip
    return Paper(
        title=_("Report on the session"), kicker=_("Practical session"), subtitle=_held(session), facts=facts,
        blocks=[block for block in blocks if block], note=_("As of %(day)s.") % {"day": formatting.day(at)},
        demo=session.is_demo, signs=[_("Organiser of the session")], lang=_lang(),
    )  # fmt: skip


def _attendance(came: dict[str, Any]) -> Block:
    rows = [(label, str(seated), str(here)) for label, seated, here in came["kinds"]]
    regions = ", ".join(f"{name}: {n}" for name, n in came["by_region"])
    return Block(
        heading=_("Who came"), head=(_("As"), _("Registered"), _("Came")), rows=rows, right=(1, 2), wide=0, room=3.0,
        paragraphs=[_("By region: %(regions)s.") % {"regions": regions}] if regions else (),
    )  # fmt: skip


def _remarks(session: PracticalSession) -> Block | None:
    found = after_page.remarks(session)
    if not found:
        return None
    rows = [[row["section"], *(str(row[key]) for key in ("all", "blocking", "important", "advice", "mended"))]
            for row in found]  # fmt: skip
    head = (
        _("Section"),
        _("Remarks"),
        _("of them obligatory"),
        _("of them important"),
        _("of them advice"),
        _("of them mended"),
    )
    return Block(
        heading=_("Remarks of experts by section"), head=head, rows=rows, right=(1, 2, 3, 4, 5), wide=0, room=2.0
    )


def _survey(asked: after_page.Survey) -> Block | None:
    if not asked.rows:
        return None
    said = ngettext("%(n)d answer of %(asked)d who came.", "%(n)d answers of %(asked)d who came.", asked.answers)
    rows = [(question, _mark(whole)) for question, whole, _groups in asked.rows]
    return Block(
        heading=_("What people thought"), paragraphs=[said % {"n": asked.answers, "asked": asked.asked}],
        head=(_("Question"), _("Mean of 1 to 5")), rows=rows, right=(1,), wide=0, room=3.0,
    )  # fmt: skip


def _mark(value: Any) -> str:
    return formatting.DASH if value is None else formatting.number(value)


def _became(became: becoming.Became) -> Block | None:
    if not became.steps["filed"]:
        return None
    words = {"filed": _("Filed to a selection"), "admitted": _("Admitted"), "funded": _("Funded")}
    rows = [(words[step], str(len(became.steps[step]))) for step in becoming.STEPS]
    rows.append((_("Granted in all"), formatting.money_short(became.granted)))
    return Block(heading=_("What became of the projects"), head=(_("Step"), _("Projects")), rows=rows, right=(1,))


def _open_tasks(session: PracticalSession, at: datetime) -> Block | None:
    rows = after_page.tasks(session, at)
    if not rows:
        return None
    block = _tasks(rows, states=True)
    return Block(heading=_("Tasks"), head=block.head, rows=block.rows, wide=1, room=2.4, narrow=(0, 3))
