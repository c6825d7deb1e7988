"""Pages of the procedure: the applicant's, the ministry's, the public's."""

from .applicant import attach, file, package, paper, start, withdraw
from .ministry import case, check, decide, give_back, prepare, queue, resume, send_back, take
from .public import extract, extract_pdf, protocol

__all__ = [
    "attach", "case", "check", "decide", "extract", "extract_pdf", "file", "give_back", "package", "paper",
    "prepare", "protocol", "queue", "resume", "send_back", "start", "take", "withdraw",
]  # fmt: skip
