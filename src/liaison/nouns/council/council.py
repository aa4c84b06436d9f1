"""The council itself: one record per database."""

from liaison.children import Link
from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Fixed, Flag
from liaison.rules.work.roles import GUIDES
from liaison.several import Refs

STATES = ("能用", "文件不在", "打不开")
"""What the database of a council can be: read, not where it was, or there and yet not to be read."""

COUNCIL = Noun(
    name="council",
    label="联席会议",
    table="council",
    identity=((),),
    unique=False,
    workbook_only=True,
    columns=(
        Column(
            "name", "名称", required=True, help="联席会议全称", examples=("示例区域化党建联席会议", "", "")
        ),
        Column("short", "简称"),
        Column("founded", "成立日期", Day(month="first")),
        Column("secretariat", "秘书处所在单位"),
        Column(
            "symbol",
            "发文代字",
            help="文号前面的字，例如 示例党联〔2023〕3号 的 示例党联；不写就只有年份和号",
        ),
        Column("initiator", "发起单位"),
        Column(
            "guide",
            "指导单位",
            Refs(noun="member", enters=GUIDES),
            link=Link("council_guide", "council_id", "unit_id"),
        ),
        Column("records_from", "记录起始日期", Day(), help="此日之前的数据不在库中，上年数显示为 —"),
        Column(
            "backup_to",
            "第二备份文件夹",
            inner=True,
            null=True,
            aside=True,
            help="自动备份在这里也存一份，例如 U 盘或共享文件夹；写空字符串就不再存",
        ),
    ),
)

COUNCILS = (
    Column("name", "名称", required=True),
    Column("place", "数据库"),
    Column("current", "现在用", Flag()),
    Column("state", "状态", Fixed(words=STATES)),
)
"""The councils of one office."""
