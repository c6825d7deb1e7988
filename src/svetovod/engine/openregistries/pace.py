"""How long it will take."""


def seconds_left(done: int, total: int, elapsed: float) -> int | None:
    """By the pace so far; None while less than a hundredth is done, when any number would be a guess."""
    if done * 100 < total or done <= 0:
        return None
    return max(0, round(elapsed * (total - done) / done))
