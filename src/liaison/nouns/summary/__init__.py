"""Seen from outside: the summary of a period."""

NOUNS = {
    "report": (
        "报告",
        "年度、半年、任期总结，口径与数据来源",
        "published",
        "总结 年度总结 汇报 统计 季度 月报 打印 summary",
    ),
    "paper": (
        "公文",
        "公文：通知、纪要、签到表、年度总结，按公文格式写成 Word",
        "",
        "文件 通知 纪要 docx word papers document",
    ),
    "dispatch": (
        "发文",
        "发文登记：发出的公文各编一个文号，不重号、不漏号",
        "dispatch",
        "文号 发文登记簿 收发文 register",
    ),
    "proof": (
        "校对",
        "校对写好、改过的总结：数字、合计、单位名称、日期与库里不符的，逐处指出",
        "",
        "校核 审校 校验 proofread",
    ),
    "fill": (
        "填表",
        "填上级发来的表：认得的标签填上数，每格批注口径；认不出的列出来，不猜",
        "",
        "填报 上报 报表 代填 fillin",
    ),
    "year": ("年度", "年度结账：数字定下来，以后更正要写原因", "", "closing"),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
