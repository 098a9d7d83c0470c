# 关于本服务
about-title = 关于本服务
about-lead = “{ $campaign }”在这里听意见、改问题、受评判。
about-people = 谁都可以说，一分钟就够，不用注册。很多人说的同一件事，汇成一个问题。单位来认领，找出原因，定下措施、责任科室和期限，拿出证据，立下规矩，让它不再犯。
about-close = 问题不由单位自己说了销。谁提的，谁来评。又犯了，就重新打开。
about-charter = 章程：本次活动凭什么定事

# 记下什么
privacy-title = 我们知道您的什么
privacy-kept = 记下的
privacy-kept-words = 您说的话，您填了的地点、单位和人群，页面的语言，渠道，日期。
privacy-kept-code = 由回执码算出的一个数，凭它才能用码找到意见。码本身不存。
privacy-kept-ballot = 您评判时的回答。它记在一个编号下，每一轮都换，看不出是哪条意见。
privacy-kept-log = 公证日志里：有人提过一条意见，和别人的混成一批，原话封在信封里。
privacy-never = 从不记下的
privacy-never-who = 姓名、电话、邮箱。我们不问。
privacy-never-address = 网络地址，打乱了的也不存。为了挡住恶意刷量，服务器只在内存里放一个打乱的值，最多一小时。
privacy-never-cookie = Cookie、访问统计、别处的图片和脚本都没有。只有登录的工作人员才有 Cookie。
privacy-never-time = 几点几分。有日期就够了，时间会暴露您。
privacy-who-sees = 谁能看到什么
privacy-office = 活动办公室为了归类，会看到您的原话，但不知道您是谁。
privacy-unit = 被反映的单位看到的是问题，以及几条有代表性、隐去人名和号码的意见，永远看不到谁说了什么。
privacy-public = 公众看到的也一样。不足 { $k } 的人数不公布。
privacy-limits = 我们保证不了的
privacy-limit-words = 只有您才知道的事，写出来就可能暴露您。人名和号码由程序隐去，程序也会有漏。
privacy-limit-device = 谁控制您用的设备和网络，谁就可能看到您来过。请用信得过的。
privacy-limit-code = 谁捡到您的回执，谁就能替您行事。
privacy-erase = 您随时可以删除自己的话：

# 机器与源代码
about-machine = 机器做什么，不做什么
about-machine-does = 程序只提示哪些意见说的是同一件事，挑出有代表性的几条。由人来定，看得见，也改得回来。机器不给问题销号，不给人打分，也不排名次。
about-source = 源代码
about-source-offer = massline { $version } 版是自由软件，许可证为 GNU Affero 通用公共许可证第 3 版或更新版。您向本服务的运行单位索取，对方必须免费提供正在运行的这一版的源代码。
