"""The engine's side of the papers of a commission."""

from svetovod.engine.ledger import root_line

__all__ = ["root_line"]
