"""Technoparks and other infrastructure of a region: what its people say of them, with source and day."""
