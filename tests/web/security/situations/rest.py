"""Whatever names no object."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tests.web.security.people import Ours, grant

from svetovod.engine.workbooks.samples import invented_inn

from .situation import Situation, actor, at


def rest(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    """People, letters, the journal, files and pages that name no object."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.web.accounts.models import Invitation, KeptFilter, RoleGrant
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.audit.services import root_sign
    from svetovod.web.notices.marks import leave_link
    from svetovod.web.notices.models import AddressHold, OutgoingMail, ProblemReport
    from svetovod.web.projects.services import cost_attach
    from svetovod.web.regions.models import CentreService, Facility, Survey
    from svetovod.web.registry.models import Organisation, OrganisationPlace
    from svetovod.web.rulebook.models import LawEdition, Verification
    from svetovod.web.secrecy.services import mark_set

    secretary, now = people["secretary"], at("2021-06-10T10:00")
    place = {"role": "expert", "scope": "round", "scope_id": str(objects.round.pk)}
    invitation = Invitation.objects.create(
        email="invited@matrix.example", invited_by=secretary, invited_at=now, expires_at=at("2099-01-01T00:00"),
        token="matrix-token", **place,
    )  # fmt: skip
    cost = objects.project.costs.first()
    file = SimpleUploadedFile("evidence.pdf", _pdf())
    attachment = cost_attach(actor=actor(people, "initiator"), cost=cost, upload=file, at=now)
    house = objects.project.initiator_id
    seat = {"kpp": "000001001", "region": "RU-MO", "address": "Саранск"}
    OrganisationPlace.objects.get_or_create(organisation_id=house, kind="head", closed_on=None, defaults=seat)
    mark_set(actor=actor(people, "initiator"), attachment=attachment, holder=house, at=now)
    root_sign(purpose="matrix")
    letter = OutgoingMail.objects.create(
        key="matrix", to="a@matrix.example", subject="s", text="t", state="failed", domain_at=now, queued_at=now
    )
    report = letter.bounces.create(fingerprint="matrix", outcome="permanent", received_at=now)
    held = AddressHold.objects.create(address="a@held.example", bounce=report, since=now)
    wished = leave_link(OutgoingMail(person=people["stranger"], topic="events"))
    reported = ProblemReport.objects.create(code="0000000A", text="t", language="ru", reported_at=now)
    read = Verification.objects.create(
        act="pp779", key="cluster.min_participants", edition="2018-08-02", value="10", point="2", publication="-",
        quote="-", proposed_by=secretary, proposed_at=now,
    )  # fmt: skip
    bulk = _bulk(objects, actor(people, "region"), now)
    # signed, and drafted by somebody else than the officer of the columns
    draft = LawEdition.objects.create(
        act="pp779", number="1", signed_on="2026-01-01", effective_from="2026-02-01", publication="-", note_ru="-",
        changes=[{"key": "cluster.func_dependence_min", "value": "0.15", "point": "1"}], drafted_by=secretary,
        drafted_at=now, edited_at=now,
    )  # fmt: skip
    newcomer, open_one = _handover(objects, people, now)
    granted = RoleGrant.objects.get(person=people["expert-panel"], role="expert")
    by_part = {"account": people["stranger"].pk, "roles": granted.pk, "outbox": letter.pk, "files": attachment.pk}
    by_part |= {"handovers": open_one.pk, "invitations": invitation.pk, "verifications": read.pk, "editions": draft.pk}
    by_part |= {"signers": _signer(objects, actor(people, "initiator"), now)}
    joined, denied = _organisations(actor(people, "officer"), now)
    by_part["questions"] = _answer()
    by_part["surveys"] = Survey.objects.get().pk
    by_part["services"] = CentreService.objects.filter(withdrawn_at=None).earliest("pk").pk
    by_part["infrastructure"] = Facility.objects.earliest("pk").pk
    by_part["registries"] = _registry(actor(people, "officer"), now)
    question, run = _question(people, now)
    shown = Organisation.objects.get(inn="0000001043")
    shown.publications.create(field="card", shown=True, changed_at=now)
    by_part["particulars"] = shown.particulars.create(
        kind="founder", text="Пример Учредителев", source="Выписка", as_of=now.date(), entered_at=now
    ).pk
    by_part["places"] = OrganisationPlace.objects.get(kind="branch").pk
    by_part |= {"merges": joined, "duplicates": denied, "tokens": people["initiator"].tokens.get().pk}
    kept = KeptFilter.objects.create(
        person=people["initiator"], page="/projects/", name="Готовые", query="state=ready", kept_at=now
    )
    by_part["filters"] = kept.pk
    values = {
        "owner": _leader(objects).inn, "inn": "0000001043", "other": invented_inn(9101),
        "by_part": by_part, "token": invitation.token,
        "index": LedgerEntry.objects.count() // 2, "kind": "projects.jointproject", "id": objects.project.pk,
        "bulk": bulk.pk, "person": newcomer.pk, "file": bulk.files.get().pk,
        "act": "pp779", "key": "cluster.func_dependence_min", "iso": "RU-MO", "table": "makes",
        "hold": held.pk, "infected": _infected(now), "leave": wished.rstrip("/").rpartition("/")[2],
        "dataset": "clusters", "suffix": "csv", "problem": reported.code, "question_id": question, "run_id": run,
        "file_as": "csv", "drawn_as": "svg", "begun": "syktyvkar-2021", "counted": "came",
        "paper_kind": "attachment", "paper_key": str(attachment.pk),
        "signature": _signature(attachment, now),
    }  # fmt: skip
    yield Situation(
        "rest",
        "any",
        values,
        {
            "objects": objects,
            "signed_bytes": attachment.path.read_bytes(),
            "bulk_file": values["file"],
            "handover_to": newcomer.pk,
            "handover_heir": people["preparer"].pk,
        },
    )


