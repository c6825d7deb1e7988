"""What belongs to an entry of the programme: its materials, written answers to questions, who sat in the hall."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.events import bridge, codes, seminar_letters, seminar_page
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import SEATED, AnswerState, PresenceWay, QuestionState
from svetovod.web.events.models import (
    FloorQuestion,
    ItemMaterial,
    MaterialVersion,
    ProgrammeItem,
    QuestionAnswer,
    Registration,
    SeminarPresence,
)
from svetovod.web.events.seats import lock
from svetovod.web.events.states import ANSWER, QUESTION, rewriting

from .day import MOST
from .managing import seated

KIND = "material"


@transaction.atomic
def material_add(
    *, actor: Any, item: ProgrammeItem, title: str, access: str, upload: Any, at: datetime
) -> ItemMaterial:  # fmt: skip
    """With its first version. The organiser says when others see it."""
    lock(item.session)
    actor = ACCESS.admit("seminar.teach", actor, item)
    made = ItemMaterial(item=item, title=title.strip(), access=access, made_at=at)
    columns_check(made)
    made.save()
    record(actor=actor, action="material.add", subject=made, at=at, session=item.session.slug, item=item.pk,
           access=access)  # fmt: skip
    material_put(actor=actor, material=made, upload=upload, note="", at=at)
    return made


@transaction.atomic
def material_put(*, actor: Any, material: ItemMaterial, upload: Any, note: str, at: datetime) -> MaterialVersion:
    """A new version: it is current at once, the earlier ones stay. The same file again is no new version."""
    row = _material(material)
    actor = ACCESS.admit("seminar.teach", actor, row)
    kept = attachment_add(actor=actor, subject=row, upload=upload, kind=KIND, at=at)
    last = row.versions.first()
    if last is not None and last.file_id == kept.pk:
        return last
    number = (row.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    made = MaterialVersion(material=row, number=number, file=kept, note=note.strip(), put_at=at)
    columns_check(made)
    made.save()
    record(actor=actor, action="material.put", subject=row, at=at, session=row.session.slug, version=number,
           sha256=kept.sha256)  # fmt: skip
    return made


@transaction.atomic
def material_publish(*, actor: Any, material: ItemMaterial, access: str, open: bool, at: datetime) -> ItemMaterial:
    """Shown to its circle from now on, or not any more. Done twice, it is done once."""
    row = _material(material)
    actor = ACCESS.admit("material.publish", actor, row)
    before = (row.access, row.published_at)
    row.access = access
    row.published_at = (row.published_at or at) if open else None
    columns_check(row)
    if before != (row.access, row.published_at):
        row.save(update_fields=["access", "published_at"])
        action = "material.publish" if open else "material.withdraw"
        record(actor=actor, action=action, subject=row, at=at, session=row.session.slug, access=access)
    return row


def _material(material: ItemMaterial) -> ItemMaterial:
    rows = ItemMaterial.objects.select_for_update(of=("self",), no_key=True).select_related("item__session")
    return rows.get(pk=material.pk)


@transaction.atomic
def answer_write(
    *, actor: Any, question: FloorQuestion, asked: str, text: str, items: Sequence[str], at: datetime
) -> QuestionAnswer:  # fmt: skip
    """In writing; whoever has asked is told. What everybody reads already is changed by those who may publish."""
    rows = FloorQuestion.objects.select_for_update(of=("self",), no_key=True).select_related("item__session")
    row = rows.get(pk=question.pk)
    answer = QuestionAnswer.objects.filter(question=row).first() or QuestionAnswer(question=row)
    actor = ACCESS.admit(rewriting(answer.state), actor, row)
    answer.asked, answer.text, answer.written_at = asked.strip(), text.strip(), at
    answer.on = timezone.localtime(at).date()
    known = {key for key, _label in bridge.law_items(answer.on, "ru")}
    answer.items = [key for key in dict.fromkeys(items) if key in known]
    columns_check(answer)
    answer.save()
    for step in ("accept", "answer"):
        if row.state in (QuestionState.ASKED, QuestionState.WAITING, QuestionState.SHOWN):
            QUESTION.move(row, step if row.state == QuestionState.ASKED else "answer")
    row.save(update_fields=["state"])
    record(actor=actor, action="faq.write", subject=row, at=at, session=row.session.slug, items=answer.items)
    seminar_letters.answered(row, answer, actor=actor, at=at)
    return answer


@transaction.atomic
def answer_step(
    *, actor: Any, answer: QuestionAnswer, step: str, mark: str | None = None, at: datetime
) -> QuestionAnswer:  # fmt: skip
    """A row of the state table. Those who may publish are told what is proposed.

    `mark` is of the words on the page it was published from: changed meanwhile, nobody with the right has read them.
    """
    rows = QuestionAnswer.objects.select_for_update(of=("self",), no_key=True).select_related("question__item__session")
    row = rows.get(pk=answer.pk)
    may = next((each.who for each in ANSWER.transitions if each.action == step), "faq.publish")
    actor = ACCESS.admit(may, actor, row)
    if step == "publish" and mark is not None and not constant_time_compare(mark, seminar_page.mark(row)):
        raise Refused("answer.changed", gettext_lazy("The answer was changed meanwhile. Read it and publish it then."))
    ANSWER.move(row, step)
    row.published_at = (row.published_at or at) if row.state == AnswerState.PUBLISHED else row.published_at
    row.save(update_fields=["state", "published_at"])
    record(actor=actor, action=f"faq.{step}", subject=row, at=at, session=row.session.slug, items=row.items)
    if step == "propose":
        seminar_letters.proposed(row, actor=actor, at=at)
    return row


@transaction.atomic
def presences_take(
    *, actor: Any, item: ProgrammeItem, entries: Iterable[str], at: datetime
) -> tuple[list[str], dict[str, str]]:
    """Codes of badges read at the door of the hall: those taken, and what is wrong with the others. Each once."""
    actor = ACCESS.admit("registrations.list", actor, item.session)
    taken: list[str] = []
    refused: dict[str, str] = {}
    for code in list(dict.fromkeys(entries))[:MOST]:
        row = codes.registration_of(item.session_id, code, codes.DOOR)
        if row is None:
            refused[code] = _("This code is not of this session.")
        elif row.state not in SEATED:
            refused[code] = _("%(name)s: %(state)s. Ask the organiser.") % {
                "name": row.person.name, "state": row.get_state_display(),
            }  # fmt: skip
        else:
            _present(actor, item, row, PresenceWay.DOOR, at)
            taken.append(code)
    return taken, refused


@transaction.atomic
def presence_mark(
    *, actor: Any, item: ProgrammeItem, registration: Registration, code: str, token: str = "", at: datetime
) -> SeminarPresence:  # fmt: skip
    """By the person, with the figures on the screen of the hall, while the entry is held."""
    actor, row = seated(actor, registration, token, item.session_id)
    if not seminar_page.held_now(item, at):
        raise Refused("presence.hours", gettext_lazy("Presence is marked while the seminar is held."))
    typed = "".join(code.split())
    if typed not in {codes.presence_code(item, at), codes.presence_code(item, at, 1)}:
        raise Refused(
            "presence.code", gettext_lazy("These are not the figures on the screen; they change every five minutes.")
        )
    return _present(actor, item, row, PresenceWay.SCREEN, at)


def _present(actor: Any, item: ProgrammeItem, row: Registration, way: str, at: datetime) -> SeminarPresence:
    found, made = SeminarPresence.objects.get_or_create(item=item, registration=row, defaults={"way": way, "at": at})
    if made:
        record(actor=actor, action="presence.take", subject=row, at=at, session=item.session.slug, item=item.pk,
               way=str(way))  # fmt: skip
    return found
