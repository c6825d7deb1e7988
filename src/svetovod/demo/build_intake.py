"""What was asked about the announcement of 2021, and what the secretary answered. Illustrations."""

from svetovod.web.accounts.actors import actor_of
from svetovod.web.selection import services
from svetovod.web.selection.models import SelectionRound

from .build_selection import Cast, moment

MARK = "(демонстрационные данные)"
ASKED = (
    (
        "Считается ли подтверждением спроса рамочное соглашение с покупателем?",
        f"Да, если в нём названы продукция, объём и срок. Письмо без объёма спроса не подтверждает. {MARK}",
    ),
    (
        "Можно ли заменить поданную заявку?",
        f"Да, до конца приёма: номер остаётся, временем регистрации становится новое. {MARK}",
    ),
)


def clarify(round_: SelectionRound, cast: Cast) -> None:
    """Asked on 26 October by experts to be, who own no project here; answered the next day. Once."""
    if round_.clarifications.exists():
        return
    for (question, answer), (person, _organisation, _region) in zip(ASKED, cast.experts, strict=False):
        made = services.clarification_ask(
            actor=actor_of(person), round=round_, question=question, at=moment("2021-10-26 11:00")
        )
        services.clarification_answer(
            actor=actor_of(cast.secretary), clarification=made, shown=question, answer=answer,
            at=moment("2021-10-27 10:00"),
        )  # fmt: skip
