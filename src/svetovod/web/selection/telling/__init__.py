"""What in an application of a double-blind selection still tells whose it is, once names are left out."""