def _pdf() -> bytes:
    """One that a copy can be made of: the file is a commercial secret."""
    import pypdfium2

    made, out = pypdfium2.PdfDocument.new(), BytesIO()
    made.new_page(200, 200)
    made.save(out)
    return out.getvalue()


def _signature(attachment: Any, now: Any) -> int:
    """Beside the file of evidence, judged by nobody yet."""
    from svetovod.web.signatures.models import DetachedSignature

    return DetachedSignature.objects.create(
        kind="attachment", key=str(attachment.pk), document_sha256=attachment.sha256, content=b"-", sha256="a" * 64,
        added_by=attachment.uploaded_by, added_at=now,
    ).pk  # fmt: skip


def _infected(now: Any) -> int:
    from svetovod.web.quarantine.models import HeldFile

    common = {"size": 1, "found": "Eicar-Test-Signature", "place": "x", "first_at": now, "last_at": now}
    return HeldFile.objects.create(sha256="e" * 64, name="a.pdf", **common).pk


def _answer() -> int:
    """A question of a seminar answered for everybody."""
    from svetovod.web.events.models import QuestionAnswer

    return QuestionAnswer.objects.filter(state="published").order_by("pk").values_list("pk", flat=True)[0]


def _question(people: dict[str, Any], now: Any) -> tuple[int, int]:
    """A question that the authority of our region shares there, and its answer of one row that names no table."""
    import hashlib

    from svetovod.web.workbench.models import QuestionRun, SavedQuestion, StoredAnswer

    author = people["region"]
    question = SavedQuestion.objects.create(
        owner=author, title_ru="-", sql="SELECT 1 AS n", region="RU-MO", changed_at=now
    )
    content = '{"columns": [["n", "whole"]], "rows": [[1]], "more": false}'
    run = QuestionRun.objects.create(
        question=question, person=author, at=now, sql="SELECT 1 AS n", data=hashlib.sha256(b"").hexdigest(), rows=1,
        outcome="answered", seconds="0.10", svg="<svg/>", chart={"mark": "bar", "x": "n", "y": "n"}, drawn_in="ru",
        answer=StoredAnswer.objects.create(key="matrix", data_on=now, content=content),
    )  # fmt: skip
    return question.pk, run.pk


def _handover(objects: Ours, people: dict[str, Any], now: Any) -> tuple[Any, Any]:
    """The colleague leaves, the preparer is asked to succeed; a newcomer of the same house can leave or succeed too."""
    from datetime import date

    from svetovod.web.accounts.models import Person
    from svetovod.web.handover.services import Wish, handover_start

    newcomer = Person.objects.create(email="newcomer@matrix.example", name="newcomer", password="!")
    grant(newcomer, "participant", "organisation", objects.ids["leader"])
    wish = Wish(date(2021, 6, 30), {"roles": people["preparer"]}, ground="-")
    row = handover_start(actor=actor(people, "initiator"), leaver=people["colleague"], wish=wish, at=now)
    return newcomer, row


def _leader(objects: Ours) -> Any:
    from svetovod.web.registry.models import Organisation

    return Organisation.objects.get(pk=objects.ids["leader"])


def _signer(objects: Ours, initiator: Any, now: Any) -> int:
    """Somebody without an account signed for the enterprise that leads our project; the term of it is over."""
    from datetime import date

    from svetovod.web.signing.services import FIELDS, authority_enter

    typed = dict.fromkeys(FIELDS, "") | dict.fromkeys(("dated_on", "until", "certificate_until"))
    typed |= {"person": "", "name": "-", "post": "-", "ground": "charter", "since": date(2020, 1, 1)}
    typed["until"] = date(2021, 6, 5)
    return authority_enter(actor=initiator, organisation=_leader(objects), fields=typed, at=now).pk


def _organisations(officer: Any, now: Any) -> tuple[int, int]:
    """Two records joined, and two said to be two: the ids of both words."""
    from svetovod.web.registry.models import NotDuplicate, Organisation
    from svetovod.web.registry.organisations.services import organisations_merge

    kept, gone = (Organisation.objects.get(inn=inn) for inn in ("0000001100", invented_inn(9102)))
    joined = organisations_merge(actor=officer, kept=kept, gone=gone, taken={}, ground="-", at=now)
    return joined.pk, NotDuplicate.objects.get().pk


def _bulk(objects: Ours, region: Any, now: Any) -> Any:
    """A workbook of our cluster among many, read and not applied yet."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.demo import bridge
    from svetovod.web.registry.bulk import services, work

    book = bridge.likeness("conforming", title=objects.cluster.name, regions=["RU-MO"], first=7100, trades=("Завод",))
    upload = SimpleUploadedFile("новая.xlsx", book.getvalue())
    bulk = services.bulk_upload(actor=region, uploads=[upload], at=now)
    work.run(bulk.pk, at=now)
    return bulk


def _registry(officer: Any, now: Any) -> Any:
    """A file that was taken in, with a rejected row."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.web.regions.registries import services, work

    upload = SimpleUploadedFile("okpd2.csv", "C;27.31;Кабели\nC;27.3x;Кабели\nC;27.32;Провода\n".encode())
    made = services.registry_file_take(actor=officer, kind="okpd2", upload=upload, at=now)
    work.run(made.pk, now=now)
    return made.pk
