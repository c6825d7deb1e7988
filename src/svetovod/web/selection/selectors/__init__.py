"""Reading a selection: every function takes the actor and returns only what that actor may see."""

from svetovod.web.selection.bridge import least_of

from .applications import application_get, applications_of_round, claimed_twice, draft_get, my_projects
from .computed import computed_of, computed_one
from .custody import Custody, custody_of, key_awaited, who_may_hold
from .differences import differences_of, discussion_of
from .envelopes import (
    envelope_file_get,
    envelope_key_awaited,
    envelope_of,
    envelope_on_sheet,
    envelope_open,
    envelopes_closed,
    envelopes_unopened,
    envelopes_wait,
    left_closed,
)
from .experts import own_profile, own_signs, profiles_of, signs_found
from .formal import Check, check_of
from .intake import answers_of, outages_of, questions_until, sealed_count, takes_questions, waiting_of
from .officers import may_name_substitute, own_interest
from .official import Divergence, acts_of, divergences, newest_list, register_lines
from .outcome import (
    has_voted,
    latest_run,
    letters_ahead,
    protocol_gaps,
    protocol_get,
    protocols_of,
    robustness_of,
    votes_of,
)
from .panel import Matrix, assignment_matrix, open_plan, sheet_progress
from .paper_sheets import differing, paper_assignment_get, paper_lines, paper_of, readings_of, reads, scan_of
from .parts import parts_of
from .places import offer_to, people_of, places_named
from .projects import shown_state
from .rounds import RoundView, announcements_of, round_get, rounds_to_copy, rounds_visible, series_of
from .sheets import draft_of, my_assignments, my_work, note_of, opened_sheets, own_assignment_get, score_lines

__all__ = [
    "Check",
    "Custody",
    "Divergence",
    "Matrix",
    "RoundView",
    "acts_of",
    "announcements_of",
    "answers_of",
    "application_get",
    "applications_of_round",
    "assignment_matrix",
    "check_of",
    "claimed_twice",
    "computed_of",
    "computed_one",
    "custody_of",
    "differences_of",
    "differing",
    "discussion_of",
    "divergences",
    "draft_get",
    "draft_of",
    "envelope_file_get",
    "envelope_key_awaited",
    "envelope_of",
    "envelope_on_sheet",
    "envelope_open",
    "envelopes_closed",
    "envelopes_unopened",
    "envelopes_wait",
    "has_voted",
    "key_awaited",
    "latest_run",
    "least_of",
    "left_closed",
    "letters_ahead",
    "may_name_substitute",
    "my_assignments",
    "my_projects",
    "my_work",
    "newest_list",
    "note_of",
    "offer_to",
    "open_plan",
    "opened_sheets",
    "outages_of",
    "own_assignment_get",
    "own_interest",
    "own_profile",
    "own_signs",
    "paper_assignment_get",
    "paper_lines",
    "paper_of",
    "parts_of",
    "people_of",
    "places_named",
    "profiles_of",
    "protocol_gaps",
    "protocol_get",
    "protocols_of",
    "questions_until",
    "readings_of",
    "reads",
    "register_lines",
    "robustness_of",
    "round_get",
    "rounds_to_copy",
    "rounds_visible",
    "scan_of",
    "score_lines",
    "sealed_count",
    "series_of",
    "sheet_progress",
    "shown_state",
    "signs_found",
    "takes_questions",
    "votes_of",
    "waiting_of",
    "who_may_hold",
]
