"""What the forms of other offices call the figures of a summary, by the figure's key.

A name that stands behind several figures is a question and no answer: such a label is listed with all of them. What a figure is
called here (its label), and that with 数, 数量, 总数 or its unit behind, is known without being written down.
"""

NAMES = {
    "members_start": "年初成员单位 期初成员 年初成员单位数 上年末成员单位",
    "members_joined": "新加入成员单位 新增成员单位 新吸收成员单位 新成员单位 本年新加入单位",
    "members_left": "退出成员单位 退会单位 减少成员单位",
    "members_end": "成员单位 现有成员单位 年末成员单位 会员单位 成员单位家数 联席会议成员单位 成员家数",
    "members_party": "党员 党员数 党员总数 党员人数 成员单位党员数 成员单位党员人数 覆盖党员",
    "members_headcount": "职工 职工数 职工人数 员工人数 从业人员 成员单位职工人数 覆盖职工",
    "partners": "合作单位 合作单位数 参与合作单位",
    "projects_started": "新启动项目 新增项目 新立项项目 启动项目 新增共建项目 项目数 共建项目",
    "projects_finished": "结项项目 完成项目 办结项目 已完成项目",
    "projects_stopped": "中止项目 终止项目",
    "projects_under_way": "推进项目 实施项目 开展共建项目 项目数 共建项目",
    "projects_running": "在推进项目 在建项目 年末在推进项目 正在实施项目 项目数 共建项目",
    "activities_held": "举办活动 开展活动 组织活动 活动 活动场次 活动次数 活动场数 举办活动场次 开展活动场次 开展活动次数 "
    "组织活动场次 组织活动次数 举办活动次数 活动总场次 开展各类活动 共建活动 党建活动场次",
    "activity_units": "参与单位 参加活动单位 参与活动单位 参加单位家数",
    "activity_unit_turns": "参加单位家次 参与单位家次 单位参加活动家次",
    "activity_people_turns": "参加人次 参与人次 活动人次 参加活动人次 参与活动人次 活动参加人次 活动参与人次 参加总人次 "
    "参加人次合计 参加活动总人次",
    "activity_party_turns": "党员人次 党员参加人次 参加党员人次 参与党员人次 党员参与人次",
    "activity_people_mean": "平均每场人次 场均人次 每场平均人次 场均参与人次",
    "activity_rate": "成员单位参与率 单位参与率 活动参与率 成员单位参加率",
    "service_turns": "服务群众人次 服务群众 惠及群众人次 惠及人次 服务职工群众人次",
    "volunteer_hours": "志愿服务时间 志愿时长 志愿服务小时数 志愿服务总时长",
    "meetings_held": "会议 会议次数 会议场次 召开会议次数 召开联席会议 联席会议次数 召开联席会议次数",
    "meeting_attendance_rate": "到会率 会议出席率 会议参会率",
    "agreements_signed": "签订协议 新签订协议 签署协议 签订共建协议 新签共建协议 协议份数 共建协议",
    "agreements_in_force": "在有效期内协议 现有协议 协议份数 共建协议",
    "matters_raised": "提出议题 征集事项 收集事项 提出问题 收集诉求 征集议题",
    "matters_closed": "办结事项 解决事项 办结件数 已销号事项 解决问题 办结问题",
    "matters_on_time": "按时办结事项 按期办结事项 按期办结",
    "matters_overdue": "逾期事项 逾期未办结事项 超期事项",
    "matter_satisfaction": "满意率 满意度 办理满意率 群众满意率",
    "needs_claimed": "需求认领 认领需求件数 已认领需求",
    "funds_opening": "年初结余 上年结余 上年结转 期初结余 期初资金余额",
    "funds_due": "应缴金额 应收资金 应缴会费 应筹资金",
    "funds_received": "到账金额 到位资金 资金到账 资金到账金额 实收资金 已到账资金 筹集资金 共建资金到账 资金到位金额 筹资金额 "
    "共建资金 资金总额 资金",
    "funds_in_kind": "实物折价金额 实物折款 实物折合金额",
    "funds_spent": "支出金额 资金支出 支出 支出总额 已支出资金 使用资金 经费支出 支出合计 共建资金 资金总额 资金",
    "funds_refunded": "退款金额 退还资金",
    "funds_balance": "资金结余 结余 年末结余 期末结余 资金余额 结余资金 年末资金结余",
    "funds_arrears": "欠缴资金 欠缴金额 未缴资金 未到账资金",
    "funds_collection_rate": "到位率 收缴率 资金收缴率 到账率",
    "funds_budget_used": "预算使用率 资金使用率 执行率",
    "honours_won": "荣誉 获奖 所获荣誉 荣誉数 获得荣誉数 获奖数 获奖项数",
    "plaques_in_use": "授牌 授牌数 现有授牌 挂牌数 在用牌匾",
}
