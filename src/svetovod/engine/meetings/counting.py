"""What is impossible by counting alone: nothing has to be searched, and searching would find it hard to see."""

from .problem import MeetingProblem, Reason, Wish, WishKind


def too_many(problem: MeetingProblem) -> Reason | None:
    """More meetings of one participant than slots, or more of all than places at tables."""
    for own in problem.of:
        if len(own) > problem.slots:
            return Reason(tuple(Wish(WishKind.MEETING, number) for number in own[: problem.slots + 1]), minimal=True)
    places = problem.tables * problem.slots
    if len(problem.meetings) <= places:
        return None
    meetings = tuple(Wish(WishKind.MEETING, number) for number in range(places + 1))
    return Reason((*meetings, Wish(WishKind.TABLES)), minimal=not places)
