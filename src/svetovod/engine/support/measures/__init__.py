"""One TOML file a measure; see `svetovod.engine.support`."""
