"""Small reckonings of the engine that rules of an order need: own funds of an application, terms in working days."""
