"""Reading requests for figures: whoever asked sees every part, an enterprise its own and the totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common.errors import Hidden, LinkUnknown
from svetovod.web.common.prepared import Prepared
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.registry import selectors as registry

from . import bridge, links
from .access import ACCESS, ANSWERING
from .enums import TYPED, Office, ReplyState, RequestForm, RequestState
from .models import FiguresAnswer, FiguresContact, FiguresDraft, FiguresReply, FiguresRequest
from .tokens import hashed

OWN = "own-"  # of an address in place of a link: the part of one's own enterprise
FEWEST = 3  # aggregates of fewer enterprises are not shown


def requests_of(actor: Any, cluster: Any) -> QuerySet[FiguresRequest]:
    ACCESS.require("requests.list", actor, cluster)
    return cluster.figures_requests.prefetch_related("replies")


def _requests() -> QuerySet[FiguresRequest]:
    return FiguresRequest.objects.select_related("cluster__manager", "asker", "sheet", "parent__asker")


def _of_year(slug: str, year: int) -> QuerySet[FiguresRequest]:
    return _requests().filter(cluster__slug=slug, year=year)


def _table(number: int) -> QuerySet[FiguresRequest]:
    return _requests().filter(pk=number, form=RequestForm.TABLE)


_OF_YEAR, _TABLE = Prepared(_of_year, "slug", 1), Prepared(_table, -1)


def request_get(actor: Any, *, slug: str = "", year: int = 0, number: int = 0) -> FiguresRequest:
    """A cluster's request for that year, or the table of that number; `Hidden` where the actor may see none."""
    found: FiguresRequest | None = _OF_YEAR.first(slug, year) if slug else _TABLE.first(number)
    if found is None or not ACCESS.allows("request.view", actor, found):
        raise Hidden
    return found


def reply_get(actor: Any, inn: str, **where: Any) -> FiguresReply:
    found = replies(request_get(actor, **where)).filter(organisation__inn=inn).first()
    if found is None:
        raise Hidden
    return found


def replies(request: FiguresRequest) -> QuerySet[FiguresReply]:
    """Every part with its answers (newest first) and the contacts whose links work."""
    answers = FiguresAnswer.objects.select_related("given_by", "confirmed_by").prefetch_related("disputes")
    contacts = FiguresContact.objects.filter(revoked_at=None).select_related("person")
    rows = request.replies.select_related("organisation", "request__cluster__manager", "request__asker")
    return rows.prefetch_related(Prefetch("answers", answers), Prefetch("contacts", contacts))


def contact_of(actor: Any, token: str, form: str = "") -> FiguresContact:
    """The contact whose letter carried that link; `LinkUnknown` for any other, for a link taken back; `Hidden` for
    another form.

    Somebody signed in who speaks for an enterprise needs no letter: `own-12` is its part 12, and no contact is kept.
    """
    found = _own_contact(actor, token.removeprefix(OWN)) if token.startswith(OWN) else _link_contact(token)
    if form and found.reply.request.form != form:
        raise Hidden
    return found


def _link_contact(token: str) -> FiguresContact:
    rows = FiguresContact.objects.select_related(
        "person", "reply__organisation", "reply__request__cluster__manager", "reply__request__asker"
    )
    found = rows.filter(token_hash=hashed(token), revoked_at=None).first()
    if found is None:
        raise LinkUnknown("questionnaire")
    return found


def _own_contact(actor: Any, number: str) -> FiguresContact:
    rows = FiguresReply.objects.select_related("organisation", "request__cluster__manager", "request__asker")
    reply = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if reply is None or not ACCESS.allows("reply.answer", actor, reply):
        raise Hidden
    return FiguresContact(reply=reply, person_id=actor.person_id)


def answer_of(reply: FiguresReply) -> FiguresAnswer | None:
    """The answer in force: the newest."""
    return next(iter(reply.answers.all()), None)


