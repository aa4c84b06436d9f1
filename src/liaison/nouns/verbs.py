"""What people call the verbs: the other words for each, by its English name.

A Chinese word that means one verb of a noun is taken for it; an English one, and one that means several, is only suggested:
scripts, help and the journal know a command by one name.
"""

VERBS = {
    "add": "新增 登记 录入 新建 增加 加入 填写 create new insert",
    "list": "列出 清单 名单 台账 全部 ls all",
    "show": "显示 详情 查询 看看 view get info",
    "edit": "更改 更新 编辑 变更 改正 change update modify",
    "remove": "移除 删掉 去掉 清除 delete del rm erase",
    "import": "读入 上传 导进 load upload",
    "export": "下载 另存 save download",
    "form": "空表 模板 填报表 template blank",
    "rename": "改名 换名",
    "alias": "又名 叫法 aka nickname",
    "leave": "退会 离开 quit exit",
    "rejoin": "再加入 重新入会",
    "plan": "轮排 排期 安排 schedule",
    "order": "顺序 次序 sort",
    "appoint": "聘任 上任 接任 新增 添加 登记 录入 add create new",
    "end": "离任 届满 结束 finish stop",
    "current": "现任 在任 now",
    "move": "挪动 调序",
    "lock": "锁上 freeze",
    "unlock": "打开锁 thaw",
    "stage": "进度 推进 进展 progress",
    "record": "读数 报数 登记读数 reading",
    "attend": "签到 参会 到场 signin",
    "open": "开设 新增 添加 登记 录入 add create new",
    "receive": "收款 收到 缴款 income receipt pay",
    "spend": "付款 开支 花费 报销 expense cost",
    "refund": "退回 退钱",
    "reverse": "红冲 更正 作废 cancel correct",
    "close": "结清 终止",
    "apportion": "均摊 摊派 摊分 share split allocate",
    "statement": "收支表 对账 balance",
    "ledger": "台账 明细 账本 entries",
    "start": "开始 新增 添加 add create new begin",
    "merge": "收回 合表 combine collect",
    "year": "全年 年报 annual yearly",
    "seal": "盖章 存证",
}
