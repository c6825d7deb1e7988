"""How examples are drawn where it is asked whether a change is noticed."""


def the_same_ones() -> None:
    """The same examples every time, and a failure is not made smaller: that it fails is all that is asked."""
    # pytest wants to see it first
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("changed", settings.default, derandomize=True, database=None, phases=phases)
    settings.load_profile("changed")
