"""Pages of the procedure: the applicant's, the ministry's, the public's."""

from .afterwards import appeal, appeal_decide, exclude, exclusion_drop, exclusion_take, hear, report, report_answer
from .applicant import attach, detach, discard, file, gather, package, paper, start, withdraw
from .ministry import absence, absence_end, case, check, decide, give_back, prepare, queue, resume, send_back, take
from .public import extract, extract_pdf, protocol, receipt

__all__ = [
    "absence", "absence_end", "appeal", "appeal_decide", "attach", "case", "check", "decide", "detach", "discard",
    "exclude", "exclusion_drop", "exclusion_take", "extract", "extract_pdf", "file", "gather", "give_back", "hear",
    "package", "paper", "prepare", "protocol", "queue", "receipt", "report", "report_answer", "resume", "send_back",
    "start", "take", "withdraw",
]  # fmt: skip
