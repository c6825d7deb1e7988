"""Packed data files, see `../README.md`."""
