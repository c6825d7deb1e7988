"""Valid bodies of rights to sign."""

from .body import Bodies

EMPTY = {"signing:forget"}

BODIES: Bodies = {
    "signing:signers": lambda _k: {"name": "Директор", "post": "Директор", "ground": "charter", "since": "2020-01-01"},
    "signing:end": lambda _k: {"on": "2021-06-01", "reason": "Отозвана"},
    "signing:certificate": lambda _k: {"certificate": "qualified", "until": "2022-01-01"},
}
