"""The tamper-evident ledger: RFC 6962 tree, signed roots, sealed sheets, the export and its verifier."""

from .canonical import canonical_json, parse_canonical
from .export import build_export, manifest_of, manifest_sha256
from .findings import Finding, Verification
from .proofs import consistency_proof, inclusion_proof, inclusion_proofs, verify_consistency, verify_inclusion
from .sealing import commit, commit_file, new_salt, opens, opens_file
from .signing import (
    SignedRoot,
    fingerprint,
    generate_private_key,
    load_key,
    public_key_of,
    sign_root,
    verify_signed_root,
)
from .tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root
from .verify import verify_export
from .withheld import stub
from .witness import root_line, roots_in

__all__ = [
    "EMPTY_ROOT",
    "Finding",
    "Frontier",
    "SignedRoot",
    "Verification",
    "build_export",
    "canonical_json",
    "commit",
    "commit_file",
    "consistency_proof",
    "fingerprint",
    "generate_private_key",
    "inclusion_proof",
    "inclusion_proofs",
    "leaf_hash",
    "load_key",
    "manifest_of",
    "manifest_sha256",
    "new_salt",
    "node_hash",
    "opens",
    "opens_file",
    "parse_canonical",
    "public_key_of",
    "root",
    "root_line",
    "roots_in",
    "sign_root",
    "stub",
    "verify_consistency",
    "verify_export",
    "verify_inclusion",
    "verify_signed_root",
]
