"""Charts of a table that somebody chose by form: Altair makes the plan, its own renderer the picture, both in a process
of their own."""

from .places import Places, places
from .plan import AGGREGATES, MARKS, Aggregate, Mark, Picture, Plan
from .worker import available, draw

__all__ = ["AGGREGATES", "MARKS", "Aggregate", "Mark", "Picture", "Places", "Plan", "available", "draw", "places"]
