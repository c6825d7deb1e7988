"""Systems of linear equations in whole numbers, solved without a rounding (Bareiss 1968)."""

from fractions import Fraction


def solve(rows: list[list[int]]) -> list[Fraction]:
    """The one solution of `rows`, each a row of coefficients with its right side last. Raises `ZeroDivisionError` where
    there is none or more than one."""
    size, table, last = len(rows), [list(row) for row in rows], 1
    for step in range(size):
        pivot = next((line for line in range(step, size) if table[line][step]), None)
        if pivot is None:
            raise ZeroDivisionError("the equations leave the answer open")
        table[step], table[pivot] = table[pivot], table[step]
        head = table[step]
        for line in range(step + 1, size):
            row = table[line]
            factor = row[step]
            # every division here is exact: the entries are determinants of the table
            table[line] = [0] * (step + 1) + [
                (head[step] * row[place] - factor * head[place]) // last for place in range(step + 1, size + 1)
            ]
        last = head[step]
    found = [Fraction(0)] * size
    for line in reversed(range(size)):
        row = table[line]
        rest = row[size] - sum((row[place] * found[place] for place in range(line + 1, size)), Fraction(0))
        found[line] = rest / row[line]
    return found
