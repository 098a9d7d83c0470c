# 命令行。
cli = 从群众中来，到群众中去：听取意见，汇成问题，整改落实，由群众评判。
cli-arg-data = 数据目录
cli-arg-database = 用 PostgreSQL 代替数据目录里的数据库
cli-arg-listen = 监听的地址和端口
cli-arg-campaign = 活动的简称

cli-demo = 生成一个完整的示例活动并启动服务
cli-demo-example = 示例：massline demo --listen 127.0.0.1:8080
cli-demo-data = 示例保存在这个目录（不写则用临时目录）
cli-demo-building = 正在 { $dir } 生成示例县 …
cli-demo-accounts = 可用以下账号登录（登录名、密码、角色）：
cli-demo-receipt = 一张能决定评判结果的回执：{ $code }
cli-demo-receipt-waiting = 一张意见尚待处理的回执：  { $code }

cli-init = 新建数据目录，含一个活动、一个单位和一名管理员
cli-init-example = 示例：massline init /srv/massline --charter mass-line --name-zh "听民声、解难题"
cli-init-dir = 新目录
cli-init-charter = 自带章程（mass-line、city-services）或章程文件
cli-init-name-zh = 活动的中文名称
cli-init-name-en = 活动的英文名称
cli-init-unit = 最上级单位的名称
cli-init-origin = 群众访问公证日志所用的主机名
cli-init-open = 每秒封存；不写则每小时封存一次，使时间不会暴露是谁说的
cli-init-default-name = 听取意见活动
cli-init-default-unit = 本单位
cli-init-done = { $dir } 已建好。请用下面的登录名和密码登录，只显示这一次。

cli-serve = 启动一个活动的服务
cli-serve-example = 示例：massline serve --data /srv/massline --listen 127.0.0.1:8080
cli-serve-flood-after = 十分钟内意见达到多少条时，表单开始要求浏览器做一点计算，或者排队等一会儿；不写为 600，写 0 为一直要求
cli-serve-https = 群众通过 https 访问：登录凭据只在 https 下发送
cli-serve-zh = 中文      { $url }
cli-serve-en = English  { $url }
cli-serve-stopped = 服务已停止；凡已答复收到的，都已存好。

cli-import = 从文件导入
cli-import-opinions = 从 csv、xlsx 或 jsonl 导入意见；中断后可重新运行接着导入
cli-import-opinions-example = 示例：massline import opinions 留言.xlsx --campaign main --map text=留言详情,time=留言时间
cli-import-opinions-file = 要导入的文件
cli-import-opinions-map = 自动识别有误时，指定各列：text、title、id、time、place、unit、channel、group、language
cli-import-opinions-source = 来源名称；与编号合起来识别同一行
cli-import-opinions-channel = 未注明渠道的行所用的渠道
cli-import-opinions-bad-rows = 无法导入的行及原因写到这里（默认写在原文件旁边）
cli-import-opinions-receipts = 把回执码写到这里，以便交给本人；不写则无人持有回执
cli-import-mapping = 各列对应如下：
cli-import-column = { $field } ← { $column }（{ $why }）
cli-import-done = 共 { $rows } 行：新导入 { $taken } 条意见，{ $known } 条早已导入，{ $bad } 条未能导入。
cli-import-bad-file = 未能导入的行及原因：{ $file }
cli-import-receipts-file = 回执码：{ $file } ——谁读到这个文件，谁就能以本人身份操作；请分发后删除。

