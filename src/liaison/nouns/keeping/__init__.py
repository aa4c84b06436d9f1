"""Seen from outside: what keeps a council's data safe, and shows that it is whole."""

NOUNS = {
    "attach": (
        "附件",
        "附件：照片、扫描件、纪要，挂在任何一条记录上",
        "attachment",
        "照片 扫描件 文件夹 attachment attachments photo scan",
    ),
    "archive": (
        "归档",
        "归档：一年的附件按档号排好，写出归档文件目录和缺少的材料",
        "",
        "档案 归档目录 移交档案 filing",
    ),
    "backup": ("备份", "做一份备份", "", "存档 save copy"),
    "restore": ("恢复", "用备份恢复", "", "还原 recover"),
    "pack": ("打包", "打包：整个联席会议一个文件，交给下一任秘书处", "", "移交 交接包 bundle"),
    "unpack": ("拆包", "拆包：核对过每个文件，再建成新的数据库", "", "解包 接收 unbundle"),
    "doctor": ("体检", "检查数据库是否完好、日志是否被动过", "", "检查 诊断 health"),
    "check": ("核对", "核对：漏填的、互相矛盾的，各写明接着输入什么", "", "查漏 自查 查错 verify lint"),
    "undo": ("撤销", "撤销一笔改动", "", "撤回 回退 反悔 revert back"),
    "redo": ("重做", "重做刚撤销的一笔", "", "再做 again"),
    "log": ("日志", "谁在什么时候改了什么", "", "历史 痕迹 history journal audit"),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
