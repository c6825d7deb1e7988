"""Whom an enterprise should meet, and why: explained, deterministic, and without anybody else's figures."""

from .model import Enterprise, Kind, Opinion, Own, Product, Proposal, Reason, Weights
from .propose import propose

__all__ = ["Enterprise", "Kind", "Opinion", "Own", "Product", "Proposal", "Reason", "Weights", "propose"]
