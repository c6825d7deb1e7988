"""Who takes part in business meetings, who invites whom, when and where they meet, and how it was computed."""

from .cooperation import CooperationSeat, CooperationTable
from .plans import Meeting, MeetingPlan, ScheduleRun
from .profiles import MeetingProfile, MeetingWish, ProposalOpinion

__all__ = [
    "CooperationSeat",
    "CooperationTable",
    "Meeting",
    "MeetingPlan",
    "MeetingProfile",
    "MeetingWish",
    "ProposalOpinion",
    "ScheduleRun",
]
