"""Ties of experts to those who apply, found in what organisations and experts told, each with its path."""
