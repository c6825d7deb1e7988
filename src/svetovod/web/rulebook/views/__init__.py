"""Pages of the rulebook."""

from .reading import act, act_list, compare, item
from .verifying import verification, verification_list, verified_toml, verify

__all__ = ["act", "act_list", "compare", "item", "verification", "verification_list", "verified_toml", "verify"]
