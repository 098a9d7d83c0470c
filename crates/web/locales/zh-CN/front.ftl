# 首页
front-title = 您来说，单位改，您来评
front-lead = 您看到的、遇到的、憋在心里的，都可以在这里说。不用注册，不用留名。问题解决没解决，由您来评判，别人说了不算。
front-speak = 我要说
front-follow = 凭回执查进展
front-strongest = 群众反映最强烈的问题
front-closed = 群众评判后销号的
front-reopened = 没解决、重新办的
front-all = 查看全部
front-reach = 谁说了，谁还没有听到
campaign-ended = 本次活动已经结束，不再接收意见。整改和评判还在继续，您的回执照样能用。

# 收支账
books-title = 意见的账
books-received = 收到意见
books-in-problem = 归入问题
books-answered = 直接答复
books-referred = 已转办
books-refused = 未采纳（附理由）
books-waiting = 等待阅看
books-erased = 本人删除
books-balance = 账是平的：收到 { $received } ＝ 归入问题 { $in_problem } ＋ 答复 { $answered } ＋ 转办 { $referred } ＋ 未采纳 { $refused } ＋ 等待 { $waiting } ＋ 删除 { $erased }。
books-do-not-balance = 账不平：收到 { $received }，而归入问题 { $in_problem } ＋ 答复 { $answered } ＋ 转办 { $referred } ＋ 未采纳 { $refused } ＋ 等待 { $waiting } ＋ 删除 { $erased }。这是不该发生的，请告诉本服务的运行单位。

# 人数
fewer-than = 不足 { $k }
voices-fewer-than = 不足 { $k } 条意见
not-shown = 不公布

# 覆盖面
reach-title = 谁说了，谁还没有听到
reach-home = 首页
reach-lead = 到现在收到 { $n } 条意见。只听到一部分人，就不算听到了群众。
reach-unheard = 下面这些人群还没有人说话：{ $groups }。您认识他们，请告诉他们，或者征得同意后替他们说。
reach-groups = 各人群的意见数（填了的）
reach-group = 人群
reach-channels = 各渠道的意见数
reach-channel = 渠道
reach-weeks = 每周的意见数
reach-weeks-note = 不足 { $k } 条的星期画作没有。
reach-week = 星期起始日
