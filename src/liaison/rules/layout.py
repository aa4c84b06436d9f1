"""The layout of official papers in numbers: 《党政机关公文格式》 GB/T 9704-2012.

Lengths are millimetres, sizes of type and line points. Where the standard leaves a choice, what prints alike in Word, WPS and
LibreOffice was measured: 22 lines of 28 characters fill the type area of 156 × 225 mm.
"""

from __future__ import annotations

WIDTH, HEIGHT = 210, 297
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
"""The margins: 天头 37 mm, 订口 28 mm; the type area leaves 26 mm on the right and 35 mm below."""
LINES, CHARACTERS = 22, 28
"""Lines of a page, and characters of a line."""
TEXT, LINE = 16.0, 28.95
"""三号 and the pitch of lines. 225 mm are 637.8 pt: a program that counts each line whole has room for 22 of at most 28.99 pt."""
CLOSER = -0.25
"""What is taken from between the characters: 28 of 15.75 pt fill 156 mm, of 16 pt only 27 do."""
TITLE, TITLE_LINE = 22.0, 34.0
"""二号."""
NUMBER, NUMBER_BELOW = 14.0, 7
"""The page's number: 四号, with a rule on both sides, 7 mm below the type area."""

SONG, FANGSONG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
"""The typefaces of the title, the text, and the headings of the first and the second level."""
HALF = "宋体"
"""That of the page's number."""
MARK, MARK_LINE, MARK_BELOW = 30.0, 40.0, 35
"""The office's mark in red (发文机关标志): its upper edge is 35 mm below that of the type area; the size is the office's choice."""
IMPRINT, IMPRINT_RULE = 17, 0.35
"""The height of 版记 at the foot of the type area, a line between its rules, and how wide these are."""
RED_RULE = 0.53
"""The rule under the number of a document, as wide as the office's mark asks for."""
AWARD, AWARD_LINE = 48.0, 64.0
"""The heading of a certificate, which no standard lays down."""