def reader_of(actor: Any, contact: FiguresContact) -> Any:
    """Whoever holds the link, whether signed in or not; somebody signed in for the enterprise is himself."""
    return actor_of(contact.person) if contact.pk else actor


def signed_of(actor: Any, answer: FiguresAnswer) -> list[Any]:
    """Scans of the signed sheet of an answer, the one that counts first."""
    found = attachments_of(actor, answer, "signed").select_related("uploaded_by")
    return list(found.order_by("-uploaded_at", "-id"))


def unconfirmed(answer: FiguresAnswer | None) -> bool:
    """Typed in by the manager, and the enterprise has not said yet that it is so."""
    return answer is not None and answer.way in TYPED and answer.confirmed_at is None


def draft_of(reply: FiguresReply, person_id: int) -> FiguresDraft | None:
    return reply.drafts.filter(person=person_id).first()


@dataclass(frozen=True, slots=True)
class Earlier:
    """Figures that the form begins with, and where they come from: `answer` or `sheet`, of which year."""

    content: Mapping[str, Any]
    source: str
    year: int


def earlier_of(reply: FiguresReply) -> Earlier | None:
    """The enterprise's last answer to an earlier request of the cluster, else what the last workbook says of it.

    Of a table: its last answer to the request that this one follows, however far back.
    """
    request = reply.request
    if request.is_table:
        return _earlier_table(reply)
    past = FiguresAnswer.objects.filter(
        reply__organisation=reply.organisation_id, reply__request__cluster=request.cluster_id,
        reply__request__year__lt=request.year,
    ).order_by("-reply__request__year", "-number").select_related("reply__request")  # fmt: skip
    if answer := past.first():
        year = answer.reply.request.year
        return Earlier(bridge.of_year(answer.content, year), "answer", year)
    sheet = request.cluster.sheets.first() if request.cluster else None
    content = bridge.sheet_figures(sheet.content, reply.organisation.inn) if sheet else {}
    if not sheet or not content:
        return None
    year = sheet.content["year"]
    return Earlier(bridge.of_year(content, year), "sheet", year)


def _earlier_table(reply: FiguresReply) -> Earlier | None:
    follows = reply.request.parent.earlier if reply.request.parent else reply.request.earlier
    while follows is not None:
        # the organisation may have been asked from above then, and by its region now
        asked = Q(reply__request=follows) | Q(reply__request__parent=follows)
        found = FiguresAnswer.objects.filter(asked, reply__organisation=reply.organisation_id).order_by("-given_at")
        if answer := found.select_related("reply__request").first():
            return Earlier(answer.content, "answer", answer.reply.request.year)
        follows = follows.earlier
    return None


def groups_of(reply: FiguresReply) -> dict[str, str]:
    """The product group of each partner as the enterprise named it before: by INN, the newest word wins."""
    found: dict[str, str] = {}
    if earlier := earlier_of(reply):
        _name_groups(found, earlier.content)
    mine = FiguresAnswer.objects.filter(
        reply__organisation=reply.organisation_id, reply__request__form=RequestForm.CLUSTER
    ).order_by("given_at", "id")
    for content in mine.values_list("content", flat=True):
        _name_groups(found, content)
    return found


def _name_groups(found: dict[str, str], content: Mapping[str, Any]) -> None:
    for table, partner in (("purchases", "seller"), ("sales", "buyer")):
        for row in content[table]:
            if row[partner]:
                found[row[partner]] = row["okpd2"]


def members_known(reply: FiguresReply) -> list[tuple[str, str]]:
    """Other participants an enterprise may name as partners: INN and name, hidden ones left out."""
    members = registry.members_of(reply.request.cluster) if reply.request.cluster else []
    return [
        (m.organisation.inn, str(m.organisation))
        for m in members
        if m.organisation_id != reply.organisation_id and not m.organisation.hidden
    ]


def in_force(request: FiguresRequest) -> dict[str, Mapping[str, Any]]:
    """The answers in force by INN."""
    found = FiguresAnswer.objects.filter(reply__request=request).order_by("number")
    return {answer.reply.organisation.inn: answer.content for answer in found.select_related("reply__organisation")}


