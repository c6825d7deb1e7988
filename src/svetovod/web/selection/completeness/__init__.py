"""Whether a protocol says all that its list of fields asks for: known before it is signed."""
