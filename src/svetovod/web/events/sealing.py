"""Data of passes are sealed, each bound to its registration."""

from svetovod.web.common.sealing import Place, Seal, SealBrokenError

__all__ = ["PLACE", "SealBrokenError", "seal", "unseal"]

PASSES = Seal("passes", "pass")
PLACE = Place(PASSES, "events.VisitPass", row="registration_id")
seal, unseal = PASSES.seal, PASSES.unseal
