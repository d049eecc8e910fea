"""Another value of the same kind, as somebody who spoils a record would write it."""

import random


def another(value: int | bytes | str, chance: random.Random) -> int | bytes | str:
    """Another number, or the same bytes or text but for one bit; `value` is not empty."""
    match value:
        case int():
            return value + chance.choice([-1, 1, 100])
        case bytes():
            place = chance.randrange(len(value))
            return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        case str():
            place = chance.randrange(len(value))
            return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
