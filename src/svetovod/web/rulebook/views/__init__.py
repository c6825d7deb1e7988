"""Pages of the rulebook."""

from .reading import act, act_list, compare, item

__all__ = ["act", "act_list", "compare", "item"]
