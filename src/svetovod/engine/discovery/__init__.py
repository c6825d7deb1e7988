"""Supply links that could exist: who buys far away what a neighbour makes; groups of firms that could be clusters.

Loads polars.
"""

from .agreement import adjusted_rand
from .candidates import Candidate, Tie, candidates
from .communities import graph_of, leiden, louvain, modularity
from .cores import communities, web
from .links import COLUMNS, Found, Skipped, links
from .potential import Cell, potential
from .read import FIRMS, LEVELS, PURCHASES, Tables, read
from .supply import Supply, supply

__all__ = [
    "COLUMNS",
    "FIRMS",
    "LEVELS",
    "PURCHASES",
    "Candidate",
    "Cell",
    "Found",
    "Skipped",
    "Supply",
    "Tables",
    "Tie",
    "adjusted_rand",
    "candidates",
    "communities",
    "graph_of",
    "leiden",
    "links",
    "louvain",
    "modularity",
    "potential",
    "read",
    "supply",
    "web",
]
