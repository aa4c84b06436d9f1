"""Earmarked funds and their memorandum ledger."""

from liaison.columns import Column, Noun
from liaison.kinds import Choice, Fixed, Ref
from liaison.quantities import Day, Money
from liaison.vocab import ENTRIES

_MEMORANDUM = "备查账：联席会议不设独立账户，资金由各专项的托管单位保管，以托管单位的正式账为准。"

FUND = Noun(
    name="fund",
    label="专项资金",
    table="fund",
    code="F{number:03d}",
    measure="项",
    remark=_MEMORANDUM,
    identity=(("code",), ("name",)),
    named="name",
    order="t.code",
    columns=(
        Column("code", "编号", synonyms=("专项编号",)),
        Column("name", "专项名称", required=True, synonyms=("专项", "名称", "资金名称")),
        Column("project", "项目", Ref("project"), synonyms=("项目名称",)),
        Column("custodian", "托管单位", Ref("member"), synonyms=("保管单位", "代管单位")),
        Column("budget", "预算", Money(positive=False), adds=True, synonyms=("预算金额", "预算（元）")),
        Column("opened", "设立日期", Day(), required=True, synonyms=("设立时间",)),
        Column("closed", "关闭日期", Day(), synonyms=("结清日期",)),
    ),
)

ENTRY = Noun(
    name="entry",
    label="经费流水",
    table="entry",
    measure="笔",
    remark=_MEMORANDUM,
    identity=(("number", "fund"), ("*",)),
    order="fund.code, t.day, t.id",
    columns=(
        Column("fund", "专项", Ref("fund"), required=True, synonyms=("专项名称", "专项编号", "资金名称")),
        Column("number", "流水号", synonyms=("流水",)),
        Column("day", "日期", Day(), required=True, option="--on", synonyms=("时间", "记账日期")),
        Column("kind", "类型", Fixed(words=ENTRIES), required=True, synonyms=("收支类型",)),
        Column("unit", "单位", Ref("member"), synonyms=("单位名称", "缴款单位")),
        Column("amount", "金额", Money(), required=True, synonyms=("金额（元）",)),
        Column("category", "科目", Choice(list="expense"), synonyms=("支出科目",)),
        Column("voucher", "凭证号", synonyms=("凭证", "凭证编号")),
        Column("payee", "对方", synonyms=("对方单位", "收款人", "收款方")),
        Column("reverses", "冲正流水号", Ref("entry", within="fund"), synonyms=("被冲正流水号",)),
        Column("note", "摘要", synonyms=("备注", "说明")),
        Column("round", "批次", listed=False, synonyms=("分摊批次",)),
    ),
)
