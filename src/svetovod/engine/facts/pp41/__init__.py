"""PP 41 of 28.01.2016: the subsidy for joint projects. One TOML file an item; see `svetovod.engine.facts`."""