cli-condense = 把文件里的意见汇成问题，无需启动服务
cli-condense-example = 示例：massline condense 留言.csv --text 留言主题,留言详情 --id 留言编号 --time 留言时间 --out 结果
cli-condense-file = csv、xlsx 或 jsonl 文件
cli-condense-text = 意见内容所在的列；不写则自动识别
cli-condense-id = 编号所在的列；不写则用行号
cli-condense-time = 日期所在的列
cli-condense-place = 地点所在的列：地名、地址或坐标点；也可写两列，依次为纬度和经度
cli-condense-weight = 权重所在的列
cli-condense-names = 只有本地人才知道的地名、单位名，每行一个，如小区名“大观”：说的名称不同，就不归在一起；以 # 开头的行是备注。示例：--names 名称.txt
cli-condense-previous = 上一次结果的目录：原有问题沿用原来的编号；除非只在末尾添加了新行，请同时用 --id 指定编号列
cli-condense-decisions = 人工决定，每行一个 JSON 对象：写 id 和 problem，把意见归入该问题（写新名称就新建问题）；写 id 和 not，表示意见不属于该问题；写 problem 和 title，改标题；前后不一致时以后面的为准
cli-condense-out = 输出目录：assignments.jsonl、problems.jsonl、themes.jsonl、summary.json
cli-condense-done = { $rows } 条意见，汇成 { $problems } 个问题，含其中 { $assigned } 条；结果在 { $dir }。
cli-condense-repeated = 有 { $count } 个编号出现在不止一行，例如 { $id }。每一行都保留；人工决定和上一次结果对应其中第一行。
cli-interrupted = 已停止，没有写出任何结果；原有的结果保持不变。
cli-phase-input = 读取文件
cli-phase-output = 写出结果
cli-phase-reading = 读取词语
cli-phase-comparing = 比较
cli-phase-grouping = 归并
cli-phase-describing = 拟定标题
cli-bad-row = 第 { $row } 行（文件第 { $line } 行）无法读取，不归入任何问题：{ $reason }
cli-bad-rows-more = 另有 { $rows } 行无法读取，不归入任何问题。

cli-condense-evaluate = 以人工归并为准，评价归并的好坏
cli-condense-evaluate-example = 示例：massline condense evaluate 结果/assignments.jsonl 标注.csv --id 留言编号 --label 问题 --apart 不同.csv --out 指标.json
cli-condense-evaluate-assignments = condense 写出的 assignments.jsonl
cli-condense-evaluate-gold = 含编号和人工所归问题的 csv、xlsx 或 jsonl 文件；未写问题的行视为未标注
cli-condense-evaluate-id = 编号所在的列；不写则自动识别
cli-condense-evaluate-label = 人工所归问题所在的列；不写则自动识别
cli-condense-evaluate-apart = 每行两个编号的 csv 文件，这两条意见不应归入同一问题
cli-condense-evaluate-out = 指标除打印外，另存到这个文件
cli-evaluated =
    已标注意见 { $voices } 条，人工归为 { $groups } 个问题；被评价的归并有 { $problems } 个问题，{ $alone } 条未归入问题。
    B³：精确率 { $precision }，召回率 { $recall }，F { $f }。两条以上的问题共 { $all } 个，找到（F ≥ 0.5）{ $found } 个。
cli-evaluated-alone = NMI { $nmi }，AMI { $ami }，ARI { $ari }（未归入问题的意见各自为一组）
cli-evaluated-together = NMI { $nmi }，AMI { $ami }，ARI { $ari }（未归入问题的意见合为一组）
cli-evaluated-missing = 有 { $voices } 条已标注的意见不在归并结果里，未计入。
cli-evaluated-unmarked = 归并结果里有 { $voices } 条意见未标注，未计入。
cli-evaluated-apart = 不应归在一起的 { $pairs } 对中，有 { $joined } 对归入了同一问题。{ $unknown ->
    [0] {""}
   *[other] 另有 { $unknown } 对含归并结果里没有的编号。
 }

