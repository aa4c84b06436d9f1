"""Indicators of anything: of the council, a unit, a project, an agreement, a series of activities; and their readings."""

from dataclasses import replace

from liaison.columns import Column, Noun
from liaison.kinds import Choice, Flag, Ref, Whose
from liaison.nouns.holders import THE_COUNCIL, holder
from liaison.nouns.work.measured import (
    BEGINS,
    CODE,
    DAY,
    LOWER_IS_BETTER,
    MEASURED,
    NAME,
    PARTS,
    PERIOD,
    TARGET,
    TOTAL,
    UNIT,
    VALUE,
)

_HOLDERS = (
    holder("council", "本会", Ref("council")),
    holder("project", "项目", Ref("project")),
    holder("body", "单位", Ref("member")),
    holder("agreement", "协议", Ref("agreement")),
    holder("series", "系列", Choice(list="series")),
)
"""What an indicator may belong to: each indicator has one of these. One more is one more line."""

WHOSE = Whose("indicator", tuple(one.key for one in _HOLDERS), itself=THE_COUNCIL)

INDICATOR = Noun(
    name="indicator",
    label="指标",
    table="indicator",
    code=CODE,
    identity=(("code",), ("of", "name")),
    keys=(("code",), *((one.key, "name") for one in _HOLDERS)),
    owner="of",
    order="t.code IS NULL, length(t.code), t.code, t.id",
    unique=False,
    # The sheet of projects' indicators has been marked as this one is called, since there were no others.
    marked="indicator_of",
    titled=("code", "of", "name"),
    columns=(
        Column("code", "编号", null=True, synonyms=("指标编号",)),
        Column(
            "of",
            "对象",
            WHOSE,
            required=True,
            synonyms=("所属", "归属", "项目", "项目名称", "单位名称", "协议", "系列"),
            help="本会、单位、项目、协议或系列；重名的写编号，或写“项目：名称”",
            examples=("本会", "示例银行股份有限公司", "示例班车"),
        ),
        NAME,
        UNIT,
        PERIOD,
        TOTAL,
        TARGET,
        Column(
            "source",
            "来源",
            listed=False,
            synonyms=("数据来源", "出处"),
            help="读数从哪里来",
            examples=("示例统计表", "", ""),
        ),
        Column(
            "in_summary",
            "列入总结",
            Flag(),
            option="--summary",
            default=0,
            null=True,
            synonyms=("写入总结",),
            help="列入年度总结；项目的指标本来就列，不用写",
            examples=("是", "否", "否"),
        ),
        LOWER_IS_BETTER,
        *_HOLDERS,
    ),
)

READING = Noun(
    name="reading",
    label="指标记录",
    table="reading",
    identity=(("indicator", "period"),),
    keys=(("indicator", "period"),),
    owner="indicator",
    dated=("day",),
    shapes=(replace(MEASURED, besides=("numerator", "denominator", "approximate")),),
    marked="reading_of",
    order="indicator.code IS NULL, length(indicator.code), indicator.code, indicator.id, t.day",
    columns=(
        Column(
            "of",
            "对象",
            WHOSE,
            via="indicator",
            synonyms=("所属", "归属", "项目", "项目名称", "单位名称", "协议", "系列"),
            help="指标重名时写明是谁的",
            examples=("本会", "本会", "示例银行股份有限公司"),
        ),
        Column(
            "indicator",
            "指标",
            Ref("indicator", within="of"),
            null=False,
            synonyms=("指标名称", "指标编号"),
            examples=("服务载体", "示例网格员到岗率", "培训人次"),
        ),
        DAY,
        BEGINS,
        VALUE,
        *PARTS,
        Column(
            "source",
            "来源",
            listed=False,
            synonyms=("数据来源", "出处"),
            help="这个数从哪里来",
            examples=("示例报道", "", ""),
        ),
    ),
)
