"""The scene: loaded to the day of the papers' deadline, then played on as the clock moves."""

from .people import people_make, write_logins


def load() -> None:
    people_make()
    write_logins()


def play_to_the_end() -> None:
    load()
