"""Seen from outside: the summary of a period."""

NOUNS = {
    "report": ("报告", "年度、半年、任期总结，口径与数据来源", "published"),
    "year": ("年度", "年度结账：数字定下来，以后更正要写原因", ""),
}
"""Each noun of the command line: its Chinese name, its line of help, and the records that are its own."""
