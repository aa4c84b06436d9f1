"""Seen from outside: sheets out to the clerk's desk and back."""

NOUNS = {
    "workbook": (
        "工作簿",
        "整个联席会议的工作簿：导出后在 Excel、WPS 里改，再导入",
        "",
        "总表 全部表格 excel wps book",
    ),
    "collect": ("收集", "向各单位收集表格：一家一份，收回后合并", "", "收表 征集 gather"),
    "look": (
        "识别",
        "认一认一个文件或文件夹是什么，给出该用的那一条命令；只写文件名（liaison 名册.xlsx）就是它",
        "",
        "认表 打开 看文件 what recognise",
    ),
    "demo": ("示例", "装入示例联席会议“滨江党建·金融外滩”", "", "演示 样例 example sample"),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
