"""Secret and open fields of commission."""

from .scene import INSIDE, Canaries, first

OPEN = {
    "commission.AgendaItem": "outcome amount count",
    "commission.Withdrawal": "",
    "commission.Ballot": "",
    "commission.PaperTemplate": "kind sha256",
    "commission.Appeal": "set_aside corrected",
    "commission.AppealVote": "",
    "commission.AwardOffer": "amount",
    "commission.GrantAgreement": "number result years",
    "commission.Amendment": "years",
    "commission.PaymentClaim": "",
    "commission.ClawbackClaim": "",
}
SECRET = {
    "commission.Sitting": {"place": "room of a sitting", "minutes": "minutes of a sitting"},
    "commission.AgendaItem": {
        "title": "title of an item", "proposal": "proposal of an item", "ground": "ground of an item",
        "minutes": "minutes of an item",
    },
    "commission.Attendance": {"note": "note on attendance"},
    "commission.Withdrawal": {"ground": "ground of a withdrawal"},
    "commission.Ballot": {"opinion": "opinion of a ballot"},
    "commission.Appeal": dict.fromkeys(("text", "asked", "decision"), "later: no result to appeal against yet"),
    "commission.AppealVote": {"ground": "later: the same"},
    "commission.AwardOffer": {"reason": "later: no award before the result"},
    "commission.GrantAgreement": dict.fromkeys(("purpose", "budget_code", "account"), "later: the same"),
    "commission.Amendment": dict.fromkeys(("reason", "refusal", "back"), "later: the same"),
    "commission.PaymentClaim": dict.fromkeys(("amount", "evidence", "reason"), "later: the same"),
    "commission.ClawbackClaim": dict.fromkeys(("amount", "ground"), "later: the same"),
}  # fmt: skip


def plant() -> Canaries:
    """A planned sitting of the scene's round, with words in each of its fields."""
    from svetovod.web.commission.models import AgendaItem, Attendance, Ballot, Sitting, Withdrawal
    from svetovod.web.selection.models import SelectionRound

    round_ = SelectionRound.objects.get(slug="2021")
    seats = list(round_.seats.order_by("pk"))
    sitting = Sitting.objects.create(
        round=round_, number=90, starts_at=round_.sitting_at, place="канарейкакомнаты", minutes="канарейкахода",
        presides=seats[0],
    )  # fmt: skip
    item = AgendaItem.objects.create(
        sitting=sitting, position=1, title="канарейкавопроса", proposal="канарейкапроекта", ground="канарейкаиного",
        minutes="канарейкаобсуждения",
    )  # fmt: skip
    Attendance.objects.create(
        sitting=sitting, seat=seats[0], presence="absent", note="канарейкаприсутствия", marked_at=round_.sitting_at
    )
    Withdrawal.objects.create(item=item, seat=seats[0], ground="канарейкаотвода")
    Ballot.objects.create(item=item, seat=seats[1], choice="for", opinion="канарейкаособого", cast_at=round_.sitting_at)
    _ = first
    inside = INSIDE - {"expert-2"}
    texts = {
        "room of a sitting": "канарейкакомнаты", "minutes of a sitting": "канарейкахода",
        "title of an item": "канарейкавопроса", "proposal of an item": "канарейкапроекта",
        "ground of an item": "канарейкаиного", "minutes of an item": "канарейкаобсуждения",
        "note on attendance": "канарейкаприсутствия", "ground of a withdrawal": "канарейкаотвода",
        "opinion of a ballot": "канарейкаособого",
    }  # fmt: skip
    return {name: (text, inside) for name, text in texts.items()}
