"""From practical sessions to reports: what is known to have come at them and after them, each number with its list."""
