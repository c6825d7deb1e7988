"""The file of a backup: a canonical tar whose every byte is accounted for, encrypted where it is asked."""

from .archive import Archive, Manifest, Table, Visitor, walk
from .cipher import Opens, Passphrase, Recipient, Sealing, identity_make, open_encrypted, opened_by, seal_to
from .errors import BackupError

__all__ = [
    "Archive",
    "BackupError",
    "Manifest",
    "Opens",
    "Passphrase",
    "Recipient",
    "Sealing",
    "Table",
    "Visitor",
    "identity_make",
    "open_encrypted",
    "opened_by",
    "seal_to",
    "walk",
]