cli-classify = 照人工的判定给文本加标签；没有把握就不加
cli-classify-train = 从人工判定中学习标签
cli-classify-train-example = 示例：massline classify train 已办.csv --text 留言主题 --label 承办部门 --out 承办部门.model
cli-classify-train-file = 含文本和标签的 csv、xlsx 或 jsonl 文件
cli-classify-train-text = 文本所在的列；不写则自动识别
cli-classify-train-label = 标签所在的列；没有标签的行不用
cli-classify-train-id = 编号所在的列，用来找出重复的行
cli-classify-train-out = 模型写到这个文件
cli-classify-predict = 用模型给文本加标签
cli-classify-predict-example = 示例：massline classify predict 新留言.csv --model 承办部门.model --text 留言主题 --id 留言编号 --out 结果
cli-classify-predict-file = 含文本的 csv、xlsx 或 jsonl 文件
cli-classify-predict-model = classify train 写出的模型
cli-classify-predict-text = 文本所在的列；不写则自动识别
cli-classify-predict-id = 编号所在的列；不写则用行号
cli-classify-predict-threshold = 概率达到多少才加标签；不写则用模型自带的界限
cli-classify-predict-out = 输出目录：predictions.jsonl、summary.json
cli-classify-evaluate = 评价标签加得好不好：用一个文件轮流学习和检验，或检验已有的模型
cli-classify-evaluate-example = 示例：massline classify evaluate 已办.csv --text 留言主题 --label 承办部门 --out 指标
cli-classify-evaluate-file = 含文本和正确标签的 csv、xlsx 或 jsonl 文件
cli-classify-evaluate-text = 文本所在的列；不写则自动识别
cli-classify-evaluate-label = 正确标签所在的列
cli-classify-evaluate-id = 编号所在的列，用来找出重复的行
cli-classify-evaluate-model = 检验这个模型；它不能是用同一文件学出来的
cli-classify-evaluate-train = 用这个文件学习，再用 FILE 检验
cli-classify-evaluate-folds = 未给出 --model 或 --train 时，把文件分成几份轮流检验
cli-classify-evaluate-threshold = 概率达到多少才加标签；不写则用模型自带的界限
cli-classify-evaluate-out = 输出目录：figures.json、confusion.csv、reliability.svg
cli-classify-learning = 学习
cli-classify-validating = 轮流学习和检验
cli-classify-bad-row = 第 { $row } 行（文件第 { $line } 行）无法读取，不加标签：{ $reason }
cli-classify-trained = { $file }：从 { $examples } 条样例学会 { $labels } 个标签（{ $left } 行没有文本或标签，未用）。在留出的样例上，最可能的标签有 { $accuracy } 是对的。
cli-classify-threshold = 概率达到 { $threshold } 才加标签：留出的样例中有 { $coverage } 加了标签，其中 { $right } 是对的。
cli-classify-never-sure = 这些样例还不足以说明概率达到多少时标签有 { $target } 是对的，因此一律不加标签；最可能的几个标签写在 labels 里。增加样例会有改善；也可用 --threshold 指定界限。
cli-classify-predicted = 共 { $rows } 行：加了标签的 { $labelled } 行，留给人判定的 { $withheld } 行；结果在 { $dir }。
cli-classify-figures = 共 { $rows } 行，{ $how ->
    [model] 用模型检验
    [train] 用另一文件学习后检验
   *[folds] 分 { $folds } 份轮流学习和检验
 }：准确率 { $accuracy }，宏平均 F1 { $f1 }。
cli-classify-figures-given = { $any ->
    [yes] 有 { $coverage } 加了标签，其中 { $right } 是对的。
   *[no] 没有一行加了标签：模型都没有足够的把握。
 }校准误差 { $error }，Brier 分数 { $brier }；结果在 { $dir }。
cli-reliability-title = 所说的概率与实际正确率
cli-reliability-error = 平均相差 { $error }。
cli-reliability-bin = 有 { $rows } 个答案平均概率为 { $said }，其中 { $right } 是对的。
cli-reliability-x = 所说的概率（柱上是答案个数）
cli-reliability-y = 实际正确率

