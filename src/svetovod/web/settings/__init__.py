"""Settings: `base` holds everything, `production` only tightens, `test` only quickens; `env` reads the environment."""
