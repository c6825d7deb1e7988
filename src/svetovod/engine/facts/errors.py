"""What is wrong with a file of facts: the file, the key and what would mend it."""


class FactsError(ValueError):
    """`file` and `key` say where, `why` what is wrong, `remedy` what to write instead."""

    def __init__(self, file: str, key: str, why: str, remedy: str) -> None:
        super().__init__(f"{file}: {key}: {why}. {remedy}")
        self.file, self.key, self.why, self.remedy = file, key, why, remedy
