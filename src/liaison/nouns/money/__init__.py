"""Seen from outside: the money raised together."""

NOUNS = {
    "fund": (
        "资金",
        "专项资金备查账：分摊、到账、支出、公示",
        "fund entry",
        "经费 专项 专项资金 台账 money funds finance account",
    ),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
