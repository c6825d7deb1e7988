"""Which fields are secret, a unique text planted in each of them, and who of the readers may see it.

`SECRET` and `OPEN` together name every field of every model that can hold words or figures; a field in neither fails
test_secrecy.py. A secret field names its canary, or says in `NOT_PLANTED` words why none can be put there.
"""

from datetime import UTC, datetime
from typing import Any

Canaries = dict[str, tuple[str, set[str]]]
NOW = datetime(2021, 11, 26, 9, tzinfo=UTC)

# not secret: public, or known to whoever may see the row at all, or a mere mark
OPEN = {
    "audit.LedgerEntry": "actor acting_as action subject_type subject_id leaf",
    "audit.LedgerHead": "frontier root",
    "audit.SignedRoot": "root timestamp public_key key_id signature purpose",
    "accounts.Person": "language",
    "accounts.RoleGrant": "scope_id label",
    "accounts.Invitation": "scope_id label",
    "handover.Handover": "places roles ended",
    "confirmation.ConfirmationApplication": "number",
    "confirmation.ConfirmationVersion": "sha256",
    "confirmation.ChecklistMark": "key",
    "confirmation.ConfirmationDecision": "order_number",
    "confirmation.RegistryExclusion": "order_number",
    "confirmation.MembershipReport": "sha256",
    "documents.Attachment": "sha256 content_type subject_type subject_id kind",
    "dossier.Agreement": "region",
    "dossier.DossierDocument": "code",
    "dossier.RequirementMark": "key",
    "dossier.RegionalAccord": "regions",
    "dossier.ClusterObject": "region",
    "figures.FiguresDispute": "place",
    "notices.OutgoingMail": "key answer bundle",
    "notices.Notice": "key url",
    "registry.Organisation": "region",
    "registry.Cluster": "slug regions registry_number",
    "registry.ClusterSheet": "sha256",
    "registry.PendingSheet": "sha256",
    "registry.BulkFile": "sha256",
    "registry.StoredVerdict": "act facts_version engine_version input_sha256",
    "rulebook.LawEdition": "act number earlier_drafters",
    "rulebook.Verification": "act key value point publication quote reason",  # the text of a published act
    "projects.JointProject": "code edit_key",
    "projects.ProjectAudience": "occasion",
    "projects.ProjectSection": "key edit_key",
    "projects.ProjectStage": "after",
    "projects.ProjectVersion": "sha256",
    "projects.Remark": "occasion key place",
    "projects.SectionList": "occasion title_ru title_en source sections",
    "projects.SectionPen": "edit_key",
    "events.PracticalSession": "slug place region about pack",
    "events.BodyRole": "name role",
    "events.ProgrammeItem": "hall title speaker",
    "events.Visit": "subject meeting_point",
    "events.ConsentDocument": "code version title text",
    "events.Registration": "region",
    "events.Pitch": "hall",
    "selection.SelectionRound": (
        "slug expected order_text limit threshold reason facts years per_project criteria_source"
    ),
    "selection.Criterion": "code name meaning weight maximum",
    "selection.Announcement": "content sha256 reason",
    "selection.AskedDocument": "title meaning",
    "selection.PlaceOffer": "region",
    "selection.Application": "number",
    "selection.FormalCheckItem": "key",
    "selection.PanelMember": "code region",
    "selection.Protocol": "pdf_sha256 ledger_root key_id",
    "selection.ScoreSheet": "commitment",
    "selection.RankingRun": "engine",
    "selection.OpeningConsent": "role",
}
SECRET = {
    "accounts.Person": {
        "password": "password", "email": "e-mail", "name": "name", "position": "position", "phone": "phone",
    },
    "accounts.Invitation": {"token": "token of an invitation", "email": "address of an invitation"},
    "audit.LedgerEntry": {"body": "journal"},
    "documents.Attachment": {"name": "file"},
    "confirmation.ConfirmationVersion": {"content": "frozen: the trigger keeps versions"},
    "confirmation.ConfirmationReturn": {"grounds": "papers of an application"},
    "confirmation.RegistryExclusion": {"grounds": "papers of an application", "reason": "papers of an application"},
    "confirmation.ConfirmationAppeal": {"text": "papers of an application", "answer": "papers of an application"},
    "confirmation.MembershipReport": {
        "content": "frozen: who takes part is public, a hidden enterprise is planted elsewhere",
        "answer": "papers of an application",
    },
    "confirmation.ChecklistMark": {"comment": "papers of an application"},
    "confirmation.ConfirmationDecision": {
        "grounds": "papers of an application", "sent_back": "papers of an application",
        "snapshot": "later: made of what stands beside it",
    },
    "dossier.Agreement": {"number": "dossier", "signed_with": "dossier"},
    "dossier.ClusterFounding": {"ground": "dossier"},
    "dossier.MembershipChange": {"ground": "dossier"},
    "dossier.ManagingTerm": {"ground": "dossier"},
    "dossier.RequirementMark": {"evidence": "dossier"},
    "dossier.RegionalAccord": {"number": "dossier", "signatories": "dossier"},
    "dossier.ClusterObject": dict.fromkeys(("name", "owner_inn", "owner_name", "serves", "evidence"), "dossier"),
    "dossier.Programme": {"number": "dossier", "approved_by": "dossier"},
    "dossier.ProgrammeGoal": {"text": "dossier"},
    "dossier.ProgrammeMeasure": dict.fromkeys(("number", "name", "project", "result"), "dossier"),
    "dossier.ProgrammeIndicator": {"name": "dossier", "unit": "dossier", "baseline": "dossier"},
    "dossier.ProgrammePoint": {"period": "dossier", "plan": "figure of a programme", "fact": "figure of a programme"},
    "dossier.DossierDocument": {"number": "dossier", "note": "dossier"},
    "rulebook.LawEdition": {
        "note_ru": "draft of an edition", "note_en": "draft of an edition", "publication": "draft of an edition",
        "changes": "later: the form takes values of their unit", "reason": "later: only a discarded draft has one",
    },
    "handover.Handover": {
        "ground": "words of a handover", "forced_reason": "words of a handover", "held_up": "words of a handover",
        "outcome": "later: made of what stands beside it",
    },
    "handover.Succession": {"reason": "words of a handover"},
    "figures.FiguresRequest": {
        "text": "request for figures", "passport": "request for figures", "title": "table of figures",
        "basis": "table of figures", "columns": "table of figures",
    },
    "figures.FiguresContact": {"token_hash": "frozen: a hash"},
    "figures.FiguresDraft": {"content": "draft of figures"},
    "figures.FiguresAnswer": {"content": "frozen: the trigger keeps answers", "basis": "frozen: the same"},
    "figures.FiguresDispute": {"reason": "dispute of figures"},
    "notices.OutgoingMail": {
        "to": "letter", "subject": "letter", "text": "confidential letter", "html": "letter", "attachments": "letter",
    },
    "notices.Notice": {"text": "notice"},
    "registry.Organisation": {
        "inn": "hidden enterprise", "name": "hidden enterprise", "short_name": "hidden enterprise",
        "name_sort": "hidden enterprise",
    },
    "registry.Cluster": {"name": "idea of a cluster", "name_sort": "idea of a cluster"},
    "registry.ClusterSheet": {
        "file_name": "workbook", "content": "row of a workbook", "notes": "workbook", "sums": "row of a workbook",
        "sources": "row of a workbook",
    },
    "registry.PendingSheet": {
        "file_name": "waiting workbook", "content": "waiting workbook", "notes": "waiting workbook",
    },
    "registry.BulkFile": dict.fromkeys(
        ("name", "raw", "content", "notes", "errors", "reason", "elsewhere", "title", "manager_inn", "manager_name"),
        "workbook among many",
    ),
    "dossier.EditionPin": {"reason": "reason of an edition"},
    "registry.StoredVerdict": {"result": "frozen: made of the workbook, on the same pages"},
    "projects.JointProject": {
        "title": "title", "replaces": "replaces", "buyers": "buyers", "makers": "makers", "lacking": "lacking",
        "okpd2": "okpd2", "requested": "requested", "minimum": "minimum", "own_funds": "own funds",
        "loan_funds": "loan funds",
    },
    "projects.CostDocument": {
        "number": "document of a kit", "payer": "document of a kit", "seller": "document of a kit",
        "seller_name": "document of a kit", "gross": "sum of a document", "vat": "sum of a document",
    },
    "projects.EfficiencyPlan": {
        "rate": "later: a share has no words, its basis stands beside it", "basis": "efficiency", "years": "efficiency",
    },
    "projects.CostRow": {"amount": "amount", "evidence": "evidence"},
    "projects.Indicator": {"name": "indicator", "unit": "indicator"},
    "projects.IndicatorValue": {"period": "indicator", "plan": "plan", "fact": "plan"},
    "projects.ProjectSection": {"text": "section"},
    "projects.SectionPen": {"text": "words kept aside"},
    "projects.ProjectStage": {"name": "stage", "result": "stage"},
    "projects.ProjectVersion": {"content": "frozen: the trigger keeps versions; the matrix asks who opens one"},
    "projects.Remark": {"text": "remark"},
    "projects.RemarkReply": {"text": "answer to a remark"},
    "events.PracticalSession": {"title": "draft of a session"},
    "events.Registration": {"organisation_name": "organisation of a guest", "token_hash": "frozen: a hash"},
    "selection.SelectionRound": {"title": "draft of a selection"},
    "selection.Application": {
        "requested": "sum of an application", "minimum": "sum of an application", "parties": "sum of an application",
        "reason": "reason of the check", "official_number": "official number",
    },
    "selection.FormalCheckItem": {"comment": "comment of the check"},
    "selection.ConflictDeclaration": {"reason": "conflict"},
    "selection.PlaceOffer": {"email": "address of an offer", "reason": "word of who declined a place"},
    "selection.RankingRun": {"input": "later: no ranking before the opening", "result": "later: the same"},
    "selection.Vote": {"conflict": "later: no vote before the ranking", "opinion": "later: the same"},
    "selection.Protocol": {
        "snapshot": "later: no protocol before the approval", "pdf": "later: the same", "reason": "later: the same",
    },
    "selection.ScoreSheet": {"sealed": "sealed comment", "body": "later: the constraint", "salt": "later: the same"},
}  # fmt: skip
NOT_PLANTED = ("frozen:", "later:")
INSIDE = {"secretary", "chair", "member-1", "auditor", "expert-2"}


