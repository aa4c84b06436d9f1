"""Seen from outside: what keeps a council's data safe, and shows that it is whole."""

NOUNS = {
    "backup": ("备份", "做一份备份", ""),
    "restore": ("恢复", "用备份恢复", ""),
    "doctor": ("体检", "检查数据库是否完好、日志是否被动过", ""),
    "undo": ("撤销", "撤销一笔改动", ""),
    "redo": ("重做", "重做刚撤销的一笔", ""),
    "log": ("日志", "谁在什么时候改了什么", ""),
}
"""Each noun of the command line: its Chinese name, its line of help, and the records that are its own."""
