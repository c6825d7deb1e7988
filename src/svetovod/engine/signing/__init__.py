"""Signing readiness: what must be begun when, so that an application can be signed on the day of filing."""

from .windows import SigningData, Step, When, Window, signing_data, windows

__all__ = ["SigningData", "Step", "When", "Window", "signing_data", "windows"]
