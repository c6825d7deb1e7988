"""Sentences for what the engine says in codes: Russian and English, shared by the command line and the web.

The engine returns codes and parameters; nothing here computes. No Django: commands without a database start fast.
Every function takes `lang`, "ru" or "en".
"""
