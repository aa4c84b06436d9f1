"""Member units and their spells of membership."""

from liaison.columns import Column, Latest, Link, Noun, Rows
from liaison.kinds import Choice, Phone, Ref, Spans, Text, Words
from liaison.quantities import Day, Ordinal, Whole


def _of_latest_spell(column: str) -> Latest:
    return Latest("spell", "unit_id", "joined", column)


MEMBER = Noun(
    name="member",
    label="成员单位",
    table="unit",
    code="M{number:03d}",
    identity=(("code",), ("uscc",), ("name",)),
    owner="id",
    named="name",
    also_called=("short", "former"),
    exactly=("uscc",),
    loose=True,
    keys=(("code",), ("name",), ("uscc",)),
    span=("joined", "left"),
    whole_list="--all",
    order="t.rank IS NULL, t.rank, t.code",
    columns=(
        Column("code", "编号", synonyms=("单位编号", "成员编号", "单位编码")),
        Column(
            "name",
            "单位名称",
            required=True,
            synonyms=("单位", "单位全称", "成员单位", "成员单位名称", "党组织所在单位", "组织名称", "名称"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例街道党群服务中心"),
        ),
        Column("short", "简称", synonyms=("单位简称",), examples=("示例银行", "示例证券", "示例党群中心")),
        Column(
            "former",
            "曾用名",
            Words(),
            listed=False,
            synonyms=("原名称", "原单位名称"),
            link=Link("former_name", "unit_id", "name"),
        ),
        Column(
            "category",
            "类别",
            Choice(list="category"),
            required=True,
            synonyms=("单位性质", "单位类别", "单位类型", "单位属性", "性质"),
            examples=("银行机构", "证券机构", "机关事业单位"),
        ),
        Column(
            "party_org_name",
            "党组织全称",
            listed=False,
            synonyms=("党组织名称", "党组织"),
            examples=("中共示例银行委员会", "中共示例证券支部委员会", "中共示例街道工作委员会"),
        ),
        Column(
            "party_org",
            "党组织形式",
            Choice(list="party_org"),
            listed=False,
            synonyms=("党组织类型", "组织形式"),
            examples=("党委", "党支部", "党工委"),
        ),
        Column("secretary", "书记", listed=False, synonyms=("党组织书记", "书记姓名")),
        Column(
            "election_due", "换届日期", Day(), listed=False, synonyms=("换届时间", "届满日期", "应换届日期")
        ),
        Column(
            "party_members",
            "党员人数",
            Whole(),
            synonyms=("党员数", "党员总数", "党员"),
            examples=("86", "23", "41"),
            adds=True,
        ),
        Column(
            "headcount",
            "职工人数",
            Whole(),
            listed=False,
            synonyms=("职工数", "员工人数", "员工数", "在岗职工数"),
            examples=("520", "140", "65"),
            adds=True,
        ),
        Column(
            "uscc",
            "统一社会信用代码",
            listed=False,
            synonyms=("信用代码", "社会信用代码", "统一信用代码"),
        ),
        Column(
            "address",
            "地址",
            listed=False,
            synonyms=("单位地址", "办公地址", "注册地址"),
            examples=("示例路 1 号", "示例路 2 号", "示例路 3 号"),
        ),
        Column(
            "area",
            "片区",
            Choice(list="area"),
            synonyms=("所属片区",),
            examples=("示例片区", "示例片区", "示例片区"),
        ),
        Column(
            "rank",
            "排序",
            Ordinal(),
            listed=False,
            synonyms=("排位", "顺序", "席位"),
            help="名册与报告中的先后",
            examples=("1", "2", "3"),
        ),
        Column(
            "joined",
            "加入日期",
            Day(),
            required=True,
            latest=_of_latest_spell("joined"),
            synonyms=("加入时间", "入会时间", "入会日期", "加入年月日"),
            examples=("2018-06-01", "2020-03-15", "2018-06-01"),
        ),
        Column(
            "left", "退出日期", Day(), latest=_of_latest_spell("left_on"), synonyms=("退出时间", "退会日期")
        ),
        Column(
            "contact",
            "联络员",
            synonyms=("联络员姓名", "联系人", "联系人姓名"),
            examples=("示例甲", "示例乙", "示例丙"),
        ),
        Column(
            "contact_post",
            "联络员职务",
            listed=False,
            synonyms=("联系人职务", "职务"),
            examples=("党委办公室主任", "党支部书记", "党建专员"),
        ),
        Column(
            "phone",
            "联系电话",
            Phone(),
            private=True,
            synonyms=("手机", "电话", "手机号", "手机号码", "联系方式", "联络员电话", "办公电话"),
            examples=("021-00000001", "021-00000002", "021-00000003"),
        ),
        Column(
            "note",
            "备注",
            listed=False,
            synonyms=("说明",),
            examples=("示例行，导入时不计", "示例行，导入时不计", "示例行，导入时不计"),
        ),
        Column(
            "sort_key", "拼音", listed=False, wide=True, null=False, help="按拼音排序时用，留空则自动计算"
        ),
        Column(
            "spells",
            "历次加入",
            Spans(),
            listed=False,
            written=False,
            rows=Rows(
                "spell",
                "unit_id",
                "joined",
                (("joined", "joined"), ("left", "left_on"), ("reason", "reason")),
            ),
        ),
    ),
)

SPELL = Noun(
    name="spell",
    label="加入退出",
    table="spell",
    identity=(("unit", "joined"),),
    keys=(("unit", "joined"),),
    span=("joined", "left"),
    owner="unit",
    order="unit.rank IS NULL, unit.rank, unit.code, t.joined",
    columns=(
        Column(
            "unit",
            "单位",
            Ref("member"),
            required=True,
            synonyms=("单位名称", "成员单位", "成员单位名称"),
            examples=("示例银行股份有限公司", "示例证券有限责任公司", "示例证券有限责任公司"),
        ),
        Column(
            "joined",
            "加入日期",
            Day(),
            required=True,
            synonyms=("加入时间",),
            examples=("2018-06-01", "2018-06-01", "2020-03-15"),
        ),
        Column(
            "left", "退出日期", Day(), db="left_on", synonyms=("退出时间",), examples=("", "2019-05-31", "")
        ),
        Column("reason", "原因", Text(), synonyms=("退出原因", "备注"), examples=("", "示例：迁出本区", "")),
    ),
)
