"""The file of a backup: a canonical tar whose every byte is accounted for, encrypted where it is asked."""

from .archive import Archive, Manifest, Table, Visitor, walk
from .cipher import Passphrase, Recipient, identity_make, open_encrypted, opened_by, seal_to
from .errors import BackupError

__all__ = [
    "Archive",
    "BackupError",
    "Manifest",
    "Passphrase",
    "Recipient",
    "Table",
    "Visitor",
    "identity_make",
    "open_encrypted",
    "opened_by",
    "seal_to",
    "walk",
]
