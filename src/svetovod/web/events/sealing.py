"""Data of passes are sealed, each bound to its registration."""

from svetovod.web.common.sealing import Seal, SealBrokenError

__all__ = ["SealBrokenError", "seal", "unseal"]

PASSES = Seal("passes", "pass")
seal, unseal = PASSES.seal, PASSES.unseal
