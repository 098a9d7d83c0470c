# 回执码
follow-title = 凭回执查进展
follow-lead = 输入回执上的码，就能看到您的意见办到哪一步、您现在能做什么。
follow-code = 回执码
follow-code-hint = ML1 后面 28 位。大小写、空格、横线都没关系；O 当 0，I 和 L 当 1。
follow-go = 查看
follow-typed = 读到的是：
follow-lost-title = 码丢了？
follow-lost = 没有码，谁也找不到您的意见，我们也找不到。正因为这样您才安全。意见照样算数，问题照样办；您可以看问题的进展，也可以再说一次。
code-empty = 请输入回执上的码。
code-length = 码的位数不对：现在是 { $found } 位，应当是 ML1 再加 28 位。请和回执核对。
code-character = 第 { $at } 位的“{ $ch }”不会出现在回执码里。请和回执核对。
code-check = 码里有输错的地方。请和回执一组一组核对。

# 意见的去向
way-title = 您的意见办到哪一步
way-steps = 走过的路
way-now = 现在
way-received = 收到
way-log = 公证日志
way-sealed = 已入日志，第
way-not-sealed = 已承诺，尚未入日志。意见是成批入日志的，这样就看不出您是什么时候说的。
way-sorted-by = 最迟阅看
way-answer = 答复
way-referred = 已转给
way-refused = 未采纳的理由
way-problem = 归入的问题

# 评判
judge-title = 评判
judge-lead = 问题解决没解决，由提出问题的人来定。请输入回执码；如果现在正请您评判，就会看到三个按钮。
judge-go = 去评判
judging-title = 怎么评判
judging-who = 单位说改好的时候，凡是意见在这个问题里、手里有回执的人，都会被征求。单位和办公室都不能挑人。
judging-window = 评判开放 { $days }。结束前可以改，以最后一次为准。
judging-rule = 明确说“解决了”或“没解决”的人里，至少 { $percent }% 说“解决了”，才能销号；否则复号重办。
judging-silence = “说不清”和没有回答都会计数、公布，永远不算满意。
judging-secret = 任何页面都不显示您是怎么答的：单位看不到，办公室看不到，公众也看不到。
judging-again = 销号以后又犯了，凭同一个码说一声，问题就重新打开，上一次销号记为没守住。
judging-now = 正在评判的问题
ballot-title = 解决了吗？请您评判
ballot-see = 看看单位说做了什么
ballot-ask = 单位说改好了。您看到的是怎样？
ballot-again = 您已经答过，还可以改。
ballot-until = 截止
ballot-comment = 还想说什么？
ballot-comment-hint = 答的人够多以后才公布，不带姓名，人名和号码会先隐去。
ballot-secret = 任何页面都不显示您是怎么答的。按下一个按钮就交上去了。
judged-counted = 您的评判算数。本轮还在继续，结束前可以改。
judged-closed = 您的评判算数，这一轮也定了：群众说解决了，问题销号。
judged-reopened = 您的评判算数，这一轮也定了：没解决，问题复号重办。

# 又犯了
back-title = 又犯了吗？
back-why = 同样的问题又出现了，请说一声。问题会回到原单位重新办，上一次销号记为没守住。
back-button = 又犯了
back-done = 谢谢您。问题已重新打开，上一次销号记为没守住。

# 凭证文件
proof-title = 凭证
proof-what = 凭证文件证明：这条意见当天就收到了，原样记在公证日志里。文件里永远没有您的码。
proof-opening = 把我的话也放进文件
proof-opening-hint = 只交给您信得过的人：法院、检查人员、记者。这样还能证明原话就是这些。
proof-button = 保存凭证文件
proof-check = { $file } 谁都可以核对，不用联网，也不用找我们。
proof-how = 怎么核对

# 删除
erase-title = 删除我的话
erase-what = 您写的内容可以彻底删除。
erase-ask = 删除我的话……
erase-sure-title = 要删除您的话吗？
erase-sure = 删了就找不回来，您和我们都不能恢复。
erase-gone = 删掉的：您的话，以及您写的地点和单位。
erase-stays = 留下的：有人说过话、哪一天、从哪个渠道、什么人群，还有日志里的一个封存数字，没有原话它说明不了任何事。
erase-count = 回执还能查进展，但不能再评判。问题照别人的意见继续办。
erase-yes = 是，删除我的话
erase-no = 不，留着
erase-done = 您的话已经删除。
# 先前在哪里
moves-title = 您的意见到过哪里
moved-merge = 两个问题是同一件事，合并：
moved-split = 一个问题里有两件事，您说的单独成为一个问题：
moved-hand = 移动：
moved-waits = 回到待处理
