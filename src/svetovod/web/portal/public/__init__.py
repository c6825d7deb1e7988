"""The public face as one list: search, feeds, the map of the site, pictures and the static export are made of it."""
