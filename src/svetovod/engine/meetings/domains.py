"""The slots a meeting may have, as far as they can be told without searching."""

from .problem import MeetingProblem

Domains = list[set[int]]


def domains(problem: MeetingProblem) -> Domains:
    """Sessions, forbidden and fixed slots, then chains of precedence and clashes to the end. Empty: impossible."""
    found = [
        {
            slot
            for slot in problem.halves(meeting.session)
            if meeting.fixed in (None, slot)
            and slot not in meeting.closed
            and not any(slot in problem.forbidden[who] for who in meeting.people)
        }
        for meeting in problem.meetings
    ]
    while _narrow(problem, found):
        pass
    return found


def _narrow(problem: MeetingProblem, found: Domains) -> bool:
    before = sum(map(len, found))
    for number, meeting in enumerate(problem.meetings):
        for earlier in meeting.after:
            if not (found[number] and found[earlier]):
                return False
            first, last = min(found[earlier]), max(found[number])
            found[number] = {slot for slot in found[number] if slot > first}
            found[earlier] = {slot for slot in found[earlier] if slot < last}
    for number, meeting in enumerate(problem.meetings):
        if len(found[number]) == 1:
            taken = found[number]
            for who in meeting.people:
                for other in problem.of[who]:
                    if other != number:
                        found[other] = found[other] - taken
    return sum(map(len, found)) < before
