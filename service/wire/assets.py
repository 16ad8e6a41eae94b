"""The shape of what is said about the search box's files."""

from typing import Annotated, TypedDict


class Version(TypedDict):
    """A file of the search box, as it is at present."""

    url: Annotated[str, "Where it is for good; another version has another address."]
    integrity: Annotated[str, "For the attribute of that name in HTML (Subresource Integrity)."]
    bytes: Annotated[int, "Its size, compressed."]


class Versions(TypedDict):
    """The files of the search box, as they are at present."""

    script: Version
    style: Version
