#!/usr/bin/env python3
"""Writes the table of HTML's named character references from Python's own copy of the standard's list:
Scripts/html-entities.py > Sources/Unroll/Mastodon/HTML/HTMLEntityTable.swift"""

from html.entities import html5

HEAD = """\
/// The named character references of HTML ("Named character references" in the HTML standard), written by
/// `Scripts/html-entities.py`: names parted by spaces, each followed by the code points it stands for in hexadecimal. A `!` parts the
/// names that also work without a semicolon, a `:` all others.
enum HTMLEntityTable {
    static let text = \"\"\"
"""
TAIL = """\
        \"\"\"
}
"""


def entries():
    for name in sorted(html5):
        if name.endswith(";"):
            bare = name[:-1]
            mark = "!" if bare in html5 else ":"
            yield bare + mark + "+".join(f"{ord(c):X}" for c in html5[name])


def lines(words, width=108):
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line += (" " if line else "") + word
    yield line


print(HEAD, end="")
for line in lines(entries()):
    print("        " + line)
print(TAIL, end="")
