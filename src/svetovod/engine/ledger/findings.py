"""What the verifier says: findings in codes, worded by `svetovod.wording.ledger`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken thing.

    `kind`: `container`, `part` (missing), `root`, `signature`, `key`, `known_root`, `witness`, `entry`,
    `leaves`, `manifest`, `file`, `sheet`, `recompute`. `name` is the part of the container, `index` the number of the
    ledger entry from 0, for `container` the offset in bytes, for `witness` the size; `detail` a code or a short value.
    """

    kind: str
    name: str | None = None
    index: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """`size`, `root`, `key` and `timestamp` are as the export states them, None where it cannot be read.

    `shown` is how many entries are there in full; of the others there is the leaf hash alone.
    `known_root_size` is the size the ledger had when its root was the one known from outside, `recomputed` the parts
    whose results were computed again.
    """

    ok: bool
    findings: tuple[Finding, ...]
    size: int | None = None
    root: str | None = None
    key: str | None = None
    timestamp: str | None = None
    files: int = 0
    shown: int = 0
    known_root_size: int | None = None
    recomputed: tuple[str, ...] = ()
    witnessed: int = 0

    @property
    def first_broken_entry(self) -> int | None:
        """The number, from 0, of the first ledger entry that does not stand."""
        return min((f.index for f in self.findings if f.kind == "entry" and f.index is not None), default=None)