cli-consensus = 从赞成、反对的投票中找出意见群体，无需启动服务
cli-consensus-example = 示例：massline consensus votes.csv --comments comments.csv --out 结果
cli-consensus-file = Polis 导出的 votes.csv 或 participants-votes.csv
cli-consensus-comments = Polis 导出的 comments.csv；不写时，用投票文件旁边的 comments.csv（如果有）
cli-consensus-fewest-shown = 少于这么多人的情况，不在 report.html 和 published.json 中显示
cli-consensus-out = 输出目录：report.html、published.json、participants.jsonl、statements.jsonl、summary.json
cli-consensus-done = { $people } 位参与者，{ $statements } 条观点；结果在 { $dir }。
cli-consensus-beside = 观点的文字和审核情况取自投票文件旁边的 { $file }。
cli-consensus-beside-bad = 投票文件旁边的 comments.csv 没有采用：{ $error }
cli-votes-error-empty = 文件是空的；请重新导出投票
cli-votes-error-web-page = 这是网页，不是 CSV 文件；请检查地址，重新下载
cli-votes-error-unknown-header = 第一行不是 votes.csv（comment-id、voter-id、vote）、participants-votes.csv（participant，然后每条观点一列）或 comments.csv 的表头；它是：{ $found }
cli-votes-error-missing-column = 缺少 { $column } 列；请在第一行补上
cli-votes-error-repeated-column = 第一行中 { $column } 列出现两次；请删去一个或改名
cli-votes-error-repeated-header = 第 { $line } 行又是表头：两个文件被接在一起了；请一次只给一个对话
cli-votes-error-row-width = 第 { $line } 行有 { $found } 格，表头有 { $expected } 格；请改正这一行
cli-votes-error-bad-vote = 第 { $line } 行 { $column } 列：{ $value } 不是投票；1 为赞成，-1 为不赞成，0 为弃权
cli-votes-error-bad-time = 第 { $line } 行：时间 { $value } 不是毫秒数
cli-votes-error-empty-id = 第 { $line } 行：{ $column } 格是空的；每一行都要写明
cli-votes-error-repeated-participant = 第 { $line } 行：参与者 { $participant } 前面已有一行；请只留一行
cli-votes-error-bad-moderation = 第 { $line } 行：moderated 是 { $value }；1 为通过，0 为未审，-1 为撤下
cli-votes-error-not-utf8 = 第 { $line } 行不是 UTF-8；请把文件存为 UTF-8 再试
cli-votes-error-no-votes = 文件里没有投票；请在有人投票之后重新导出
cli-votes-error-csv = 文件不是规范的 CSV：{ $detail }

cli-verify = 离线验证证明文件
cli-verify-example = 示例：massline verify receipt.json --vkey "$(curl -s https://opinions.example.gov.cn/log/vkey | head -1)"
cli-verify-file = 证明文件 receipt.json
cli-verify-vkey = 公证日志的验证公钥，取自您信任的来源
cli-verify-opening = 公开原文所用的文件
cli-verify-promise = 已于{ $day }承诺：这条意见将写入公证日志。
cli-verify-sealed = 已在公证日志 { $origin } 中：第 { $index } 条，共 { $size } 条，{ $day }封存。
cli-verify-not-sealed = 尚未封存：承诺有效，请明天重新下载证明文件。
cli-verify-trusted = 由您给出的公钥签名：{ $vkey }
cli-verify-own-key = 由文件内的公钥签名；请与活动公布的公钥核对：{ $vkey }
cli-verify-bad = { $file }：证明不成立：{ $error }

cli-audit = 重放日志、事件、保险库和视图，逐行指出不符之处
cli-audit-example = 示例：massline audit --data /srv/massline
cli-audit-clean = 全部相符：事件 { $events } 个，日志条目 { $entries } 条，公开文书 { $documents } 份，私密内容 { $private } 份，视图 { $views } 行，检查点 { $checkpoints } 个。
cli-audit-findings = 有 { $findings } 行不符（见上）。已核对：事件 { $events } 个，日志条目 { $entries } 条，公开文书 { $documents } 份，私密内容 { $private } 份，视图 { $views } 行，检查点 { $checkpoints } 个。

cli-rebuild = 删除视图并由事件重建
cli-rebuild-example = 示例：massline rebuild --data /srv/massline
cli-rebuild-done = 视图已重建。

cli-user = 由运维人员管理用户
cli-user-add = 新增用户；密码自动生成，只显示一次
cli-user-add-example = 示例：massline user add housing --role unit --unit housing --name "县住建局"
cli-user-add-login = 登录名
cli-user-add-role = 角色：administrator（管理员）、office（活动办公室）、supervisor（督导）、unit（单位）、inspector（受理机关）
cli-user-add-unit = 单位代码
cli-user-add-name = 显示的名称：写科室，不写个人
cli-user-added = { $login } 可用下面的密码登录，只显示这一次。
cli-user-list = 列出用户
cli-user-list-example = 示例：massline user list --data /srv/massline
cli-user-password = 为用户设置新密码，只显示一次
cli-user-password-example = 示例：massline user password housing
cli-user-password-login = 登录名

cli-charter = 检查和查看章程
cli-charter-check = 检查章程；有误时指出文件、行和键
cli-charter-check-example = 示例：massline charter check 我的章程.toml
cli-charter-check-file = 章程文件
cli-charter-good = { $file }：“{ $name }”章程无误。
cli-charter-show = 打印自带的章程，可在其上修改
cli-charter-show-example = 示例：massline charter show city-services > 我的章程.toml
cli-charter-show-name = mass-line 或 city-services

