"""Every code a problem can carry, with what it means and what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType

PROBLEM_CODES: Mapping[str, str] = MappingProxyType(
    {
        "ambiguous-date": "A date such as 03/04/2024 can be read in two ways and is not used; write it as 2024-04-03.",
        "bad-date": "A date does not exist or cannot be read and is not used; write it as YYYY-MM-DD.",
        "binary": "The file is not text (a picture, an archive, …) and is left out; move it out of the posts folder.",
        "control-characters": "The text holds characters nobody can see and they are left out; delete them.",
        "damaged-text": "A replacement character (U+FFFD) stands where a character was lost; type it again.",
        "duplicate-key": "The header says the same key twice and the last one counts; delete the other.",
        "empty": "The file holds no text; write the post or delete the file.",
        "encoding": "The file is not UTF-8 and its encoding was guessed; save it as UTF-8.",
        "header-syntax": "The header has a mistake and was read line by line; mend it as the message says.",
        "header-unclosed": "The header has no closing line; add one below its last key.",
        "merge-conflict": "A merge conflict was left in the file and its first side is used; resolve it.",
        "same-id": "By chance the ids of two files are the same and the second is left out; give it another name.",
        "same-url": "Another post has the same URL, so readers can reach only one of them; change a slug or permalink.",
        "too-large": "The file is larger than 20 MB and is left out; split it or move it out of the posts folder.",
        "unreadable": (
            "The file cannot be read from the disk, so its post stays as it was, or is left out if there was none; "
            "mend its permissions or the disk."
        ),
    },
)
"""What each code means, by code."""
