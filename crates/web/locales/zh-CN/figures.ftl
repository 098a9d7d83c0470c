# 日期
date-form = { $year }年{ $month }月{ $day }日
date-month-form = { $year }年{ $month }月
date-name-1 = 1
date-name-2 = 2
date-name-3 = 3
date-name-4 = 4
date-name-5 = 5
date-name-6 = 6
date-name-7 = 7
date-name-8 = 8
date-name-9 = 9
date-name-10 = 10
date-name-11 = 11
date-name-12 = 12

# 图表
chart-table = 查看数据表
chart-same-numbers = 下方数据表里是同样的数字。
chart-share = 比例
chart-interval = 95% 区间
chart-answers = 回答人数
chart-threshold = 须达到 { $share }

# 闭环。竖线处换行。
loop-caption = 一条意见怎样成为问题、得到整改、交给群众评判
loop-voices = 意见
loop-sub-voices = 谁都能说，可以匿名，|一条不丢
loop-problems = 问题
loop-sub-problems = 同一件事归到一起，|反映强烈的在前
loop-claimed = 认领
loop-sub-claimed = 哪个单位的事，|哪个单位认
loop-rectified = 整改
loop-sub-rectified = 原因、措施、责任、|期限、证据、制度
loop-judged = 评判
loop-sub-judged = 谁提的意见，|谁来评
loop-closed = 销号
loop-sub-closed = 群众说了算，|单位说了不算
loop-looked-back = 回头看
loop-sub-looked-back = 九十天后、|一年后再查
loop-lessons = 举一反三
loop-sub-lessons = 带到下一批，|报给上一级
loop-again = 没解决：复号重办
loop-seal = 群众|评判
ordinal-2 = 二
ordinal-3 = 三
ordinal-4 = 四
ordinal-6 = 六
ordinal-7 = 七
ordinal-8 = 八
