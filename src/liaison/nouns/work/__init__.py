"""Seen from outside: joint work, that is projects, activities, and matters from raised to closed."""

NOUNS = {
    "project": (
        "项目",
        "共建项目：阶段、指标、读数、项目报告",
        "project stage project_indicator project_reading",
        "共建 共建项目 projects",
    ),
    "activity": ("活动", "活动台账与参加情况", "activity attendance", "台账 活动台账 event events"),
    "meeting": (
        "会议",
        "会议：签到、法定人数、议程和结论；会议也是一场活动",
        "presence agenda",
        "开会 例会 全体会议 meetings conference",
    ),
    "agreement": (
        "协议",
        "共建协议：各方、签订、续签、终止，快到期的提醒",
        "agreement agreement_step",
        "共建协议 合同 签约 contract agreements",
    ),
    "indicator": (
        "指标",
        "指标：本会、单位、项目、协议、系列的数，一期一个读数",
        "indicator reading",
        "读数 数据 indicators metric",
    ),
    "matter": (
        "事项",
        "事项：议题、需求、督办，从提出到销号",
        "matter matter_step",
        "议题 需求 督办 督办台账 议题清单 需求清单 topic need task issue matters",
    ),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
