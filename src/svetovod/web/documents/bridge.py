"""The engine's side of documents."""

from svetovod.engine.lines import pdf_lines

__all__ = ["pdf_lines"]