def reconciliation(request: FiguresRequest) -> list[bridge.Line]:
    """Both sides of every deal between those asked. For whoever asked, and through `side_of` for a side."""
    asked = request.replies.values_list("organisation__inn", flat=True)
    return bridge.reconcile(in_force(request), list(asked))


def side_of(reply: FiguresReply) -> list[bridge.Line]:
    """The enterprise's own deals in which the other side names something else. The page shows only its own sum."""
    return bridge.of_side(reconciliation(reply.request), reply.organisation.inn)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all who answered."""

    enterprises: int
    employees: int
    high_performance_jobs: int
    revenue: Decimal


def totals(request: FiguresRequest) -> Totals:
    contents = list(in_force(request).values())
    return Totals(
        len(contents),
        sum(c["employees"] or 0 for c in contents),
        sum(c["high_performance_jobs"] or 0 for c in contents),
        sum((Decimal(c["revenue"] or 0) for c in contents), Decimal(0)),
    )


def totals_for_side(reply: FiguresReply) -> Totals | None:
    """The totals for a participant: once locked, lest each new answer be told by the difference, and only when at
    least three others stand behind them, lest one's own figures taken away uncover theirs.
    """
    if reply.request.state != RequestState.LOCKED:
        return None
    found = totals(reply.request)
    return found if found.enterprises - bool(reply.answer_number) >= FEWEST else None


def waiting_for(request: FiguresRequest) -> list[FiguresReply]:
    """Who is reminded: no answer yet, a disputed one, or one typed in and not confirmed."""
    return [
        reply
        for reply in replies(request)
        if reply.state in {ReplyState.SENT, ReplyState.DISPUTED}
        or (reply.state == ReplyState.ANSWERED and unconfirmed(answer_of(reply)))
    ]


def answers_in_force(request: FiguresRequest) -> QuerySet[FiguresAnswer]:
    """The newest answer of every part that has one, by region and name."""
    rows = FiguresAnswer.objects.filter(reply__request=request, number=F("reply__answer_number"))
    return rows.select_related("reply__organisation").order_by(
        "reply__organisation__region", "reply__organisation__name_sort", "id"
    )


def part_led(actor: Any, number: int) -> FiguresReply:
    """One's own part of a table that may be passed on; `Hidden` from everybody else."""
    rows = FiguresReply.objects.select_related("organisation", "request__cluster", "request__asker", "request__parent")
    found = rows.filter(pk=number).first()
    if found is None or not ACCESS.allows("reply.pass_on", actor, found):
        raise Hidden
    return found


def answers_behind(sheet: Any) -> QuerySet[FiguresAnswer]:
    """The answers a workbook was made of: those in force when its request was locked."""
    rows = FiguresAnswer.objects.filter(reply__request__sheet=sheet, number=F("reply__answer_number"))
    return rows.select_related("reply__organisation", "reply__request__cluster").prefetch_related("reply__contacts")


def people_of(answers: Iterable[FiguresAnswer]) -> set[int]:
    """Who speaks for these enterprises by a role."""
    organisations = [answer.reply.organisation_id for answer in answers]
    return {person.pk for person in people_holding(Scope.ORGANISATION, organisations, *ANSWERING)}


def passed_on(reply: FiguresReply) -> FiguresRequest | None:
    """The request by which a region or a managing organisation passed its part on."""
    return FiguresRequest.objects.filter(parent=reply.request_id, asker=reply.organisation_id).first()


def open_disputes(reply: FiguresReply) -> list[Any]:
    answer = answer_of(reply)
    return [d for d in answer.disputes.all() if not d.outcome] if answer else []


def asked_of(actor: Any) -> QuerySet[FiguresReply]:
    """Parts the actor's own organisations still owe; each is filled in under `own-<number>`."""
    if not answers_for_any(actor):
        return FiguresReply.objects.none()
    mine = FiguresReply.objects.filter(mine_of(actor), request__state=RequestState.OPEN)
    return mine.filter(state__in=[ReplyState.SENT, ReplyState.DISPUTED]).select_related("request__cluster")


