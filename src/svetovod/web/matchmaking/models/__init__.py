"""Who takes part in business meetings, who invites whom, when and where they meet, and how it was computed."""

from .cooperation import CooperationSeat, CooperationTable
from .plans import Meeting, MeetingPlan, ScheduleRun
from .profiles import Delegate, MeetingProfile, MeetingWish, Proposal, ProposalOpinion

__all__ = [
    "CooperationSeat",
    "CooperationTable",
    "Delegate",
    "Meeting",
    "MeetingPlan",
    "MeetingProfile",
    "MeetingWish",
    "Proposal",
    "ProposalOpinion",
    "ScheduleRun",
]
