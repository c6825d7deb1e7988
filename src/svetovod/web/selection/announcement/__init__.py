"""The announcement of a selection: what it says, what it lacks, how two versions differ, sets to begin from."""
