"""The states of a handover."""

from svetovod.web.common.states import StateTable, Transition

from .enums import HandoverState as S

HANDOVER = StateTable(
    "handover",
    (
        Transition(S.PROPOSED, S.AGREED, "agree", "handover.accept"),
        Transition(S.PROPOSED, S.AGREED, "force", "handover.force"),
        Transition(S.AGREED, S.PROPOSED, "rename", "handover.name"),
        Transition(S.AGREED, S.PROPOSED, "decline", "handover.accept"),
        Transition(S.AGREED, S.DONE, "carry_out", "handover.carry_out"),
        Transition(S.PROPOSED, S.REVOKED, "revoke", "handover.revoke"),
        Transition(S.AGREED, S.REVOKED, "revoke", "handover.revoke"),
    ),
)
