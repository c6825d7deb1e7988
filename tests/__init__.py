"""A package, so that the `tests` which gostcrypto installs beside its own does not stand before ours."""
