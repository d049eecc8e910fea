"""People who do not exist: deterministic by seed, with numbers whose check digits are right."""

from datetime import date, timedelta
from random import Random

from domain.numbers import inami_check_digits
from domain.values import Language, slug
from interfaces.registers.invented_names import words

_FIRST_BIRTH = date(1956, 1, 1)
_BIRTH_DAYS = 40 * 365
_HIGH_ORDER = range(900, 997)  # real order numbers of a day of birth hardly reach these
_INAMI_BASE = 600_000
_BCE_BODY = 9_000_000  # ten digits beginning with 090: not given out
_CHECK = 97
_HOUSES = 180
_QUALIFICATION = "901"


class Inventor:
    """Draws names and numbers from one seed; no number is given twice."""

    def __init__(self, seed: int) -> None:
        """The same seed invents the same people in the same order."""
        self.random = Random(seed)  # noqa: S311 - a rehearsal must repeat; nothing is secret
        self._given = 0
        self._national_numbers: set[str] = set()

    def name(self, language: Language) -> str:
        """A first name and a surname."""
        parts = words(language)
        beginnings, endings = parts.surnames
        surname = self.random.choice(beginnings) + self.random.choice(endings)
        if language is Language.NL and surname.startswith("Ver"):
            surname = surname.capitalize()
        return f"{self.random.choice(parts.first_names)} {surname}"

    def practice(self, language: Language) -> str:
        """The name of an organisation, which is also that of others elsewhere."""
        parts = words(language)
        return f"{self.random.choice(parts.practices)}, {self.random.choice(parts.towns)}"

    def hospital(self, language: Language) -> str:
        """The name of a hospital in a town that does not exist."""
        parts = words(language)
        return parts.hospital.format(town=self.random.choice(parts.towns))

    def address(self, language: Language) -> str:
        """Street, number, postal code and town, with commas."""
        parts = words(language)
        street, house = self.random.choice(parts.streets), self.random.randint(1, _HOUSES)
        place = self.random.randrange(len(parts.towns))
        code = 1099 + 900 * list(Language).index(language) * 2 + 100 * place
        return f"{street} {house}, {code} {parts.towns[place]}"

    def phone(self) -> str:
        """A number in a range that no operator has."""
        digits = f"{self.random.randint(0, 9999):04d}"
        return f"0400 00 {digits[:2]} {digits[2:]}"

    def national_number(self) -> str:
        """Eleven digits with a date of birth."""
        while True:
            born = _FIRST_BIRTH + timedelta(days=self.random.randrange(_BIRTH_DAYS))
            body = f"{born:%y%m%d}{self.random.choice(_HIGH_ORDER)}"
            number = f"{body}{_CHECK - int(body) % _CHECK:02d}"
            if number not in self._national_numbers:
                self._national_numbers.add(number)
                return number

    def inami(self, *, with_qualification: bool) -> str:
        """Eleven digits for a provider, or the eight of an institution."""
        base = str(_INAMI_BASE + self._next())
        digits = base + inami_check_digits(base)
        return digits + _QUALIFICATION if with_qualification else digits

    def bce(self) -> str:
        """Ten digits."""
        body = _BCE_BODY + self._next()
        return f"{body:08d}{_CHECK - body % _CHECK:02d}"

    def email(self, name: str, ordinal: int) -> str:
        """An address at a domain that can never exist."""
        return f"{slug(name).replace('-', '.')}.{ordinal}@cabinet.example"

    def _next(self) -> int:
        self._given += 1
        return self._given
