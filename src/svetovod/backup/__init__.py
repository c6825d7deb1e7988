"""Backups of an installation: the database and the files of one moment, and their way back."""

from svetovod.web.common.backed_up import Known, remembered

from .connecting import address
from .make import Made, backup_make
from .restore import Restored, backup_restore, backup_try

__all__ = ["Known", "Made", "Restored", "address", "backup_make", "backup_restore", "backup_try", "remembered"]