cli-disclosure = 密封渠道的密钥和信封，供受理机关在自己的机器上用
cli-disclosure-key = 生成一对密钥：私钥写进文件，公钥打印出来写进章程
cli-disclosure-key-example = 例：massline disclosure key 纪检.key
cli-disclosure-key-file = 私钥写到哪里，文件必须还不存在
cli-disclosure-key-made = 私钥已写好。请离线保存，没有它什么都打不开。下面是公钥，写进章程的 [sealed_channel]：
cli-disclosure-open = 打开取走的信封，每行一个 JSON
cli-disclosure-open-example = 例：massline disclosure open --key 纪检.key envelopes.jsonl
cli-disclosure-open-key = 私钥文件
cli-disclosure-open-envelopes = 信封文件
cli-disclosure-no-envelopes = 这不是信封文件，请从密封举报页面重新取走。
cli-disclosure-closed = 有 { $n } 个信封打不开：不是给这把密钥的，或者被改动过。

cli-bench = 测量本机：受理、导入、页面、审计，各与最基本的操作对比
cli-bench-example = 示例：massline bench intake audit --rows 20000
cli-bench-what = intake、import、pages、audit；不写则全部
cli-bench-dir = 在哪个目录测量（测的就是它所在的磁盘）
cli-bench-rows = 导入和审计所用的行数

cli-error-io = { $what }：{ $error }
cli-error-file = { $file }：{ $error }
cli-error-other = { $error }
cli-error-refused = 未执行：{ $reason } { $field }
cli-error-store = 数据库：{ $error }
cli-error-full = 磁盘已满；凡已答复收到的都没有丢。请腾出空间后重试。（{ $error }）
cli-error-newer = 这是更新版本的 massline 写的；请用那个版本或更新的版本。（{ $error }）
cli-error-dir-exists = { $dir } 里已有数据；请换一个目录，或直接启动：massline serve --data { $dir }
cli-error-no-dir = { $dir } 不是 massline 的数据目录；请先新建：massline init { $dir }
cli-error-settings = { $file }：{ $error }
cli-error-key = { $file }：这不是密钥；请从备份恢复
cli-error-locked = 另一个 massline 正在使用 { $dir }；请先停止它。
cli-error-port = { $address } 已被占用；请停止占用它的程序，或用 --listen 换一个端口。
cli-error-listen = 无法监听 { $address }：{ $error }
cli-error-charter = { $file } 第 { $line } 行，{ $key }：{ $error }
cli-error-no-charter = 没有名为 { $name } 的章程；自带的有：{ $known }
cli-error-role = { $role } 不是角色；可选：{ $known }
cli-error-no-user = 没有名为 { $login } 的用户
cli-error-column = { $file } 没有“{ $column }”这一列；已有的列：{ $known }
cli-error-no-text = { $file }：哪一列是意见内容？请用 --text 指定；已有的列：{ $known }
cli-error-map = --map：{ $error }
cli-error-repeated-id = { $file }：编号“{ $id }”在第 { $first } 行和第 { $second } 行重复；请使每行编号不同，或不写 --id。
cli-error-no-examples = { $file }：没有一行同时有文本和“{ $column }”列的标签；请用 --text 和 --label 指定正确的列。
cli-error-one-label = { $file }：所有行的标签都是“{ $label }”；至少要有两种标签的样例。
cli-error-few-examples = { $file }：标签“{ $label }”只有 { $count } 条样例；请再加一条，或并入相近的标签，或把这一格清空。
cli-error-many-labels = { $file }：“{ $column }”列有 { $count } 种标签，太多，无法学习；是不是列选错了？
cli-error-model-foreign = { $file } 不是模型；请先学习：massline classify train
cli-error-model-version = { $file } 是别的版本的 massline 写的；请重新学习。
cli-error-model-damaged = { $file } 不完整或已损坏；请重新复制，或重新学习。
cli-error-model-meaning = { $file } 学习时所用的词义表与本版 massline 的不同；请重新学习。
cli-error-nothing-common = { $file } 和 { $other } 没有相同的已标注编号；请核对编号是否一致，--id 是否选对了列。
cli-error-assignments = { $file } 第 { $line } 行：不是含 "id" 和 "problem" 的对象；应为 condense 写出的 assignments.jsonl
cli-error-assignment-twice = { $file } 第 { $line } 行：这个编号前面已有；每条意见只能有一行
cli-error-gold-twice = { $file } 第 { $row } 行：编号“{ $id }”前面归在另一个问题；一条意见只能归入一个问题
cli-error-which-column = { $file }：是哪一列？请用 { $option } 指定；已有的列：{ $known }
cli-error-apart = { $file }：需要两列，每列一个编号
cli-error-place = --place { $columns }：请写一列，或依次写纬度、经度两列
cli-error-coordinates = --place { $columns }：这两列应依次为纬度和经度，如 28.23 和 112.94；现在是：{ $found }
cli-error-foreign-result = { $file }：这里的编号在待归并的文件中一个也没有；是不是另一个文件的结果，或者 --id 不同？
cli-error-no-names = { $file }：里面没有名称，请每行写一个。
cli-error-line = { $file } 第 { $line } 行：{ $reason }
cli-line-unreadable = 不是这里要的 JSON 对象
cli-line-problem-twice = 问题 { $problem } 重复出现
cli-line-no-such-problem = 没有问题 { $problem }
cli-line-no-such-id = 没有编号为 { $id } 的意见
cli-line-not-utf8 = 含有无法识别的字节，请把文件另存为 UTF-8 编码
cli-line-no-decision = 看不出决定了什么；请写 id 和 problem，或 id 和 not，或 problem 和 title
sheet-file-missing = 没有这个文件，请检查文件名和目录。
sheet-file-is-directory = 这是目录，请写其中的文件。

