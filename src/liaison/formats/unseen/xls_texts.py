"""The texts that an old workbook (.xls) keeps for all its sheets, as far as a part of one is raised or lowered."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from liaison.formats.unseen.raised import marked

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def raised_strings(blocks: Sequence[bytes], raised: dict[int, bool]) -> dict[int, str]:
    """The texts by their number; ``raised`` tells of a font whether it raises or else lowers, ``blocks`` are the records."""
    found: dict[int, str] = {}
    table = _Table(blocks)
    _, count = struct.unpack("<II", table.take(8))
    for number in range(count):
        length, flags = struct.unpack("<HB", table.take(3))
        runs = struct.unpack("<H", table.take(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", table.take(4))[0] if flags & _EXTENDED else 0
        text = table.text(length, wide=bool(flags & _WIDE))
        told = struct.unpack(f"<{2 * runs}H", table.take(4 * runs))
        table.take(more)
        starts, fonts = told[::2], told[1::2]
        if raised.keys() & set(fonts):
            ends = (*starts[1:], len(text))
            found[number] = text[: starts[0]] + "".join(
                marked(text[start:end], raised=raised[font]) if font in raised else text[start:end]
                for start, end, font in zip(starts, ends, fonts, strict=True)
            )
    return found


class _Table:
    """Records that are one, read from their beginning: what does not fit into the first goes on in the next."""

    def __init__(self, blocks: Sequence[bytes]) -> None:
        self.blocks, self.number, self.at = blocks, 0, 0

    def take(self, length: int) -> bytes:
        """So many bytes. Raises ``IndexError`` behind the last."""
        found = b""
        while length > 0:
            if self.at >= len(self.blocks[self.number]):
                self.number, self.at = self.number + 1, 0
                continue
            part = self.blocks[self.number][self.at : self.at + length]
            found, length, self.at = found + part, length - len(part), self.at + len(part)
        return found

    def text(self, length: int, *, wide: bool) -> str:
        """So many characters; where they go on in the next record, it says anew how wide they are."""
        found = b""
        while length > 0:
            if self.at >= len(self.blocks[self.number]):
                self.number, self.at = self.number + 1, 1
                wide = bool(self.blocks[self.number][0] & _WIDE)
            size = 2 if wide else 1
            part = self.take(min(length, max((len(self.blocks[self.number]) - self.at) // size, 1)) * size)
            found += part if wide else part.decode("latin-1").encode("utf-16-le")
            length -= len(part) // size
        return found.decode("utf-16-le", "surrogatepass")
