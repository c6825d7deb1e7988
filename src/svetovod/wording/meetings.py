"""What a schedule of meetings says of itself, and why there may be none."""

from collections.abc import Callable

from svetovod.engine.meetings import MeetingProblem, MeetingResult, MeetingStatus, Reason, Violation, Wish, WishKind

_SHOWN = 20  # wishes in a reason; the rest are counted
Time = Callable[[int], str] | None  # what a slot is called where slots have hours


def say_headline(result: MeetingResult, lang: str, *, placed: int = 0, left: int = 0) -> str:
    """The answer with its number and its bound; `left` meetings of the agreed ones could not be held."""
    russian = lang == "ru"
    if left:
        head = (
            f"Поставлено встреч: {placed} из {placed + left}"
            if russian
            else f"{placed} of {placed + left} meetings are placed"
        )
    else:
        head = "Все встречи поставлены" if russian else "All meetings are placed"
    breaks = f"окон {result.breaks}" if russian else f"breaks: {result.breaks}"
    match result.status:
        case MeetingStatus.OPTIMAL if result.breaks == 0:
            return f"{head}, окон нет" if russian else f"{head} without a break"
        case MeetingStatus.OPTIMAL:
            return f"{head}, {breaks}: меньше не бывает" if russian else f"{head}, {breaks}, and fewer are impossible"
        case MeetingStatus.FEASIBLE if not result.bound:
            return f"{head}, {breaks}"
        case MeetingStatus.FEASIBLE:
            least = "доказано, что не меньше" if russian else "it is proven that there are at least"
            return f"{head}, {breaks}; {least} {result.bound}"
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
        case WishKind.TIMES:
            return (f"{meeting}: только {_open(wish, problem, time)}", f"{meeting}: only {_open(wish, problem, time)}")[
                side
            ]
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


def _open(wish: Wish, problem: MeetingProblem, time: Time) -> str:
    """Slots that a meeting may have, by their hours where these are known."""
    closed = problem.meetings[wish.meeting or 0].closed
    slots = [slot for slot in range(1, problem.slots + 1) if slot not in closed]
    return "; ".join(time(slot) if time else str(slot) for slot in slots) or "—"


def say_violation(found: Violation, problem: MeetingProblem, lang: str, *, time: Time = None) -> str:
    """What a schedule by hand breaks, with the meeting and the enterprise concerned."""
    side = 0 if lang == "ru" else 1
    meeting = say_meeting(found.meeting, problem, lang) if found.meeting is not None else ""
    who = say_participant(found.participant, problem, lang) if found.participant is not None else ""
    known = found.slot is not None and found.slot <= problem.slots
    at = time(found.slot) if time and known and found.slot else str(found.slot)
    said = {
        "slot.unknown": (f"{meeting}: слота {found.slot} нет", f"{meeting}: there is no slot {found.slot}"),
        "table.unknown": (f"{meeting}: такого стола нет или он выбыл", f"{meeting}: no such table, or it was lost"),
        "table.taken": (f"{meeting}: в {at} стол уже занят", f"{meeting}: at {at} the table is taken already"),
        "participant.twice": (
            f"{meeting}: {who} в {at} уже на другой встрече",
            f"{meeting}: {who} is at another meeting at {at}",
        ),
        "times.broken": (f"{meeting}: в {at} эта встреча быть не может", f"{meeting}: cannot be at {at}"),
        "precedence.broken": (f"{meeting}: раньше, чем ей можно", f"{meeting}: is earlier than it may be"),
        "fixed.broken": (f"{meeting}: закреплена за другим временем", f"{meeting}: is fixed at another time"),
        "forbidden.broken": (f"{meeting}: {who} в {at} не свободен", f"{meeting}: {who} is not free at {at}"),
    }
    return said[found.code][side]


def say_meeting(number: int, problem: MeetingProblem, lang: str) -> str:
    """`Встреча 5 (2 и 7)`, or with the names of the participants."""
    people = " — ".join(say_participant(who, problem, lang, bare=True) for who in problem.meetings[number].people)
    return f"Встреча {number + 1} ({people})" if lang == "ru" else f"Meeting {number + 1} ({people})"


def say_participant(number: int, problem: MeetingProblem, lang: str, *, bare: bool = False) -> str:
    """The name where there is one, else the number."""
    if problem.names:
        return problem.names[number]
    if bare:
        return str(number + 1)
    return f"Участник {number + 1}" if lang == "ru" else f"Participant {number + 1}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
