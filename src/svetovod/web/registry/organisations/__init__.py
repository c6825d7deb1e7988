"""Organisations themselves: found twice and merged, and what their numbers are worth."""
