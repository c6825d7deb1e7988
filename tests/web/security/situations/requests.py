"""A table of the ministry that one region has answered for its enterprises, and the request it passed on to them."""

from collections.abc import Iterator

from .situation import Situation, at


def tables() -> Iterator[Situation]:
    """From above (`asked`), and as the region's own (`passed`); the part is that of the region of our cluster."""
    from svetovod.web.figures import selectors
    from svetovod.web.figures.models import FiguresReply

    part = FiguresReply.objects.get(request__office="registry_officer", organisation__region="RU-MO")
    yield _situation("asked", part)
    yield Situation("figures", "table", {"token": f"own-{part.pk}"}, {"number": 1}, ("token",))
    passed = selectors.passed_on(part)
    assert passed is not None
    below = passed.replies.filter(answer_number__gt=0).order_by("id")[0]
    yield _situation("passed", below)


def _situation(name: str, part: object) -> Situation:
    from svetovod.web.accounts.models import Person
    from svetovod.web.figures import selectors
    from svetovod.web.figures.models import FiguresContact, FiguresDispute, FiguresReply

    reply = FiguresReply.objects.get(pk=part.pk)  # type: ignore[attr-defined]
    answer = selectors.answer_of(reply)
    assert answer is not None
    now = at("2021-06-10T10:00")
    person = Person.objects.create(email=f"{name}@matrix.example", password="!")
    contact = FiguresContact.objects.create(reply=reply, person=person, token_hash=name, issued_at=now)
    dispute = FiguresDispute.objects.create(answer=answer, place="0:c2", reason="-", raised_by=person, raised_at=now)
    FiguresReply.objects.filter(pk=reply.pk).update(state="disputed")
    values = {
        "number": reply.request_id, "inn": reply.organisation.inn,
        "by_part": {"contact": contact.pk, "dispute": dispute.pk, "parts": reply.pk},
    }  # fmt: skip
    return Situation("request", name, values, {"number": answer.number, "place": "0:c1", "part": reply})
