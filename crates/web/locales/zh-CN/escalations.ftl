# 逾期上报：到期没办的，一级一级往上报
gone-up-title = 逾期上报
gone-up-times = 到现在共逾期上报 { $n } 次，其中还没办的有 { $open } 件。
gone-up-caption = 逾期已上报、还没办的
gone-up-what = 事项
gone-up-due = 原定期限
gone-up-to = 已报到
gone-up-claim = 认领
gone-up-item = 整改
gone-up-note = 到期没有认领、没有办完的，满 { $days }报上一级单位，每再满 { $days }再往上报一级。每报一次都计数，办完了次数也不减。
event-escalated-claim = 应在{ $day }前认领，逾期未认领，已报{ $unit }
event-escalated-item = 应在{ $day }前办完，逾期未办完，已报{ $unit }
todo-come-up = 下级逾期已上报的事项
todo-why-come-up = 下级到期没办，已经报到您这里。请逐件过问，定下新的办法和日期。
todo-come-up-claim = 下级逾期未认领
todo-why-come-up-claim = 已报到您这里。请过问：是谁的，什么时候认领。
todo-come-up-item = 下级逾期未办完
todo-why-come-up-item = 已报到您这里。请过问：卡在哪里，要不要上级出面。
