"""What is wrong with a backup, as a code that the command line words."""


class BackupError(Exception):
    """`code` says what is wrong, `place` where (a member of the archive, a table, a file)."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(f"{code}: {place}" if place else code)
        self.code, self.place = code, place
