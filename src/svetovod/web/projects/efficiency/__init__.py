"""Commercial and budget efficiency of a project: its page and its way to the engine."""
