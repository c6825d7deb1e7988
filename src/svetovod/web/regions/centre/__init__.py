"""Services of a cluster development centre: their log, and the indicator form that is counted from it (E-32)."""
