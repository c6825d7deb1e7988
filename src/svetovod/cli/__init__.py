"""The command line: one thin module per command; nothing here computes."""
