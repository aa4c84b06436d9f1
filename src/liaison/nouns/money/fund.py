"""Earmarked funds and their memorandum ledger."""

from dataclasses import replace

from liaison.columns import ALL_CELLS, MEMBERS, Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Fixed, Ref
from liaison.nouns.aliases import aliases
from liaison.quantities import Money
from liaison.rules.money.ledger import CARRIED_OVER, EFFECTS
from liaison.shapes import Sided

ENTRIES = ("上年结转", "应缴", "认缴", "减免", "到账", "直付", "支出", "退款", "实物", "冲正")
"""The kinds of ledger entries."""
_MEMORANDUM = "备查账：联席会议不设独立账户，资金由各专项的托管单位保管，以托管单位的正式账为准。"

_SUM = Money(positive=False)

DEALT = (
    Column("due", "应缴", _SUM, adds=True),
    Column("received", "到账", _SUM, adds=True),
    Column("in_kind", "实物", _SUM, adds=True),
    Column("refunded", "退款", _SUM, adds=True),
)
"""What a unit was to pay a fund, and what has passed between them."""
OWED = (Column("arrears", "欠缴", _SUM, adds=True), Column("overpaid", "多缴", _SUM, adds=True))
"""What has come of it."""
BALANCE = Column("balance", "结余", _SUM, adds=True)
"""What a fund has."""

PAID = Column(
    "received",
    "已缴",
    _SUM,
    help="到账、直付和实物，减去退款：应缴减已缴就是欠缴，减成负数的是多缴",
    adds=True,
)
"""What counts as paid, so that due less paid is what is owed, or less than nothing what is overpaid."""
OF_PAID = (
    replace(DEALT[2], label="其中实物"),
    replace(DEALT[3], label="已减退款"),
)
"""What of that was no money, and what was given back."""

FUND = Noun(
    name="fund",
    label="专项资金",
    table="fund",
    code="F{number:03d}",
    remark=_MEMORANDUM,
    identity=(("code",), ("name",)),
    keys=(("code",), ("name",)),
    span=("opened", "closed"),
    span_held=False,
    named="name",
    order="t.code",
    instead="记错的账请用 liaison fund reverse 冲正；不再用的专项请用 liaison fund close 关闭。",
    columns=(
        Column("code", "编号", synonyms=("专项编号",)),
        Column(
            "name",
            "专项名称",
            required=True,
            synonyms=("专项", "名称", "资金名称"),
            examples=("示例专项一", "示例专项二", "示例专项三"),
        ),
        Column(
            "project", "项目", Ref("project"), synonyms=("项目名称",), examples=("示例班车", "示例课堂", "")
        ),
        Column(
            "custodian",
            "托管单位",
            Ref("member"),
            synonyms=("保管单位", "代管单位"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column(
            "payee",
            "收款户名",
            listed=False,
            private=True,
            reader=MEMBERS,
            aside=True,
            synonyms=("户名", "账户名称"),
            examples=("示例专户", "", ""),
        ),
        Column(
            "account",
            "账号",
            listed=False,
            private=True,
            reader=MEMBERS,
            aside=True,
            synonyms=("收款账号", "银行账号"),
            examples=("示例账号", "", ""),
        ),
        Column(
            "bank",
            "开户行",
            listed=False,
            private=True,
            reader=MEMBERS,
            aside=True,
            synonyms=("开户银行",),
            examples=("示例支行", "", ""),
        ),
        Column(
            "budget",
            "预算",
            Money(positive=False),
            synonyms=("预算金额", "预算（元）"),
            examples=("120000.00", "30000.00", "8000.00"),
            adds=True,
        ),
        Column(
            "opened",
            "设立日期",
            Day(),
            required=True,
            synonyms=("设立时间",),
            examples=("2023-01-01", "2023-01-01", "2022-01-01"),
        ),
        Column("closed", "关闭日期", Day(), synonyms=("结清日期",), examples=("", "", "2022-12-31")),
        aliases("fund"),
    ),
)

ENTRY = Noun(
    name="entry",
    label="经费流水",
    table="entry",
    remark=_MEMORANDUM,
    identity=(("number", "fund"), (ALL_CELLS,)),
    apart=("voucher", "payee"),
    alike=("fund", "day", "kind", "unit", "amount"),
    keys=(("fund", "number"), ("reverses",)),
    fixed=None,
    dated=("day",),
    order="fund.code, t.day, t.id",
    shapes=(
        Sided(
            kind="kind",
            amount="amount",
            came="到账",
            went="支出",
            opening=CARRIED_OVER,
            ins=tuple(kind for kind, effect in EFFECTS.items() if effect.get("balance", 0) > 0),
            outs=tuple(kind for kind, effect in EFFECTS.items() if effect.get("balance", 0) < 0),
            day="day",
            account="fund",
        ),
    ),
    columns=(
        Column(
            "fund",
            "专项",
            Ref("fund"),
            required=True,
            synonyms=("专项名称", "专项编号", "资金名称"),
            examples=("示例专项一", "示例专项一", "示例专项一"),
        ),
        Column("number", "流水号", synonyms=("流水",)),
        Column(
            "day",
            "日期",
            Day(),
            planned=True,
            required=True,
            option="--on",
            synonyms=("时间", "记账日期", "交易日期", "发生日期"),
            examples=("2023-02-01", "2023-03-15", "2023-04-20"),
        ),
        Column(
            "kind",
            "类型",
            Fixed(words=ENTRIES),
            required=True,
            synonyms=("收支类型",),
            examples=("应缴", "到账", "支出"),
        ),
        Column(
            "unit",
            "单位",
            Ref("member"),
            synonyms=("单位名称", "缴款单位"),
            examples=("示例银行股份有限公司", "示例银行股份有限公司", ""),
        ),
        Column(
            "amount",
            "金额",
            Money(),
            required=True,
            synonyms=("金额（元）", "发生额", "收支金额", "交易金额"),
            examples=("5000.00", "5000.00", "1280.50"),
        ),
        Column(
            "category", "科目", Choice(list="expense"), synonyms=("支出科目",), examples=("", "", "示例科目")
        ),
        Column("voucher", "凭证号", synonyms=("凭证", "凭证编号"), examples=("", "示例凭证 1", "示例凭证 2")),
        Column(
            "payee",
            "对方",
            reader=MEMBERS,
            synonyms=("对方单位", "收款人", "收款方", "对方户名", "对方名称"),
            examples=("", "", "示例运输公司"),
        ),
        Column("reverses", "冲正流水号", Ref("entry", within="fund"), synonyms=("被冲正流水号",)),
        Column(
            "note",
            "摘要",
            reader=MEMBERS,
            synonyms=("备注", "说明", "事由", "用途"),
            examples=("示例摘要", "示例摘要", "示例摘要"),
        ),
        Column("round", "批次", listed=False, synonyms=("分摊批次",)),
    ),
)
