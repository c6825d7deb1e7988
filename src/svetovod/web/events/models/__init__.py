"""Practical sessions: what is announced, who comes, what is presented."""

from .after import SessionTask, SurveyAnswer, SurveyPart
from .archive import ArchiveEntry, BodyLogo
from .call import PapersAnswer, PresenterChoice
from .day import Announcement
from .form import FieldAnswer, FormDesk, SessionField
from .inviting import SessionInvite
from .live import FloorQuestion, PitchNote
from .mailing import SessionMailing
from .panels import PanelExpert, PitchProposal
from .people import ConsentDocument, Registration, RegistrationConsent
from .pitches import Pitch
from .planning import DateChange, Hall, SeatQuota
from .press import PressDesk, PressQuote
from .programme import BodyRole, PracticalSession, ProgrammeItem, SessionSeries, Visit
from .remark_sheets import RemarkSheet, SheetPage, SheetScan
from .schedule import ProgrammeVersion, SessionSpeaker, SpeakerAbsence
from .seminars import (
    ItemMaterial,
    MaterialVersion,
    QuestionAnswer,
    QuizPart,
    QuizQuestion,
    SeminarPresence,
    SeminarQuiz,
)
from .visiting import VisitApproval, VisitDesk, VisitPass, VisitWish

__all__ = [
    "Announcement",
    "ArchiveEntry",
    "BodyLogo",
    "BodyRole",
    "ConsentDocument",
    "DateChange",
    "FieldAnswer",
    "FloorQuestion",
    "FormDesk",
    "Hall",
    "ItemMaterial",
    "MaterialVersion",
    "PanelExpert",
    "PapersAnswer",
    "Pitch",
    "PitchNote",
    "PitchProposal",
    "PracticalSession",
    "PresenterChoice",
    "PressDesk",
    "PressQuote",
    "ProgrammeItem",
    "ProgrammeVersion",
    "QuestionAnswer",
    "QuizPart",
    "QuizQuestion",
    "Registration",
    "RegistrationConsent",
    "RemarkSheet",
    "SeatQuota",
    "SeminarPresence",
    "SeminarQuiz",
    "SessionField",
    "SessionInvite",
    "SessionMailing",
    "SessionSeries",
    "SessionSpeaker",
    "SessionTask",
    "SheetPage",
    "SheetScan",
    "SpeakerAbsence",
    "SurveyAnswer",
    "SurveyPart",
    "Visit",
    "VisitApproval",
    "VisitDesk",
    "VisitPass",
    "VisitWish",
]
