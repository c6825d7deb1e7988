"""Whether a project stands on the functional map and in the development programme of its cluster."""
