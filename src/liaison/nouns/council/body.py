"""Units that the council deals with though they are no members, and what belongs to what."""

from liaison.children import Rows
from liaison.columns import MEMBERS, OFFICE, Column, Noun
from liaison.dates import Day
from liaison.kinds import Choice, Phone, Ref
from liaison.nouns.aliases import aliases
from liaison.nouns.council.member import MEMBER
from liaison.several import Details

BODY = Noun(
    name="body",
    label="合作单位",
    table=MEMBER.table,
    side=MEMBER.name,
    code="B{number:03d}",
    identity=(("code",), ("name",)),
    owner="under",
    named="name",
    also_called=("short",),
    loose=True,
    order="t.code",
    instead="不再来往的单位不必删除，隶属关系到期请用 liaison body leave；确实登记错的，请先删除那些。",
    columns=(
        Column("code", "编号", synonyms=("单位编号",)),
        Column(
            "name",
            "单位名称",
            required=True,
            synonyms=("单位", "单位全称", "合作单位", "名称", "机构名称"),
            examples=("示例街道青年联盟", "示例村党委", "示例商务楼宇党群服务站"),
            sorted_by="sort_key",
        ),
        Column("short", "简称", synonyms=("单位简称",), examples=("示例青年联盟", "示例村", "示例楼宇站")),
        Column(
            "kind",
            "类型",
            Choice(list="body_kind"),
            required=True,
            db="category",
            synonyms=("单位类型", "类别", "单位性质"),
            examples=("联盟", "村社区", "阵地"),
        ),
        Column(
            "under",
            "上级单位",
            Ref(MEMBER.name),
            synonyms=("上级", "主管单位", "所属单位"),
            help="它归哪个单位，也可以是成员单位",
            examples=("", "", "示例银行股份有限公司"),
        ),
        Column(
            "belongings",
            "隶属",
            Details(
                (("of", "{}", ""), ("as", " {}", ""), ("from", " {}", ""), ("to", " 至 {}", "")),
            ),
            listed=False,
            written=False,
            costly=True,
            rows=Rows(
                "belonging",
                "unit_id",
                "x.start IS NULL, x.start, x.id",
                (("of", "parent_id"), ("as", "role"), ("from", "start"), ("to", "end_on")),
                names=(("of", MEMBER.name),),
            ),
        ),
        Column(
            "contact",
            "联系人",
            aside=True,
            reader=MEMBERS,
            synonyms=("联络员", "负责人"),
            examples=("示例甲", "示例乙", "示例丙"),
        ),
        Column(
            "phone",
            "联系电话",
            Phone(),
            private=True,
            aside=True,
            synonyms=MEMBER["phone"].synonyms,
            examples=("021-00000001", "021-00000002", "021-00000003"),
        ),
        Column("note", "备注", listed=False, aside=True, reader=OFFICE, synonyms=("说明",)),
        aliases("unit", table="alias"),
        Column("sort_key", "拼音", listed=False, inner=True, typed=False, aside=True),
    ),
)

BELONGING = Noun(
    name="belonging",
    label="隶属关系",
    table="belonging",
    identity=(("unit", "parent", "role", "start"),),
    keys=(("unit", "parent", "role", "start"),),
    span=("start", "end"),
    spanned=("起止日期", "起止时间"),
    owner="unit",
    dated=("start", "end"),
    parties=("unit", "parent"),
    titled=("unit", "parent", "role"),
    order="parent.code, t.role, unit.code, t.start IS NULL, t.start, t.id",
    columns=(
        Column(
            "unit",
            "单位",
            Ref(MEMBER.name),
            required=True,
            synonyms=("单位名称", "成员单位", "合作单位", "下级单位"),
            examples=("示例银行股份有限公司", "示例商务楼宇党群服务站", "示例一社"),
        ),
        Column(
            "parent",
            "所属",
            Ref(MEMBER.name),
            required=True,
            option="--of",
            synonyms=("所属单位", "所属联盟", "上级单位"),
            examples=("示例街道青年联盟", "示例银行股份有限公司", "示例村党委"),
        ),
        Column(
            "role",
            "关系",
            Choice(list="belonging"),
            required=True,
            option="--as",
            synonyms=("隶属关系", "身份", "角色"),
            examples=("成员", "下属阵地", "代管"),
        ),
        Column(
            "start",
            "起",
            Day(month="first"),
            option="--from",
            synonyms=("开始日期", "起始日期", "加入日期"),
            examples=("2022-03-01", "", ""),
        ),
        Column(
            "end",
            "止",
            Day(month="last"),
            db="end_on",
            planned=True,
            option="--to",
            synonyms=("结束日期", "截止日期", "退出日期"),
        ),
    ),
)
