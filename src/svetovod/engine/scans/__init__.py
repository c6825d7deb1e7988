"""Scans of papers: pictures of their pages, each with the codes that stand on it."""

from .page import MOST_PAGES, ScannedPage, ScanProblem
from .worker import pages

__all__ = ["MOST_PAGES", "ScanProblem", "ScannedPage", "pages"]
