"""Pages of the rulebook."""

from .editions import edition, edition_edit, edition_list, edition_new
from .reading import act, act_list, compare, item
from .verifying import verification, verification_list, verified_toml, verify

__all__ = [
    "act",
    "act_list",
    "compare",
    "edition",
    "edition_edit",
    "edition_list",
    "edition_new",
    "item",
    "verification",
    "verification_list",
    "verified_toml",
    "verify",
]
