"""Agreements that units sign with each other, and how they go on."""

from liaison.children import Link
from liaison.columns import MEMBERS, Column, Noun
from liaison.dates import Day
from liaison.kinds import Fixed, Flag, Ref
from liaison.nouns.aliases import aliases
from liaison.rules.work.agreements import AGREEMENT_PASSING, AGREEMENT_STATES, BINDING
from liaison.several import Refs
from liaison.stated import Stated

AGREEMENT = Noun(
    name="agreement",
    label="共建协议",
    table="agreement",
    code="G{year}-{number:03d}",
    day="signed",
    identity=(("code",), ("name", "signed")),
    keys=(("code",),),
    span=("start", "end"),
    spanned=("协议期限", "起止日期", "有效期限"),
    dated=("signed",),
    parties=("parties",),
    named="name",
    unique=False,
    order="t.signed IS NULL, t.signed, t.code",
    states=Stated(
        AGREEMENT_STATES,
        column="status",
        history="agreement_step",
        verb=("step", "进展"),
        ended="terminated",
        since="signed",
        held=BINDING,
        passing=AGREEMENT_PASSING,
    ),
    columns=(
        Column("code", "编号", synonyms=("协议编号",)),
        Column(
            "name",
            "名称",
            required=True,
            synonyms=("协议名称", "协议"),
            examples=("示例结对共建协议", "示例消费帮扶协议", "示例三方共建协议"),
        ),
        Column(
            "parties",
            "各方",
            Refs(noun="member"),
            required=True,
            option="--party",
            synonyms=("签约各方", "签约单位", "协议各方", "参与单位", "签约方"),
            help="签协议的单位，两家或几家",
            link=Link("agreement_party", "agreement_id", "unit_id"),
            examples=(
                "示例银行股份有限公司、示例街道党群服务中心",
                "示例证券有限责任公司、示例银行股份有限公司",
                "示例银行股份有限公司、示例证券有限责任公司、示例街道党群服务中心",
            ),
        ),
        Column(
            "signed",
            "签订日期",
            Day(),
            synonyms=("签约日期", "签署日期", "签订时间"),
            examples=("2023-03-01", "2023-05-20", ""),
        ),
        Column(
            "place", "地点", listed=False, synonyms=("签约地点", "签订地点"), examples=("示例阵地一", "", "")
        ),
        Column(
            "start",
            "生效日",
            Day(month="first"),
            listed=False,
            synonyms=("生效日期", "起始日期"),
            help="不写就从签订那天起",
            examples=("2023-03-01", "2023-06-01", ""),
        ),
        Column(
            "end",
            "到期日",
            Day(month="last"),
            db="end_on",
            synonyms=("到期日期", "终止日", "有效期至"),
            help="最后一天；不写就是没有期限",
            examples=("2025-02-28", "2024-05-31", ""),
        ),
        Column(
            "content",
            "内容",
            listed=False,
            synonyms=("共建内容", "协议内容", "主要内容"),
            examples=("示例内容", "示例内容", "示例内容"),
        ),
        Column(
            "renews",
            "自动续签",
            Flag(),
            listed=False,
            synonyms=("是否自动续签",),
            examples=("否", "是", ""),
        ),
        Column(
            "status",
            "状态",
            Fixed(words=AGREEMENT_STATES.names),
            typed=False,
            synonyms=("协议状态",),
            help="、".join(AGREEMENT_STATES.names),
            examples=("生效", "生效", "草拟"),
        ),
        Column("number", "文号", listed=False, synonyms=("协议文号", "合同编号", "发文字号")),
        Column("terminated", "终止日期", Day(), listed=False, typed=False, synonyms=("终止时间", "解除日期")),
        aliases("agreement"),
    ),
)

AGREEMENT_STEP = Noun(
    name="agreement_step",
    label="协议进展",
    table="agreement_step",
    identity=(("agreement", "status", "day"),),
    keys=(("agreement", "status", "day"),),
    dated=("day",),
    order="agreement.code, t.day, t.id",
    columns=(
        Column(
            "agreement",
            "协议",
            Ref("agreement"),
            required=True,
            synonyms=("名称", "编号", "协议名称", "协议编号"),
            examples=("示例结对共建协议", "示例消费帮扶协议", "示例消费帮扶协议"),
        ),
        Column(
            "status",
            "状态",
            Fixed(words=AGREEMENT_STATES.names),
            required=True,
            examples=("生效", "生效", "续签"),
        ),
        Column(
            "day",
            "日期",
            Day(),
            required=True,
            option="--on",
            help="从哪一天起",
            synonyms=("时间",),
            examples=("2023-03-01", "2022-05-20", "2023-05-20"),
        ),
        Column(
            "before",
            "原到期日",
            Day(),
            typed=False,
            synonyms=("续签前到期日",),
            help="续签以前的到期日",
            examples=("", "", "2023-05-31"),
        ),
        Column("note", "说明", reader=MEMBERS, synonyms=("备注",), examples=("示例说明", "", "")),
    ),
)
