"""Files that belong to a record of any noun: photos, scans, minutes; kept once by their digest, beside the database."""

from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Fixed, Ref, Whose
from liaison.nouns.holders import THE_COUNCIL, holder
from liaison.quantities import Whole
from liaison.rules.keeping.attachments import KINDS

_HOLDERS = (
    holder("council", "本会", Ref("council")),
    holder("body", "单位", Ref("member")),
    holder("project", "项目", Ref("project")),
    holder("activity", "活动", Ref("activity")),
    holder("matter", "事项", Ref("matter")),
    holder("agreement", "协议", Ref("agreement")),
    holder("honour", "荣誉", Ref("honour")),
    holder("fund", "专项资金", Ref("fund")),
    holder("dispatch", "发文", Ref("dispatch")),
)
"""What a file may belong to: each has one of these. One more is one more line, and a migration."""

ATTACHMENT = Noun(
    name="attachment",
    label="附件",
    table="attachment",
    code="D{number:03d}",
    identity=(("code",), ("of", "sha256")),
    dated=("day",),
    keys=(("code",), *((one.key, "sha256") for one in _HOLDERS)),
    order="length(t.code), t.code",
    unique=False,
    # A file cannot stand in a sheet: the list of them travels with the whole workbook.
    workbook_only=True,
    fixed=("of", "size", "sha256"),
    titled=("code", "name"),
    columns=(
        Column("code", "编号", synonyms=("附件编号",)),
        Column(
            "of",
            "记录",
            Whose("attachment", tuple(one.key for one in _HOLDERS), THE_COUNCIL),
            required=True,
            synonyms=("所属", "归属"),
            help="哪条记录的：活动、会议、协议、荣誉、项目、事项、单位、专项资金、发文的编号或名称，或本会",
            examples=("示例论坛", "示例协议", "示例先进集体"),
        ),
        Column(
            "name",
            "名称",
            required=True,
            synonyms=("文件名", "附件名称"),
            help="文件名",
            examples=("示例照片.jpg", "示例协议.pdf", "示例奖状.jpg"),
        ),
        Column(
            "kind",
            "类别",
            Fixed(words=KINDS),
            required=True,
            synonyms=("附件类别",),
            examples=("照片", "扫描件", "扫描件"),
        ),
        Column("note", "说明", synonyms=("备注",), examples=("示例说明", "", "")),
        Column(
            "day",
            "日期",
            Day(),
            required=True,
            option="--on",
            help="文件的日子",
            synonyms=("文件日期",),
            examples=("2023-05-18", "2023-06-01", "2023-09-10"),
        ),
        Column(
            "size",
            "大小",
            Whole(),
            required=True,
            typed=False,
            adds=True,
            help="字节数",
            synonyms=("字节数",),
            examples=("204800", "1048576", "512000"),
        ),
        Column(
            "sha256",
            "摘要",
            required=True,
            typed=False,
            listed=False,
            help="SHA-256",
            synonyms=("SHA-256",),
            examples=("", "", ""),
        ),
        *_HOLDERS,
    ),
)