def plant() -> Canaries:
    """Puts the canaries into the scene at the stage of scoring; name -> (text, readers that may see it)."""
    return _projects() | _selection() | _people() | _registry() | _figures() | _drafts() | _confirmations()


def _person(key: str) -> Any:
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.models import Person

    return Person.objects.get(email=f"{key}@{DOMAIN}")


def _first(model: Any, **of: Any) -> Any:
    return model.objects.filter(pk=model.objects.filter(**of).order_by("pk").values("pk")[:1])


def _projects() -> Canaries:
    """The living project behind a version that was shown and filed, and what is said about it."""
    from svetovod.web.documents.models import Attachment
    from svetovod.web.projects.models import (
        CostDocument,
        CostRow,
        EfficiencyPlan,
        Indicator,
        IndicatorValue,
        JointProject,
        ProjectSection,
        ProjectStage,
        Remark,
        RemarkReply,
        SectionPen,
    )
    from svetovod.web.selection.models import Application

    row = Application.objects.filter(state="scoring").order_by("serial").select_related("project")[0].project
    words = ("title", "replaces", "buyers", "makers", "lacking")
    sums = {"requested": 81230045, "minimum": 71230045, "own_funds": 61230045, "loan_funds": 51230045}
    JointProject.objects.filter(pk=row.pk).update(
        **{word: f"канарейка{word}" for word in words}, **sums, okpd2="99.87.65.432"
    )
    cost = CostRow.objects.filter(project=row).order_by("pk")[0]
    CostRow.objects.filter(pk=cost.pk).update(amount=41230045, evidence="канарейкаоснования")
    CostDocument.objects.create(
        cost=cost, kind="payment", number="канарейкадокумента", on=NOW, payer="0000000018", seller="0000000025",
        seller_name="канарейкадокумента", gross=21230045, vat=0, rate="none",
    )  # fmt: skip
    EfficiencyPlan.objects.update_or_create(
        project=row, defaults={
            "rate": "0.12", "basis": "канарейкаэффективности",
            "years": [{"year": 2023, "revenue": "11230045.00", "costs": "0.00", "taxes": "0.00"}],
        },
    )  # fmt: skip
    _first(Indicator, project=row).update(name="канарейкапоказателя")
    _first(IndicatorValue, indicator__project=row, plan__isnull=False).update(plan=31230045)
    section = ProjectSection.objects.filter(project=row).first()
    assert section is not None, "a project of the scene has texts"
    ProjectSection.objects.filter(pk=section.pk).update(text="канарейкараздела")
    SectionPen.objects.create(
        section=section, edit_key="канарейка", person=_person("background"), text="канарейкапера", seen_at=NOW
    )
    _first(ProjectStage, project=row).update(name="канарейкаэтапа", result="канарейкаэтапа")
    Attachment.objects.create(
        sha256="0" * 64, name="канарейкафайла.pdf", content_type="application/pdf", size=1, uploaded_at=NOW,
        subject_type="projects.costrow", subject_id=str(cost.pk), kind="evidence", uploaded_by=_person("background"),
    )  # fmt: skip
    remark = Remark.objects.order_by("id")[0]
    Remark.objects.filter(pk=remark.pk).update(text="канарейказамечания")
    RemarkReply.objects.create(
        remark=remark, author=_person("background"), at=NOW, action="accept", text="канарейкаответа"
    )
    hidden = Remark.objects.exclude(author=_person("expert-2")).exclude(pk=remark.pk).order_by("id")[0]
    Remark.objects.filter(pk=hidden.pk).update(text="канарейкакоманды", visibility="team")
    panel = {"organiser", "expert-2"}
    nobody: set[str] = set()
    return {
        **{word: (f"канарейка{word}", nobody) for word in words},
        **{name.replace("_", " "): (str(value), nobody) for name, value in sums.items()},
        "okpd2": ("99.87.65.432", nobody), "amount": ("41230045", nobody), "evidence": ("канарейкаоснования", nobody),
        "indicator": ("канарейкапоказателя", nobody), "plan": ("31230045", nobody),
        "stage": ("канарейкаэтапа", nobody), "section": ("канарейкараздела", nobody),
        "words kept aside": ("канарейкапера", nobody),
        "document of a kit": ("канарейкадокумента", nobody), "sum of a document": ("21230045", nobody),
        "efficiency": ("канарейкаэффективности", nobody), "file": ("канарейкафайла", nobody),
        "remark": ("канарейказамечания", panel),
        "answer to a remark": ("канарейкаответа", panel), "remark to the team": ("канарейкакоманды", nobody),
    }  # fmt: skip


