//! Words that say nothing about what a text is about.
//!
//! Short on purpose: what is merely frequent in one collection (greetings, politeness,
//! "the leaders concerned") is weighed down by its document frequency instead.

use std::collections::HashSet;
use std::sync::LazyLock;

const CHINESE: &str = "
的 了 是 我 你 您 他 她 它 我们 你们 他们 咱们 大家 自己 本人 这 那 这个 那个 这些 那些 这样 那样 这里 那里 这么 那么
在 有 和 与 及 以及 或 或者 而 而且 并 并且 但 但是 却 可 可是 不过 然而 因为 由于 所以 因此 如果 若 虽然 尽管 即使
就 都 也 还 又 再 很 太 更 最 非常 十分 特别 已 已经 正在 曾 曾经 将 要 会 能 能够 可以 可能 应 应该 应当 必须 需 需要
不 没 没有 无 非 未 别 被 把 让 使 令 给 对 对于 关于 从 自 向 往 到 至 于 由 以 为 为了 跟 同 比 按 按照 根据 通过 经 经过
什么 怎么 怎样 如何 为什么 为何 为啥 何时 哪 哪里 哪些 谁 几 多少 吗 呢 吧 啊 呀 嘛 哦 哈 呵
上 下 里 中 内 外 前 后 时 之 其 其中 此 该 本 各 每 某 某些 一 二 两 三 个 些 种 次 位 名 一个 一些 一下 一直 一样 一种 一点
等 等等 等待 来 去 说 看 想 做 作 搞 弄 得 着 过 所 者 地 年 月 日 号 点 天 元 多 少 大 小 好 人 只 才 则 便 即 既 且 乎
以后 之后 以前 之前 以来 现在 目前 今天 昨天 明天 今年 去年 时候 时间 期间 当时 至今 近期 最近 日前
附近 旁边 周边 周围 里面 外面 上面 下面 旁 这边 那边 左右
请 请问 谢谢 感谢 您好 你好 尊敬 希望 望 恳请 敬请 领导 反映 问题 情况 进行 予以 给予 有关 相关 部门
";

const ENGLISH: &str = "
a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its they them
their theirs am is are was were be been being do does did doing done have has had having will would shall should can
could may might must ought not no nor none so than too very just also only even still yet again ever never about above
after against all any as at because before below between both but by down during each few for from further here how if
in into more most of off on once or other out over own same some such then there through to under until up what when
where which while who whom whose why with without within im ive id ill dont doesnt didnt cant cannot couldnt wont
wouldnt shouldnt isnt arent wasnt werent havent hasnt hadnt youre theyre weve thats whats theres lets s t d ll re ve m
please thanks thank hello hi dear regards
";

static STOP: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    CHINESE
        .split_whitespace()
        .chain(ENGLISH.split_whitespace())
        .collect()
});

/// Whether a word (lower case, not yet stemmed) is left out.
pub(crate) fn is_stop_word(word: &str) -> bool {
    STOP.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_covered_and_content_stays() {
        assert!(is_stop_word("我们") && is_stop_word("please"));
        assert!(!is_stop_word("噪音") && !is_stop_word("noise"));
    }
}
