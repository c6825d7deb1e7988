"""Signing readiness on the page of a project's readiness."""
