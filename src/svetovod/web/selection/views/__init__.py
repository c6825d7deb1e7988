from .applications import application_page, apply, apply_list, official, receipt, replace, withdraw
from .commission import approve, confirm, export, issue, opening, protocol, protocol_pdf, protocols, substitute, vote
from .desk import assign, assignment, check, decide, desk, round_step
from .experts import declare, deny, my_sheets, sheet
from .public import result, round_list, round_page
from .ranking import ranking, run, why

__all__ = [
    "application_page",
    "apply",
    "apply_list",
    "approve",
    "assign",
    "assignment",
    "check",
    "confirm",
    "decide",
    "declare",
    "deny",
    "desk",
    "export",
    "issue",
    "my_sheets",
    "official",
    "opening",
    "protocol",
    "protocol_pdf",
    "protocols",
    "ranking",
    "receipt",
    "replace",
    "result",
    "round_list",
    "round_page",
    "round_step",
    "run",
    "sheet",
    "substitute",
    "vote",
    "why",
    "withdraw",
]
