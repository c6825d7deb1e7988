"""What a schedule of meetings says of itself, and why there may be none."""

from collections.abc import Callable

from svetovod.engine.meetings import MeetingProblem, MeetingResult, MeetingStatus, Reason, Wish, WishKind

_SHOWN = 20  # wishes in a reason; the rest are counted
Time = Callable[[int], str] | None  # what a slot is called where slots have hours


def say_headline(result: MeetingResult, lang: str) -> str:
    """The answer with its number and its bound."""
    russian = lang == "ru"
    match result.status:
        case MeetingStatus.OPTIMAL if result.breaks == 0:
            return "Все встречи поставлены, окон нет" if russian else "All meetings are placed without a break"
        case MeetingStatus.OPTIMAL:
            if russian:
                return f"Все встречи поставлены, окон {result.breaks}: меньше не бывает"
            return f"All meetings are placed, breaks: {result.breaks}, and fewer are impossible"
        case MeetingStatus.FEASIBLE if not result.bound:
            said = f"Все встречи поставлены, окон {result.breaks}"
            return said if russian else f"All meetings are placed, breaks: {result.breaks}"
        case MeetingStatus.FEASIBLE:
            if russian:
                return f"Все встречи поставлены, окон {result.breaks}; доказано, что не меньше {result.bound}"
            return (
                f"All meetings are placed, breaks: {result.breaks}; it is proven that there are at least {result.bound}"
            )
        case MeetingStatus.INFEASIBLE:
            return "Расписание невозможно" if russian else "There is no schedule"
    if russian:
        return "Расписание пока не найдено, и не доказано, что его нет. Дайте больше времени: --seconds."
    return "No schedule is found yet, nor is it proven that there is none. Give it more time: --seconds."


def say_greedy(unplaced: int, breaks: int, lang: str) -> str:
    """What a spreadsheet would have given."""
    if lang == "ru":
        return f"Для сравнения, подбор по одной встрече, как в таблице: не поставлено {unplaced}, окон {breaks}."
    return f"For comparison, one meeting after another as in a spreadsheet: {unplaced} unplaced, {breaks} breaks."


def say_reason(reason: Reason | None, problem: MeetingProblem, lang: str, *, time: Time = None) -> str:
    """The wishes that cannot hold together, one a line; slots by their hours where `time` names them."""
    russian = lang == "ru"
    if reason is None:
        return (
            "Причину за отведённое время выделить не удалось." if russian else "No reason was found in the time given."
        )
    if reason.minimal:
        head = (
            "Вместе невыполнимо; если снять любое одно, остальные выполнимы:",
            "These cannot hold together; with any one of them dropped the others can:",
        )
    else:
        head = (
            "Вместе невыполнимо (набор, возможно, не наименьший):",
            "These cannot hold together (perhaps not all are needed):",
        )
    lines = [head[0 if russian else 1]]
    lines += [f"- {say_wish(wish, problem, lang, time=time)}" for wish in reason.wishes[:_SHOWN]]
    if (more := len(reason.wishes) - _SHOWN) > 0:
        lines.append(f"- и ещё {more}" if russian else f"- and {more} more")
    return "\n".join(lines)


def say_wish(wish: Wish, problem: MeetingProblem, lang: str, *, time: Time = None) -> str:
    """One demand with the names of those concerned."""
    side = 0 if lang == "ru" else 1
    hours = time(wish.slot) if time and wish.slot else ""
    meeting = say_meeting(wish.meeting, problem, lang) if wish.meeting is not None else ""
    match wish.kind:
        case WishKind.MEETING:
            return (f"{meeting} должна состояться", f"{meeting} must take place")[side]
        case WishKind.SESSION:
            morning = wish.meeting is not None and problem.meetings[wish.meeting].session == 1
            half = (("до обеда", "in the morning") if morning else ("после обеда", "in the afternoon"))[side]
            return (f"{meeting} — только {half}", f"{meeting} only {half}")[side]
        case WishKind.FIXED:
            fixed = (f"{meeting} закреплена за слотом {wish.slot}", f"{meeting} is fixed at slot {wish.slot}")[side]
            return f"{meeting}: {hours}" if hours else fixed
        case WishKind.PRECEDENCE:
            other = say_meeting(wish.other or 0, problem, lang)
            return (f"{meeting} — позже, чем {_lower(other)}", f"{meeting} is later than {_lower(other)}")[side]
        case WishKind.FORBIDDEN:
            who = say_participant(wish.participant or 0, problem, lang)
            if hours:
                return (f"{who}: занято {hours}", f"{who}: not free {hours}")[side]
            return (f"{who}: слот {wish.slot} закрыт", f"{who}: slot {wish.slot} is closed")[side]
        case WishKind.TABLES:
            return (f"столов в каждом слоте: {problem.tables}", f"tables in every slot: {problem.tables}")[side]
    return (
        f"окна любых двух участников различаются не больше чем на {problem.fairness}",
        f"the breaks of any two participants differ by at most {problem.fairness}",
    )[side]


def say_meeting(number: int, problem: MeetingProblem, lang: str) -> str:
    """`Встреча 5 (2 и 7)`, or with the names of the participants."""
    first, second = (say_participant(who, problem, lang, bare=True) for who in problem.meetings[number].both)
    return (
        f"Встреча {number + 1} ({first} — {second})" if lang == "ru" else f"Meeting {number + 1} ({first} — {second})"
    )


def say_participant(number: int, problem: MeetingProblem, lang: str, *, bare: bool = False) -> str:
    """The name where there is one, else the number."""
    if problem.names:
        return problem.names[number]
    if bare:
        return str(number + 1)
    return f"Участник {number + 1}" if lang == "ru" else f"Participant {number + 1}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