def to_confirm(actor: Any) -> QuerySet[FiguresReply]:
    """Parts of the actor's organisations whose figures somebody typed in for them and nobody has confirmed."""
    if not answers_for_any(actor):
        return FiguresReply.objects.none()
    mine = FiguresReply.objects.filter(mine_of(actor), request__state=RequestState.OPEN, state=ReplyState.ANSWERED)
    typed = mine.filter(answers__number=F("answer_number"), answers__way__in=TYPED, answers__confirmed_at=None)
    return typed.select_related("request__cluster").order_by("pk")


def to_answer(actor: Any) -> QuerySet[FiguresReply]:
    """`asked_of` and `to_confirm` in one question: the latter are those that are answered."""
    if not answers_for_any(actor):
        return FiguresReply.objects.none()
    typed = FiguresAnswer.objects.filter(
        reply=OuterRef("pk"), number=OuterRef("answer_number"), way__in=TYPED, confirmed_at=None
    )
    owed = Q(state__in=[ReplyState.SENT, ReplyState.DISPUTED]) | Q(Exists(typed), state=ReplyState.ANSWERED)
    found = FiguresReply.objects.filter(owed, mine_of(actor), request__state=RequestState.OPEN)
    return found.select_related("request__cluster").order_by("pk")


def answers_for_any(actor: Any) -> bool:
    """False where `mine_of` can find nothing: then nothing has to be asked."""
    return bool(actor.organisation_ids(*ANSWERING)) or not led_by(actor).query.is_empty()


def mine_of(actor: Any) -> Q:
    """Parts of one's own organisations, and by a table of those one leads: the same people as in the access table."""
    table = Q(request__form=RequestForm.TABLE) & Q(organisation__in=led_by(actor))
    return Q(organisation__in=actor.organisation_ids(*ANSWERING)) | table


def led_by(actor: Any) -> QuerySet[Any]:
    """Organisations whose office the actor holds."""
    return registry.organisations_led(actor)


def open_of(actor: Any) -> QuerySet[FiguresRequest]:
    """Open requests of the clusters the actor manages."""
    open_ones = FiguresRequest.objects.filter(state=RequestState.OPEN).select_related("cluster")
    clusters = [int(i) for i in actor.scope_ids("cluster", "cluster_manager")]
    managing = actor.organisation_ids("cluster_manager")
    if not (clusters or managing or _offices(actor)) and led_by(actor).query.is_empty():
        return FiguresRequest.objects.none()
    mine = Q(cluster__in=clusters) | Q(cluster__manager__in=managing)
    return open_ones.filter(mine | tables_of(actor))


def board_of(request: FiguresRequest) -> str:
    """The address of the page that shows who has answered."""
    return links.to("board", request)


def tables_of(actor: Any) -> Q:
    """Tables that the actor's office has sent, and those he passed on."""
    offices = _offices(actor)
    passed = Q(office="", form=RequestForm.TABLE, asker__in=led_by(actor))
    return Q(office__in=offices) & ~Q(office="") | passed


def _offices(actor: Any) -> list[Office]:
    return [office for office in Office if actor.holds(office, Scope.PLATFORM)]


def names_of(request: FiguresRequest) -> dict[str, str]:
    """Names of those asked, by INN."""
    return {part.organisation.inn: str(part.organisation) for part in request.replies.select_related("organisation")}


def contacts_known(past: Iterable[FiguresRequest]) -> dict[str, tuple[str, str]]:
    """Who answered for each enterprise last time, by INN: (name, e-mail)."""
    rows = FiguresContact.objects.filter(reply__request__in=list(past), revoked_at=None, person__erased_at=None)
    found = rows.select_related("person", "reply__organisation").order_by("issued_at", "id")
    return {row.reply.organisation.inn: (row.person.name, row.person.email) for row in found}
