"""Workbooks: XLSX files to the engine's model with every problem collected, and blanks to fill in."""

from .accounts import Accounts, Side, add_up, read_accounts, without_vat
from .candidates import read_candidates
from .cluster import read_cluster
from .collector import ReadResult
from .delegation import Delegate, read_delegation
from .facilities import Facility, read_facilities
from .invitations import Addressee, read_invitations
from .meetings import read_meetings, read_placed
from .particulars import Particular, read_particulars
from .plain import Estimate, pointer, read_cluster_json, read_estimate_json
from .project import read_project
from .questions import Question
from .round import read_criteria, read_round

__all__ = [
    "Accounts", "Addressee", "Delegate", "Estimate", "Facility", "Particular", "Question", "ReadResult", "Side",
    "add_up", "pointer", "read_accounts", "read_candidates", "read_cluster", "read_cluster_json", "read_criteria",
    "read_delegation", "read_estimate_json", "read_facilities", "read_invitations", "read_meetings",
    "read_particulars", "read_placed", "read_project", "read_round", "without_vat",
]  # fmt: skip
