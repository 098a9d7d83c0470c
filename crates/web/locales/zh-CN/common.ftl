# 页面框架
skip-to-content = 跳到正文
error-in-title = 填写有误：
error-prefix = 错误：
nav-languages = 语言
nav-main = 主要页面
nav-crumbs = 当前位置
nav-public = 公开页面
nav-to-speak = 我要说
nav-to-follow = 查进展
nav-to-problems = 问题
nav-to-units = 单位
nav-to-log = 自己验证
nav-to-inbox = 收件
nav-to-work = 问题办理
nav-to-ledger = 整改台账
nav-to-users = 用户
sign-out = 退出
print-address = 打印自 { $path }
role-administrator = 管理员
role-office = 活动办公室
role-supervisor = 督导组
role-unit = 单位

# 页脚
colophon-log = 公证日志
colophon-entries = 共 { $n } 条
colophon-root = 根
colophon-promise = 每一条意见都算数。谁也不能悄悄删掉一条，任何人都可以来核对。
colophon-about = 关于本服务
colophon-privacy = 我们知道您的什么
colophon-source = massline 是自由软件（AGPL-3.0）：获取源代码
colophon-staff = 工作人员登录

# 表单
optional = （选填）
at-most-characters = 最多 { $n } 字。
error-summary = 请再看一下这几处
filter-apply = 查看
filter-clear = 恢复全部
pager = 翻页
pager-shown = 第 { $first }–{ $last } 条，共 { $total } 条
pager-before = 上一页
pager-after = 下一页

# 问题的环节
stage-listed = 已建账
stage-assigned = 待认领
stage-claimed = 已认领
stage-rectifying = 整改中
stage-judging = 群众评判
stage-closed = 已销号
stage-reopened = 已复号
stage-merged = 已并入
way-reopened = 复号重办

# 意见的去向
place-waiting = 等待阅看
place-in-problem = 已归入问题
place-answered = 已答复
place-referred = 已转办
place-refused = 未采纳
place-erased = 已删除

# 整改事项
item-planned = 已安排
item-working = 进行中
item-done = 单位称已完成
item-late = 已逾期

# 经过与意见
log-entry = 公证日志第 { $n } 条
redacted = 已隐去
voices-count = { $n } 条意见

# 回执与印章
receipt-title = 回执
receipt-code = 您的回执码
receipt-day = 收到日期
receipt-qr = 二维码，内容就是您的回执码，扫一下就不用手输
receipt-keep = 这个码只显示这一次。请抄下、拍下或打印出来，不要给信不过的人看。码里没有您的任何身份信息。
seal-name = 印章：
seal-fixed = 群众|销号
seal-not-fixed = 群众|复号
seal-judging = 群众|评判
seal-receipt = 意见|回执

# 评判
judge-question = 解决了吗？
judge-answer-fixed = 解决了
judge-answer-not-fixed = 没解决
judge-answer-dont-know = 说不清
judge-means-fixed = 我看得到、感受得到变化。
judge-means-not-fixed = 退回单位，重新整改。
judge-means-dont-know = 计入人数，不算满意。
judge-mine = 您目前的回答

# 评判结果
verdict-fixed = 群众评判：解决了
verdict-not-fixed = 群众评判：没解决
verdict-open = 群众正在评判
verdict-asked = 征求人数
verdict-answered = 回答人数
verdict-satisfied = 说解决了
verdict-rest = 另有 { $not_fixed } 人说没解决，{ $dont_know } 人说不清，{ $silent } 人没有回答。百分比都以征求人数为分母。
