"""PP 779 of 31.07.2015: requirements to industrial clusters. One TOML file an item; see `svetovod.engine.facts`."""
