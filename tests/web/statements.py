"""What a statement of SQL writes, told from its text, as Django writes it or the product itself: one statement may
write several tables (`with … as (update …) insert …`), names may be quoted or not."""

import re

_BEGINS = re.compile(r"[\s(]*(?:INSERT|UPDATE|DELETE|TRUNCATE|WITH)\b", re.IGNORECASE)
# a lock says UPDATE too, and so does an insert that meets a row
_CHANGES = re.compile(
    r"\b(INSERT(?=\s+INTO)|(?<!FOR )(?<!KEY )(?<!DO )UPDATE|DELETE(?=\s+FROM)|TRUNCATE)"
    r'\s+(?:(?:INTO|FROM|TABLE|ONLY)\s+)*"?(\w+)',
    re.IGNORECASE,
)


def changes(sql: str) -> list[tuple[str, str]]:
    """Each verb, in capitals, with the table it writes: none of a statement that reads or locks."""
    return [(verb.upper(), table) for verb, table in _CHANGES.findall(sql)] if _BEGINS.match(sql) else []
