"""Computed criteria: what the engine says of a formula, a scale and an application, in words of the pages."""
