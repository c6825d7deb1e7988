"""Requests for figures: what is asked of whom, who answered what, what was disputed."""

from .answers import FiguresAnswer, FiguresDispute, FiguresDraft
from .requests import FiguresContact, FiguresReply, FiguresRequest

__all__ = ["FiguresAnswer", "FiguresContact", "FiguresDispute", "FiguresDraft", "FiguresReply", "FiguresRequest"]
