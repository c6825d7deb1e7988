"""Sign-in by an identity provider of the operator's (OpenID Connect), installed only where it is configured."""
