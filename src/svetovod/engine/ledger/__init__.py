"""The tamper-evident ledger: RFC 6962 tree, signed roots, sealed sheets, the export and its verifier."""

from .canonical import canonical_json, parse_canonical
from .proofs import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from .sealing import commit, new_salt, opens
from .signing import (
    SignedRoot,
    fingerprint,
    generate_private_key,
    load_or_create_key,
    public_key_of,
    sign_root,
    verify_signed_root,
)
from .tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "SignedRoot",
    "canonical_json",
    "commit",
    "consistency_proof",
    "fingerprint",
    "generate_private_key",
    "inclusion_proof",
    "leaf_hash",
    "load_or_create_key",
    "new_salt",
    "node_hash",
    "opens",
    "parse_canonical",
    "public_key_of",
    "root",
    "sign_root",
    "verify_consistency",
    "verify_inclusion",
    "verify_signed_root",
]
