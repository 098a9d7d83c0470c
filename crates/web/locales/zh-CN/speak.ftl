# 提意见
speak-title = 我要说
speak-lead = 几句话就行。只有第一项要填。被反映的单位永远看不到是谁说的。
speak-words = 您想说什么？
speak-words-hint = 什么事、在哪里、什么时候、给您带来了什么影响。想到哪说到哪，也可以。
speak-place = 在什么地方？
speak-place-hint = 哪条街、哪个窗口、哪个站、哪所学校。
speak-pictures = 照片
speak-pictures-hint = 最多三张。相机写进照片的信息（地点、时间、设备）在保存之前都会去掉。请留意照片里有什么：人脸、车牌、从自家窗口看出去的角度。
speak-show-pictures = 我的照片可以给别人看
speak-show-pictures-hint = 勾选后，办公室可以把照片和问题一起公开，被反映的单位也就看得到。知道从哪里拍的人，可能猜得出是谁拍的。不勾选，就只有办公室看得到。
speak-pictures-again = 还没有交上去。您写的话都在，照片请重新选一次。
pictures-media = 这里只收 JPEG、PNG、WebP 格式的照片。
pictures-large = 每张照片最大 { $n } MB。请用低一点的分辨率拍，或者只截取要紧的部分。
pictures-many = 最多收 { $n } 张照片，请选最能说明问题的。
speak-unit = 说的是哪个单位？
speak-unit-hint = 不清楚就不选，我们来弄清。
speak-unit-unknown = 不清楚
speak-group = 您是
speak-group-hint = 好让我们知道哪些人的声音还没有听到。
speak-group-none = 不想说
speak-send = 交上去，拿回执
speak-about-problem = 关于第 { $n } 号问题“{ $title }”：

# 记下什么，不记什么
care-title = 我们记下什么，从不记下什么
care-kept = 记下：您说的话，您填了的地点、单位和人群，您附上的照片，用的语言，还有日期。别的都不记。
care-never = 从不记下：您的姓名、网络地址、用的设备、几点几分。不用注册，也没有 Cookie。
care-unit = 被反映的单位永远看不到是谁说的。它只能看到隐去了身份信息的话，而且要等说的人够多。
care-words = 话里也会带出身份。不是非说不可的人名、号码和只有您知道的细节，请不要写。
care-urgent = 眼下有人有危险吗？请直接拨打报警、急救电话。这里不是全天有人看。
care-more = 存了什么，说得更细

# 回执
receipt-page-title = 收到了，谢谢您
receipt-once = 这个码只显示这一次
receipt-once-why = 请现在就记住、抄下，或者打印本页（浏览器菜单里的“打印”）。谁拿着这个码，谁就能替您查、替您评、替您删。我们不存这个码，丢了也补不了。
receipt-follow-at = 查进展
receipt-file-why = 凭证文件里有我们签了名的承诺：您的意见一定会进公证日志。文件里没有您的话，也没有您的码。
receipt-file = 保存凭证文件
receipt-next = 接下来
receipt-next-read = 活动办公室在 { $days }内阅看、归类。
receipt-next-follow = 凭码随时可以看到办到哪一步。
receipt-next-judge = 单位说改好了，会来问您。群众不点头，谁也不能销号。
receipt-see-problems = 看看大家都反映了什么

# 退回的表单
trouble-expired = 这一页开得太久，或者服务器重启过。什么都没有交上去，您填的都还在，请再交一次。
trouble-damaged = 有些字在传送中损坏了，显示为 �。什么都没有交上去，请检查一下再交。

flood-title = 还没有交上去，也没有丢
flood-wait = 眼下来的意见非常多，也许是机器在刷。您写的话都在下面。请过 { $seconds } 秒再按一次按钮，您的排队位置保留一小时。
flood-full = 眼下来的意见非常多，也许是机器在刷，排队也满了。您写的话都在下面，请先留好：半小时后再试；用能运行脚本的浏览器可以马上交；也可以打电话或当面说。
flood-what = 眼下来的意见非常多。您的浏览器要算几秒钟，表明不是成千上万乱发的机器；不运行脚本的，稍等一会儿就行。为此不问、也不记您的任何信息。
flood-working = 请稍等，浏览器还在算，算好会自动交上去。