def _selection() -> Canaries:
    """Every sealed sheet of the scene has the comment below; a draft is added with one of its own."""
    from svetovod.web.selection import sealing
    from svetovod.web.selection.models import (
        Application,
        Assignment,
        ConflictDeclaration,
        FormalCheckItem,
        PlaceOffer,
        ScoreSheet,
    )

    row = Application.objects.filter(state="scoring").order_by("serial").first()
    assert row is not None
    free = row.round.panel.exclude(assignments__application=row).exclude(person=_person("expert-2")).first()
    assert free is not None
    draft = Assignment.objects.create(application=row, member=free, assigned_at=row.filed_at)
    sealed = sealing.seal(draft.pk, {"scores": {}, "comment": "канарейкачерновика"})
    ScoreSheet.objects.create(assignment=draft, sealed=sealed)
    Application.objects.filter(pk=row.pk).update(
        reason="канарейкарешения", official_number="канарейканомера", requested=91230045, minimum=91230044
    )
    FormalCheckItem.objects.filter(application=row, key="complete").update(comment="канарейкапроверки")
    _first(ConflictDeclaration).update(reason="канарейкаконфликта")
    PlaceOffer.objects.create(
        round=row.round, kind="expert", email="canaryoffered@example.org", state="declined", reason="канарейкаотказа",
        offered_at=NOW,
    )  # fmt: skip
    return {
        "sealed comment": ("Оценка по представленным документам", {"expert-2"}),
        "draft comment": ("канарейкачерновика", set()),
        "reason of the check": ("канарейкарешения", INSIDE), "comment of the check": ("канарейкапроверки", INSIDE),
        "official number": ("канарейканомера", INSIDE), "sum of an application": ("91230045", INSIDE),
        "conflict": ("канарейкаконфликта", INSIDE - {"expert-2"}),
        "address of an offer": ("canaryoffered@example.org", {"secretary"}),
        "word of who declined a place": ("канарейкаотказа", {"secretary"}),
    }  # fmt: skip


