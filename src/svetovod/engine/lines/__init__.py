"""The words on the pages of a PDF, line by line."""

from .worker import pdf_lines

__all__ = ["pdf_lines"]
