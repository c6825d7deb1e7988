"""What is wrong with a file of facts: the file, the key and what would mend it."""


class FactsError(ValueError):
    """`file` and `key` say where, `why` what is wrong, `remedy` what to write instead."""

    def __init__(self, file: str, key: str, why: str, remedy: str) -> None:
        super().__init__(f"{file}: {key}: {why}. {remedy}")
        self.file, self.key, self.why, self.remedy = file, key, why, remedy


class VerifiedError(FactsError):
    """A list of verified items that cannot be used; `reason` is a word for whoever tells a user: `missing`, `toml`,
    `item`, `fields`, `reference`, `editions` or `edition`. `known` lists what could have stood there."""

    def __init__(self, file: str, key: str, why: str, remedy: str, *, reason: str, known: str = "") -> None:
        super().__init__(file, key, why, remedy)
        self.reason, self.known = reason, known
