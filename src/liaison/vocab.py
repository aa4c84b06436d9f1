"""The figures of a summary by their Chinese names."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "members_start": "期初成员单位",
    "members_joined": "新加入单位",
    "members_left": "退出单位",
    "members_end": "期末成员单位",
    "projects_started": "新启动项目",
    "projects_finished": "结项项目",
    "projects_running": "期末在推进项目",
    "activities_held": "举办活动",
    "activity_units": "参加单位",
    "activity_unit_turns": "参加单位次数",
    "activity_people_turns": "参加人次",
    "activity_party_turns": "其中党员人次",
    "activity_rate": "成员参与率",
    "service_turns": "服务人次",
    "volunteer_hours": "志愿服务时长",
    "funds_due": "应缴资金",
    "funds_received": "到账资金",
    "funds_in_kind": "实物折价",
    "funds_spent": "支出资金",
    "funds_refunded": "退款",
    "funds_balance": "期末资金结余",
    "funds_arrears": "期末欠缴资金",
}
"""Each figure of a summary with its Chinese name, in the order of the summary."""
