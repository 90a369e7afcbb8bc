#!/usr/bin/env python3
"""Writes Sources/Render/Text/WideCharactersTable.swift: the code points that fill two columns of a terminal.

They are those of East Asian Width W and F in Python's unicodedata. Unassigned places of the ideographic planes count too.
"""
import pathlib
import unicodedata


def is_wide(code):
    if 0x20000 <= code <= 0x3FFFD:
        return True
    character = chr(code)
    return unicodedata.category(character) not in ("Cn", "Cs") and unicodedata.east_asian_width(character) in "WF"


def ranges():
    start = None
    for code in range(0x1100, 0x40000):
        if is_wide(code) and start is None:
            start = code
        elif not is_wide(code) and start is not None:
            yield start, code - 1
            start = None


lines = [f"        (0x{low:04x}, 0x{high:04x})," for low, high in ranges()]
text = f"""// Written by Scripts/wide-characters.py from Unicode {unicodedata.unidata_version}; not to be changed by hand.

/// The code points that fill two columns of a terminal, in order.
enum WideCharacters {{
    static let ranges: [(first: UInt32, last: UInt32)] = [
{chr(10).join(lines)}
    ]
}}
"""
target = pathlib.Path(__file__).parent.parent / "Sources/Render/Text/WideCharactersTable.swift"
target.write_text(text)
