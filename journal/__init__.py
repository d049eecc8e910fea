"""What happened: the only memory of the office that counts.

Facts are appended to streams at the expected version, each with who, when, why and by which
command; nothing is changed or removed. Beside the facts live what must be erasable: people and
evidence. Every other room may be rebuilt from here.
"""
