"""Headers below a title line: reStructuredText's field list and AsciiDoc's attributes."""

import re

from indexer.posts.headers.header import KNOWN_KEYS, Header, folded

_RST_TITLE = (
    r"(?:(?:(?P<over>[^\w\s])(?P=over){2,}[ \t]*\n)?[ \t]*\S[^\n]*\n(?P<under>[^\w\s])(?P=under){2,}[ \t]*\n\s*)?"
)
_RST_FIELD = r":[^\W\d][\w -]*:(?:[ \t][^\n]*)?(?:\n|\Z)(?:[ \t]+\S[^\n]*(?:\n|\Z))*"
_RST = re.compile(rf"(?P<title>{_RST_TITLE})(?P<fields>(?:{_RST_FIELD})+)")
_RST_PAIR = re.compile(r"^:([^\W\d][\w -]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)$", re.MULTILINE)

_ADOC = re.compile(
    r"(?:= (?P<title>[^\n]+)\n(?P<lines>(?:[^:\n/][^\n]*\n){0,2}))?(?P<attributes>(?::[^\n]*\n|//[^\n]*\n)*)"
)
_ADOC_PAIR = re.compile(r"^:([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_ADOC_REVISION = re.compile(r"(?:v?[\d.]+,[ \t]*)?(?P<date>\d{4}-\d{1,2}-\d{1,2})")


def read_rst(text: str, path: str) -> Header | None:
    """The field list below the title of a reStructuredText post; its title stays in the body."""
    found = _RST.match(text) if path.casefold().endswith(".rst") else None
    fields = {key: " ".join(value.split()) for key, value in _RST_PAIR.findall(found["fields"])} if found else {}
    if not found or not folded(fields).keys() & KNOWN_KEYS:
        return None
    source_line = text.count("\n", 0, found.start("fields")) + 1
    body_line = text.count("\n", 0, found.end()) + 1
    body = found["title"] + text[found.end() :]
    return Header(folded(fields), body, body_line, "rst", source=found["fields"], source_line=source_line)


def read_asciidoc(text: str, path: str) -> Header | None:
    """The title, the lines of author and revision, and the attributes of an AsciiDoc post."""
    found = _ADOC.match(text) if path.casefold().endswith((".adoc", ".asciidoc")) else None
    if not found or not found[0]:
        return None
    fields: dict[str, object] = {}
    for line in (found["lines"] or "").splitlines():
        revision = _ADOC_REVISION.match(line)
        fields["date" if revision else "author"] = revision["date"] if revision else line.replace(";", ",")
    for key, value in _ADOC_PAIR.findall(found["attributes"]):
        fields[re.sub(r"^(?:page|jbake|hugo)-", "", key)] = value.strip()
    if found["title"]:
        fields["title"] = found["title"].strip()
    body_line = text.count("\n", 0, found.end()) + 1
    return Header(folded(fields), text[found.end() :], body_line, "asciidoc", source=found[0])
