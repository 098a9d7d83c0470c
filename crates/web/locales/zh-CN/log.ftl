# 关于公证日志
log-title = 自己验证
log-lead = 在这里说过的话，谁也不能悄悄抹掉、悄悄改动。为什么做得到，您自己怎么核对，都写在下面。
log-plain = 用大白话说
log-plain-chain = 好比一本编了行号、装订好的账册。每发生一件事就记一行，隔一会儿就在已有的所有行上盖一个总印。抽掉一行、改掉一个字，印就对不上了：今天的印对不上，别人以前留存的印也对不上。
log-plain-receipt = 您的回执通向您的那一行和盖在上面的印。有了凭证文件，就算管账册的人不承认，您也能证明那一行当时就在册上。
log-plain-secret = 那一行里没有您的任何信息，只有日期、编号和一个封好的信封，只有您的码能打开。
log-plain-limits = 日志做不到的是：它不能逼着人把一行记上去。所以您当场就拿到签了名的承诺，所以下面的账天天摆在明处。
log-state = 日志现状
log-origin = 名称
log-size = 条数
log-last = 看最后一条
log-empty = 还没有
log-root = 根哈希
log-day = 最近一次入日志
log-key = 盖印的公钥
log-promise-key = 承诺的公钥
log-checkpoint = 给机器读的签名检查点

# 核对
verify-title = 怎么核对您的回执
verify-why = 不必信我们的话。核对在您自己的机器上进行，不用问我们。
verify-get-file = 凭回执码保存凭证文件 RECEIPT.json：
verify-with-program = 用 massline 程序：
verify-with-python = 或者用另一个核对程序。它只有一个 Python 文件，照着格式写成，没有用我们的程序：
verify-says = 两个程序都会说：承诺和证明成不成立，您的意见是日志的第几条，哪一天入的日志。
verify-key = 请把公钥和您从别处得到的比一比：墙上的告示、报纸，或者朋友从 { $address } 取到的。

# 给机器
machine-title = 给机器
machine-lead = 格式都是公开的：C2SP 的 signed note、tlog-checkpoint、tlog-tiles，默克尔树照 RFC 6962。
machine-checkpoint = 条数和根，带签名
machine-vkey = 两个公钥，一行一个
machine-tile = 树的哈希
machine-entries = 各条内容，每条 128 字节
machine-doc = 某一条的公开文书，按哈希取

# 一条
entry-day = 入日志日期
entry-commitment = 封好的信封（承诺值）
entry-reference = 文书的哈希
entry-aux = 所属
entry-count = 数量
entry-document = 公开文书
entry-of = 日志共有 { $size } 条。
entry-before = 上一条
entry-after = 下一条
log-kind-submission = 有人提了一条意见。说了什么、是谁说的，日志里都没有。
log-kind-disposition = 一批意见的去向。
log-kind-problem = 一个问题，或者它的一件事。
log-kind-dispatch = 一个问题交办给单位，定了期限。
log-kind-reply = 单位作了答复。
log-kind-round-open = 请群众评判。
log-kind-draw = 抽出了评议团。
log-kind-issuance = 发出了评判的资格。
log-kind-ballots = 一批选票，次序不说明任何事。
log-kind-tally = 群众的评判，计票结果。
log-kind-erasure = 删除了原话。它的信封永远打不开了。
log-kind-key = 启用或停用了一把密钥。
log-kind-policy = 活动的一条规则或设置。
log-kind-campaign = 活动开始或结束。
log-kind-balance = 某一天的收支账。
log-kind-opened = 启封了封存的证据。
log-kind-consultation = 一次公开征求意见，或者其中的一句观点。
log-kind-other = 后来新增的一类。