def _handover() -> None:
    """Between two people of one enterprise: nobody else reads why."""
    from svetovod.web.handover.models import Handover, Succession

    said, leaver = "канарейкаухода", _person("background")
    place = leaver.grants.filter(scope="organisation").first()
    key = ["organisation", place.scope_id if place else "0"]
    row = Handover.objects.create(
        leaver=leaver,
        started_by=leaver,
        started_at=NOW,
        leaves_on=NOW.date(),
        places=[key],
        ground=said,
        forced_reason=said,
        held_up=said,
    )
    Succession.objects.create(handover=row, work="roles", successor=leaver, declined_at=NOW, reason=said)


def _people() -> Canaries:
    from django.contrib.auth.hashers import make_password
    from django.db import transaction

    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.accounts.models import Invitation, Person
    from svetovod.web.audit.services import record
    from svetovod.web.events.models import Registration
    from svetovod.web.notices.models import Notice, OutgoingMail
    from svetovod.web.selection.models import SelectionRound

    _handover()
    guest = Registration.objects.exclude(person__email__endswith=DOMAIN).order_by("id")[0]
    password = make_password("канарейкапароля")
    Person.objects.filter(pk=guest.person_id).update(
        phone="+79990001122", email="canaryguest@example.org", name="Канарейкагостя", position="Канарейкадолжности",
        password=password,
    )  # fmt: skip
    Registration.objects.filter(pk=guest.pk).update(organisation=None, organisation_name="канарейкагостьорганизации")
    round_ = SelectionRound.objects.get(slug="2021")
    Invitation.objects.create(
        token="canary-token-1", email="canaryinvited@example.org", role="expert", scope="round",
        scope_id=str(round_.pk), invited_at=NOW, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    common = {"state": "sent", "domain_at": NOW, "queued_at": NOW}
    OutgoingMail.objects.create(
        key="canary-1", to="a@example.org", subject="s", text="канарейкатайногописьма", confidential=True, **common
    )
    OutgoingMail.objects.create(
        key="canary-2", to="b@example.org", subject="канарейкаписьма", text="канарейкаписьма", **common
    )
    Notice.objects.create(person=_person("partner"), text="канарейкауведомления", created_at=NOW)
    with transaction.atomic():
        record(actor=SYSTEM, action="canary.sing", subject=round_, at=NOW, said="канарейкажурнала")
    desk = {"organiser", "checkin"}
    return {
        "phone": ("79990001122", {"organiser"}), "e-mail": ("canaryguest@example.org", {*desk, "admin"}),
        "name": ("Канарейкагостя", {*desk, "admin"}), "position": ("Канарейкадолжности", desk),
        "password": (password, set()), "organisation of a guest": ("канарейкагостьорганизации", desk),
        "token of an invitation": ("canary-token-1", set()),
        "address of an invitation": ("canaryinvited@example.org", {"secretary", "admin"}),
        "confidential letter": ("канарейкатайногописьма", set()), "letter": ("канарейкаписьма", {"admin"}),
        "notice": ("канарейкауведомления", {"partner"}), "words of a handover": ("канарейкаухода", {"admin"}),
        "journal": ("канарейкажурнала", {"auditor", "admin", "secretary", "chair"}),
    }  # fmt: skip


def _dossier(cluster: Any, member: Any) -> None:
    """Papers of a cluster that no reader of a region manages."""
    from svetovod.web.dossier.models import (
        Agreement,
        ClusterFounding,
        DossierDocument,
        ManagingTerm,
        MembershipChange,
        RequirementMark,
    )

    said, day = "канарейкакомплекта", NOW.date()
    ClusterFounding.objects.create(cluster=cluster, on=day, ground=said)
    MembershipChange.objects.create(membership=member, kind="joined", on=day, ground=said)
    Agreement.objects.create(
        cluster=cluster, organisation=member.organisation, number=said, dated_on=day, signed_with=said
    )
    DossierDocument.objects.create(cluster=cluster, code="so_charter", number=said, note=said, dated_on=day)
    _programme(cluster, said)
    ManagingTerm.objects.create(cluster=cluster, organisation=cluster.manager, since=day, ground=said)
    RequirementMark.objects.create(
        cluster=cluster, organisation=cluster.manager, key="so.purpose", state="met", evidence=said, noted_on=day
    )


def _programme(cluster: Any, said: str) -> None:
    from svetovod.web.dossier.models import (
        ClusterObject,
        Programme,
        ProgrammeGoal,
        ProgrammeIndicator,
        ProgrammeMeasure,
        ProgrammePoint,
        RegionalAccord,
    )

    day, own = NOW.date(), cluster.manager
    RegionalAccord.objects.create(cluster=cluster, regions=cluster.regions, number=said, dated_on=day, signatories=said)
    ClusterObject.objects.create(
        cluster=cluster, kind="technopark", name=said, owner_inn="0000000000", owner_name=said, region="RU-NIZ",
        serves=said, evidence=said,
    )  # fmt: skip
    row = Programme.objects.create(
        cluster=cluster, version=1, first_year=2021, last_year=2023, number=said, approved_on=day, approved_by=said
    )
    goal = ProgrammeGoal.objects.create(programme=row, position=1, text=said)
    ProgrammeMeasure.objects.create(
        programme=row, goal=goal, number="1", name=said, due_on=day, responsible=own, project=said, result=said
    )
    line = ProgrammeIndicator.objects.create(programme=row, position=1, name=said, unit=said)
    ProgrammePoint.objects.create(indicator=line, period="2021", plan=51230046, fact=51230046)


def _registry() -> Canaries:
    """A hidden enterprise and the workbook of a cluster that no reader of a region manages."""
    from svetovod.web.dossier.models import Dossier, EditionPin
    from svetovod.web.projects.models import ProjectParticipant
    from svetovod.web.registry.models import BulkFile, BulkImport, Cluster, ClusterSheet, Organisation, PendingSheet

    cluster = Cluster.objects.exclude(state="idea").exclude(regions__contains=["RU-MO"]).order_by("id")[0]
    busy = ProjectParticipant.objects.values("organisation")
    member = cluster.memberships.exclude(organisation__in=busy).order_by("id")[0]
    Organisation.objects.filter(pk=member.organisation_id).update(
        hidden=True, name="канарейкапредприятия", short_name="", name_sort="канарейкапредприятия"
    )
    sheet = ClusterSheet.objects.filter(cluster=cluster).order_by("-uploaded_at", "-id")[0]
    content = sheet.content
    content["participants"][0]["name"] = "канарейкакниги"
    PendingSheet.objects.create(
        cluster=cluster, base=sheet, uploaded_at=NOW, file_name="канарейкаожидания.xlsx", sha256="0" * 64,
        content=content,
    )  # fmt: skip
    ClusterSheet.objects.filter(pk=sheet.pk).update(content=content, file_name="канарейкаимени.xlsx")
    among = "канарейкасредимногих"
    bulk = BulkImport.objects.create(made_by=_person("background"), made_at=NOW)
    BulkFile.objects.create(
        bulk=bulk, place=0, name=among, title=among, content=content | {"name": among}, cluster=cluster, base=sheet,
        raw=among.encode(), notes=[among], errors=[among], reason={"code": among}, elsewhere=[[among, among]],
        manager_name=among,
    )  # fmt: skip
    dossier = Dossier.objects.create(cluster=cluster, edition="2016-09-26", pinned_at=NOW)
    EditionPin.objects.create(dossier=dossier, edition="2016-09-26", pinned_at=NOW, reason="канарейкапричины")
    _dossier(cluster, member)
    manager = Organisation.objects.get(pk=cluster.manager_id)
    Cluster.objects.create(slug="canary", name="Канарейказамысла", regions=["RU-NIZ"], state="idea", manager=manager)
    return {
        "hidden enterprise": ("канарейкапредприятия", {"organiser", "officer"}),
        "waiting workbook": ("канарейкаожидания", set()),
        "dossier": ("канарейкакомплекта", {"officer", "auditor"}),
        "figure of a programme": ("51230046", {"officer", "auditor"}),
        "workbook among many": (among, set()),
        "row of a workbook": ("канарейкакниги", {"officer"}), "workbook": ("канарейкаимени", {"officer"}),
        "reason of an edition": ("канарейкапричины", {"officer", "auditor"}),
        "idea of a cluster": ("Канарейказамысла", {"officer"}),
    }  # fmt: skip


def _figures() -> Canaries:
    """What enterprises told whoever asked them."""
    from svetovod.web.figures.models import FiguresDispute, FiguresDraft, FiguresRequest

    dispute = FiguresDispute.objects.select_related("answer__reply").order_by("id")[0]
    FiguresDispute.objects.filter(pk=dispute.pk).update(reason="канарейкаспора")
    FiguresRequest.objects.filter(pk=dispute.answer.reply.request_id).update(text="канарейказапроса")
    table = FiguresRequest.objects.get(office="registry_officer")
    table.title, table.basis = "канарейкатаблицы", "канарейкатаблицы"
    table.columns[0]["title"] = "канарейкатаблицы"
    table.save(update_fields=["title", "basis", "columns"])
    FiguresDraft.objects.create(
        reply=dispute.answer.reply, person=_person("background"), saved_at=NOW, content={"employees": "канарейкаштата"}
    )
    asked = _person("partner").grants.filter(scope_id=str(dispute.answer.reply.organisation_id)).exists()
    may = {"manager", "partner"} if asked else {"manager"}
    return {
        "request for figures": ("канарейказапроса", {"manager", "partner"}),
        "table of figures": ("канарейкатаблицы", {"officer", "region"}),
        "dispute of figures": ("канарейкаспора", may),
        "draft of figures": ("канарейкаштата", set()),
    }  # fmt: skip


def _confirmations() -> Canaries:
    """What the ministry wrote on an application of a cluster of the region."""
    from svetovod.web.confirmation.models import (
        ChecklistMark,
        ConfirmationAppeal,
        ConfirmationDecision,
        ConfirmationReturn,
        MembershipReport,
        RegistryExclusion,
    )

    word, background = "канарейказаявления", _person("background")
    decision = ConfirmationDecision.objects.order_by("id")[0]
    ConfirmationDecision.objects.filter(pk=decision.pk).update(grounds=word, sent_back=word)
    ConfirmationReturn.objects.filter(application=decision.application_id).update(grounds=word)
    ChecklistMark.objects.create(
        application_id=decision.application_id, key="cluster.min_participants", mark="met", comment=word, marked_at=NOW
    )
    ConfirmationAppeal.objects.create(
        application_id=decision.application_id, state="rejected", text=word, answer=word, filed_at=NOW
    )
    RegistryExclusion.objects.create(
        entry=decision.entry, state="dropped", grounds=word, reason=word, prepared_at=NOW, prepared_by=background
    )
    version = decision.application.versions.all()[0]
    MembershipReport.objects.create(
        entry=decision.entry, state="declined", answer=word, filed_at=NOW, sha256="0" * 64, verdict=version.verdict,
        content={"joined": [], "left": [], "changed": [], "participants": []},
    )  # fmt: skip
    return {"papers of an application": (word, {"officer", "region", "cdc"})}


def _drafts() -> Canaries:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events.models import PracticalSession
    from svetovod.web.rulebook.models import LawEdition
    from svetovod.web.selection.models import SelectionRound

    PracticalSession.objects.create(**session_fields() | {"slug": "canary-session", "title": "Канарейкасессии"})
    words = dict.fromkeys(("note_ru", "note_en", "publication"), "Канарейкаредакции")
    LawEdition.objects.filter(pk=LawEdition.objects.values("pk")[:1]).update(**words)
    SelectionRound.objects.create(slug="canary-round", title="Канарейкаотбора", limit=1)
    return {
        "draft of an edition": ("Канарейкаредакции", set()),
        "draft of a session": ("Канарейкасессии", {"organiser"}),
        "draft of a selection": ("Канарейкаотбора", set()),
    }
