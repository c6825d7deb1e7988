"""Workbooks: XLSX files to the engine's model with every problem collected, and blanks to fill in."""

from .cluster import read_cluster
from .collector import ReadResult
from .project import read_project
from .round import read_round

__all__ = ["ReadResult", "read_cluster", "read_project", "read_round"]