bad-row-empty-text = 没有意见内容
bad-row-too-long = 意见内容太长
bad-row-invalid-encoding = 有不是文字的字节；请另存为 UTF-8
bad-row-wrong-date = 日期无法识别
bad-row-wrong-weight = 权重不是大于零的数
bad-row-wrong-number-of-cells = 单元格数与列数不符
bad-row-unclosed-quote = 引号没有成对
bad-row-row-too-large = 这一行太大
bad-row-invalid-json = 这一行不是 JSON
bad-row-not-an-object = 这一行不是 JSON 对象
bad-row-unknown-unit = 活动中没有这个单位
bad-row-unknown-code = 章程中没有这个代码
bad-row-repeated-id = 编号与另一行相同而内容不同
bad-row-broken-off = 文件到此无法继续读取
bad-row-heading-row = 行
bad-row-heading-line = 文件行号
bad-row-heading-code = 代码
bad-row-heading-reason = 原因
bad-row-heading-raw = 原文

field-text = 意见内容
field-title = 标题
field-id = 编号
field-time = 日期
field-place = 地点
field-unit = 单位
field-channel = 渠道
field-group = 人群
field-weight = 权重
field-language = 语言
field-contact = 联系方式（不导入）
field-speaker = 发言人（不导入）
field-reply = 答复（不导入）
mapping-why-name-is = 列名即是
mapping-why-name-has = 列名中含有相关字词
mapping-why-most-words = 文字最多
mapping-why-holds-dates = 内容是日期
mapping-why-only-column = 只有这一列
mapping-why-given = 由您指定
cli-error-bench = 无法测量 { $what }；可选：{ $known }

audit-what-unreadable = 内容无法读取
audit-what-missing = 应有而缺失
audit-what-unexpected = 多出来的，没有依据
audit-what-chain = 事件链在此断开：这一行或前一行被改动、删除、插入或移动过
audit-what-contradiction = 各列与内容自相矛盾
audit-what-not-as-events = 与事件所记不符
audit-what-cover = 与所覆盖的事件不符
audit-what-hash = 哈希与内容不符
audit-what-root = 树根与条目不符
audit-what-signature = 签名缺失或有误
audit-what-order = 与前一条不衔接
audit-what-edited = 行校验码不符：被改动或移动过
audit-what-commitment = 与事件中的承诺值不符
audit-what-erasure = 已删除的内容仍在，或未删除的内容已失
audit-what-balance = 当日账目与事件不符
