"""Why nothing can be signed, examined or renewed: each reason by name, so that it can be told.

What is raised reads as an English sentence, for logs; the terminal tells it in the reader's own
language.
"""

from collections.abc import Mapping
from enum import StrEnum


class Trouble(StrEnum):
    """What is wrong with a key, an authority, a mandate or a copy."""

    KEY_ADDRESS = "key_address"
    KEY_UNREADABLE = "key_unreadable"
    NO_KEY_FILE = "no_key_file"
    KEY_AWAY = "key_away"
    NO_SUCH_KEY = "no_such_key"
    NO_COMMITTEE_KEY = "no_committee_key"
    NO_TIMESTAMPS = "no_timestamps"
    TIMESTAMPS_AWAY = "timestamps_away"
    FOLDER_UNREADABLE = "folder_unreadable"
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_LARGE = "file_too_large"
    NO_CERTIFICATE = "no_certificate"
    NO_LIST = "no_list"
    MANDATES_NO_TOML = "mandates_no_toml"
    MANDATES_WRONG = "mandates_wrong"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    NO_WHOLE_COPY = "no_whole_copy"
    NOT_SIGNED = "not_signed"
    NOT_THE_COPY = "not_the_copy"
    NOT_RENEWED = "not_renewed"
    NOT_TIMESTAMPED = "not_timestamped"


ENGLISH: Mapping[Trouble, str] = {
    Trouble.KEY_ADDRESS: "{key} does not say which key is meant: write "
    "pkcs11:token=NAME;object=LABEL?module-path=/path/to/the/library.so",
    Trouble.KEY_UNREADABLE: "The key {path} cannot be read ({reason}): check the path and the "
    "rights on it.",
    Trouble.NO_KEY_FILE: "{path} is no PKCS#12 file, or its password is another: give the file of "
    "the key and its certificates, and the file that holds its password.",
    Trouble.KEY_AWAY: "The token {token} does not answer ({reason}): check that it is there, its "
    "PIN, and the library {library}.",
    Trouble.NO_SUCH_KEY: "The token {token} has no key with its certificate under the label "
    "{label}: give the label that both have.",
    Trouble.NO_COMMITTEE_KEY: "No key of the Committee is set: set AVENANT_COMMITTEE_KEY and "
    "AVENANT_COMMITTEE_PASSWORD_FILE.",
    Trouble.NO_TIMESTAMPS: "No timestamping authority is set: set AVENANT_TIMESTAMP_URL; without a "
    "timestamp a signature proves nothing once its certificate has ended.",
    Trouble.TIMESTAMPS_AWAY: "The timestamping authority does not answer ({reason}): try again "
    "later.",
    Trouble.FOLDER_UNREADABLE: "The folder {path} cannot be read ({reason}): check the path and "
    "the rights.",
    Trouble.FILE_UNREADABLE: "{path} cannot be read ({reason}): check its rights.",
    Trouble.FILE_TOO_LARGE: "{path} has more than {most} bytes: take it away, or name another "
    "file.",
    Trouble.NO_CERTIFICATE: "{path} holds no certificate: put only certificates of authorities "
    "there, PEM or DER.",
    Trouble.NO_LIST: "{path} holds no list of revocations: fetch it again, or take it away.",
    Trouble.MANDATES_NO_TOML: "{path} is no TOML in UTF-8 ({reason}): correct it.",
    Trouble.MANDATES_WRONG: "{path}, {place}: {reason}. Correct that line.",
    Trouble.NOTHING_TO_COMPARE: "The document of {avenant} as it left is not among the evidence: "
    "look at the copy yourself, and register it with `avenants sign` and --evidence.",
    Trouble.NO_WHOLE_COPY: "No copy of {avenant} on file bears both directors' electronic "
    "signatures: countersign on paper and record it without --key, or ask for one copy that both "
    "sign.",
    Trouble.NOT_SIGNED: "The copy cannot be signed for the Committee: {reason}. Check that the "
    "key's certificate and that of the timestamps still hold, that their authority is among the "
    "authorities of the settings, and that its list of revocations is up to date.",
    Trouble.NOT_THE_COPY: "This is not the copy that the network signed with the Committee's "
    "signature alone added ({faults}): sign the copy that is on file.",
    Trouble.NOT_RENEWED: "The last timestamp cannot be renewed: {reason}. Check that its authority "
    "is among the authorities of the settings and that its list of revocations is up to date.",
    Trouble.NOT_TIMESTAMPED: "There is no timestamp over this copy: it was not countersigned "
    "B-LTA.",
}


class SigningTrouble(ValueError):
    """Something about signatures cannot be done: `trouble` says what, `details` fill its words."""

    def __init__(self, trouble: Trouble, **details: object) -> None:
        self.trouble = trouble
        self.details = {name: str(value) for name, value in details.items()}
        super().__init__(ENGLISH[trouble].format_map(self.details))
