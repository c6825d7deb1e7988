"""Every write of the rulebook."""

from .editions import edition_discard, edition_draft, edition_edit, edition_hand_over, edition_publish
from .verifications import verification_confirm, verification_decline, verification_propose, verification_withdraw

__all__ = [
    "edition_discard",
    "edition_draft",
    "edition_edit",
    "edition_hand_over",
    "edition_publish",
    "verification_confirm",
    "verification_decline",
    "verification_propose",
    "verification_withdraw",
]
