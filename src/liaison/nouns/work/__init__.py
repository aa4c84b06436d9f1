"""Seen from outside: joint work, that is projects and activities."""

NOUNS = {
    "project": ("项目", "共建项目：阶段、指标、读数、项目报告", "project stage indicator reading"),
    "activity": ("活动", "活动台账与参加情况", "activity attendance"),
}
"""Each noun of the command line: its Chinese name, its line of help, and the records that are its own."""
