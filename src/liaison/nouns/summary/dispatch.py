"""The register of documents that went out: each with its number, whom it went to, and what proves its file."""

from liaison.columns import OFFICE, Column, Noun
from liaison.dates import Day
from liaison.nouns.aliases import aliases

DISPATCH = Noun(
    name="dispatch",
    label="发文登记",
    table="dispatch",
    code="W{year}-{number:03d}",
    day="day",
    identity=(("code",), ("number",)),
    keys=(("code",), ("number",)),
    dated=("day",),
    named="title",
    unique=False,
    exactly=("number",),
    order="t.day, t.code",
    columns=(
        Column("code", "编号", synonyms=("登记编号", "发文编号")),
        Column(
            "title",
            "标题",
            required=True,
            synonyms=("文件标题", "题名", "文件名称", "公文标题"),
            examples=("关于召开示例会议的通知", "示例会议纪要", "示例活动方案"),
        ),
        Column(
            "number",
            "文号",
            null=False,
            synonyms=("发文字号", "发文号", "文件编号", "文件号"),
            help="不写就按发文代字和年份接着编；只写到 示例〔2023〕 也接着编",
            examples=("示例〔2023〕1号", "示例〔2023〕2号", "示例〔2023〕3号"),
        ),
        Column(
            "kind",
            "文种",
            synonyms=("公文种类", "文件种类"),
            examples=("会议通知", "会议纪要", "方案"),
        ),
        Column(
            "to",
            "主送",
            db="sent_to",
            synonyms=("主送单位", "主送机关", "发往单位", "发文范围"),
            examples=("各成员单位", "各成员单位", "示例银行股份有限公司"),
        ),
        Column(
            "day",
            "日期",
            Day(),
            required=True,
            option="--on",
            synonyms=("成文日期", "发文日期", "印发日期"),
            examples=("2023-01-10", "2023-02-01", "2023-03-15"),
        ),
        Column(
            "about",
            "关于",
            listed=False,
            synonyms=("关于的记录",),
            help="写的是哪条记录，例如会议的编号",
            examples=("A2023-001", "A2023-001", ""),
        ),
        Column(
            "digest",
            "文件摘要",
            listed=False,
            typed=False,
            help="印发的文件的 SHA-256，证明它没有改过",
        ),
        Column("note", "备注", reader=OFFICE, synonyms=("说明",), examples=("", "", "示例备注")),
        aliases("dispatch"),
    ),
)
