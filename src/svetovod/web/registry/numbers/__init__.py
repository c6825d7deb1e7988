"""Numbers of organisations compared with the state register: by a person, on an extract, never by a call outside."""
