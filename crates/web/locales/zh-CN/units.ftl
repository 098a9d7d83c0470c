# 单位
units-title = 单位
units-lead = 参加本次活动的单位，以及各自手上的问题。按隶属关系排列，不排名次：单位只和自己的过去比。
units-none = 还没有录入单位。
stage-times = × { $n }
unit-class = 类别
unit-parent = 上级
unit-below = 下属
unit-asked = 章程对它的要求
unit-problems = 它的问题
unit-no-problems = 这个单位手上没有问题。
