#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks receipts and logs of massline without massline: one file, Python 3.8 or later, no
packages, no network. It was written from the formats, not from the program's code, so that a
mistake in one of the two shows.

  verify.py receipt FILE... [--vkey KEY] [--promise-vkey KEY] [--opening FILE]
                            [--witness KEY]... [--quorum N]
  verify.py log DIR [--vkey KEY] [--checkpoint FILE...] [--foreign]
  verify.py consistency OLD NEW --log DIR [--vkey KEY]
  verify.py vectors DIR [--list]

FILE is a receipt (JSON), a .tlog-proof or a signed promise. KEY is a verifier key as the log
publishes it (name+id+key) or a file with one. Without --vkey, a receipt is checked against the
keys that it states itself, and a log against DIR/vkey.
Exit code: 0 good, 1 bad, 2 wrong usage, 3 too few witnesses, 4 promised but not yet sealed.
"""
import argparse
import base64
import datetime
import hashlib
import json
import os
import re
import sys

GOOD, BAD, USAGE, QUORUM, UNSEALED = 0, 1, 2, 3, 4

# What is said, in Chinese and in English.
WORDS = {
    "proved": ("已入公证日志:第 {index} 条(共 {size} 条),{day},活动 {campaign}",
               "in the log: entry {index} of {size}, {day}, campaign {campaign}"),
    "promised": ("已承诺:{day} 收到,最迟 {by} 入日志,活动 {campaign}",
                 "promised: received on {day}, in the log by {by}, campaign {campaign}"),
    "unsealed": ("签名有效,但尚未入日志(承诺期限 {by})",
                 "the signature is good, but it is not yet in the log (promised by {by})"),
    "late": ("注意:入日志晚于承诺的 {by},属于违约,此文件即为证据",
             "note: it came into the log after the promised {by}; this file proves the breach"),
    "opened": ("已验证所公开的 {label}:{value}", "opened and verified, {label}: {value}"),
    "stated": ("注意:所用密钥取自文件本身,请与日志公布的密钥核对",
               "note: the keys are those the file states; compare them with the published ones"),
    "witnesses": ("见证者 {have} 个:{names}", "{have} witnesses: {names}"),
    "log_ok": ("日志完好:{size} 条,{tiles} 个哈希块,{docs} 份公开文件,根 {root}",
               "the log is whole: {size} entries, {tiles} hash tiles, {docs} documents, root {root}"),
    "consistent": ("一致:{old} 条的日志是 {new} 条的日志的开头",
                   "consistent: the log of {old} entries is the beginning of the log of {new}"),
    "vectors": ("测试向量:{ran} 个符合,{wrong} 个不符,{skipped} 个跳过",
                "vectors: {ran} as wanted, {wrong} not as wanted, {skipped} skipped"),
    "skipped": ("跳过 {name}:它要求接受非 32 字节的根",
                "skipped {name}: it wants a root accepted that is not 32 bytes"),
    "few": ("见证不足:需要 {need} 个,只有 {have} 个", "too few witnesses: {need} needed, {have} found"),
    "usage": ("用法错误:{why}", "wrong usage: {why}"),
    "give-key": ("请用 {option} 给出日志的密钥", "give the log's key with {option}"),
    "no-file": ("无法读取 {name}", "cannot read {name}"),
    # Why something is bad.
    "base64": ("无效:base64 编码有误", "bad: malformed base64"),
    "number": ("无效:数字有误", "bad: malformed number"),
    "text": ("无效:不是 UTF-8 文本", "bad: not UTF-8 text"),
    "json": ("无效:不是 JSON", "bad: not JSON"),
    "key": ("无效:密钥有误", "bad: malformed verifier key"),
    "other-key": ("无效:密钥与已知的日志密钥不同", "bad: the key is not the one you know"),
    "note": ("无效:不是签名文本", "bad: not a signed note"),
    "signature": ("无效:{name} 的签名不对,内容被改动或系伪造",
                  "bad: wrong signature by {name}, the text was changed or is a forgery"),
    "unsigned": ("无效:没有已知密钥的签名", "bad: not signed by any known key"),
    "checkpoint": ("无效:不是此日志的检查点", "bad: not a checkpoint of this log"),
    "promise": ("无效:不是此日志的承诺", "bad: not a promise of this log"),
    "entry": ("无效:不是日志条目", "bad: not a log entry"),
    "proof": ("无效:不是证明文件", "bad: not a tlog-proof with an entry"),
    "root": ("无效:证明与日志的根不符", "bad: the proof does not lead to the root of the log"),
    "range": ("无效:编号或大小超出范围", "bad: index or size out of range"),
    "receipt": ("无效:不是回执文件", "bad: not a receipt"),
    "other-entry": ("无效:证明与承诺不是同一条", "bad: the proof is of another entry than promised"),
    "opening": ("无效:公开内容的格式有误", "bad: malformed opening"),
    "words": ("无效:内容与当初提交的不符", "bad: these are not the words that were committed to"),
    "missing": ("无效:缺少 {name}", "bad: missing {name}"),
    "changed": ("无效:{name} 被改动或损坏", "bad: {name} was changed or damaged"),
}


def message(key, **parts):
    language = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    chinese, english = WORDS[key]
    return (chinese if (language or "").lower().startswith("zh") else english).format(**parts)


class Bad(Exception):
    """What was given is not what it should be."""

    def __init__(self, why, **parts):
        super().__init__(message(why, **parts))


def require(condition, why, **parts):
    if not condition:
        raise Bad(why, **parts)


class TooFewWitnesses(Exception):
    def __init__(self, have, need):
        super().__init__(message("few", have=have, need=need))


def wrong_usage(key, **parts):
    print(message("usage", why=message(key, **parts)), file=sys.stderr)
    raise SystemExit(USAGE)


# --- encodings -----------------------------------------------------------------------------


def unbase64(text):
    """Strict: one text for each value."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise Bad("base64")
    require(base64.b64encode(raw).decode() == text, "base64")
    return raw


def hash_line(text):
    raw = unbase64(text)
    require(len(raw) == 32, "base64")
    return raw


def number(text, bits=64):
    require(re.fullmatch("0|[1-9][0-9]{0,19}", text), "number")
    require(int(text) < 1 << bits, "number")
    return int(text)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Ed25519 (RFC 8032 section 5.1), strict: canonical points, no small orders, no cofactor --

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD
ROOT_OF_MINUS_ONE = pow(2, (FIELD - 1) // 4, FIELD)
NEUTRAL = (0, 1, 1, 0)


def point_from_bytes(raw):
    """A point in extended coordinates, or None."""
    encoded = int.from_bytes(raw, "little")
    odd, y = encoded >> 255, encoded & ((1 << 255) - 1)
    if y >= FIELD:
        return None
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, FIELD - 2, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    if (x * x - square) % FIELD:
        x = x * ROOT_OF_MINUS_ONE % FIELD
    if (x * x - square) % FIELD or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = FIELD - x
    return (x, y, 1, x * y % FIELD)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % FIELD
    b = (p[1] + p[0]) * (q[1] + q[0]) % FIELD
    c = 2 * p[3] * q[3] * CURVE_D % FIELD
    d = 2 * p[2] * q[2] % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD)


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % FIELD == 0 and (p[1] * q[2] - q[1] * p[2]) % FIELD == 0


def times(scalar, point):
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


BASE = point_from_bytes(bytes([0x58]) + bytes([0x66]) * 31)


def usable(point):
    return point is not None and not same(times(8, point), NEUTRAL)


def ed25519_verifies(public, text, signature):
    if len(signature) != 64:
        return False
    key, commitment = point_from_bytes(public), point_from_bytes(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER or not usable(key) or not usable(commitment):
        return False
    digest = hashlib.sha512(signature[:32] + public + text).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return same(times(scalar, BASE), add(commitment, times(challenge, key)))


# --- signed notes (C2SP signed-note, tlog-cosignature) ---------------------------------------


def valid_name(name):
    return bool(name) and not any(c.isspace() or c == "+" or c < " " for c in name)


class Key:
    """A verifier key: name+hex(id)+base64(type || public key)."""

    def __init__(self, vkey):
        parts = vkey.split("+", 2)
        require(len(parts) == 3 and valid_name(parts[0]), "key")
        self.name, raw = parts[0], unbase64(parts[2])
        require(len(raw) == 33 and raw[0] in (1, 4), "key")
        self.kind, self.public = raw[0], raw[1:]
        require(usable(point_from_bytes(self.public)), "key")
        self.id = sha256(utf8(self.name), b"\n", raw)[:4]
        require(parts[1] == self.id.hex(), "key")
        self.vkey = vkey

    def verifies(self, text, signature):
        if self.kind == 4:
            if len(signature) != 72:
                return False
            time = int.from_bytes(signature[:8], "big")
            text = b"cosignature/v1\ntime %d\n" % time + text
            signature = signature[8:]
        return ed25519_verifies(self.public, text, signature)


def utf8(text):
    """JSON may hold halves of characters, which are no text."""
    try:
        return text.encode("utf-8")
    except UnicodeError:
        raise Bad("text")


def open_note(note, keys):
    """The text of a note and the names of the known keys that signed it."""
    require(not any(c < " " and c != "\n" for c in note), "note")
    text, gap, block = note.rpartition("\n\n")
    require(gap and text and block.endswith("\n"), "note")
    lines = block[:-1].split("\n")
    require(len(lines) <= 100, "note")
    text += "\n"
    names = []
    for line in lines:
        parts = line.split(" ", 2)
        require(len(parts) == 3 and parts[0] == "\u2014", "note")
        name, raw = parts[1], unbase64(parts[2])
        require(valid_name(name) and len(raw) > 4, "note")
        for key in keys:
            if key.name == name and key.id == raw[:4]:
                require(key.verifies(utf8(text), raw[4:]), "signature", name=name)
                names += [] if name in names else [name]
    require(names, "unsigned")
    return text, names


def open_checkpoint(note, log, witnesses=()):
    text, names = open_note(note, [log] + list(witnesses))
    open_note(note, [log])
    lines = text.split("\n")
    require(len(lines) == 4 and lines[3] == "", "checkpoint")
    origin, size, root = lines[:3]
    require(origin and origin != "massline-promise/v1" and origin == log.name, "checkpoint")
    return number(size), hash_line(root), names


# --- the Merkle tree (RFC 9162 section 2.1), by its recursive definition ---------------------

EMPTY_ROOT = sha256()


def leaf_hash(entry):
    return sha256(b"\0", entry)


def node_hash(left, right):
    return sha256(b"\1", left, right)


def split(size):
    """The largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)


def fold(hashes):
    if len(hashes) == 1:
        return hashes[0]
    middle = split(len(hashes))
    return node_hash(fold(hashes[:middle]), fold(hashes[middle:]))


def root_by_inclusion(leaf, index, size, proof):
    if size == 1:
        require(not proof, "root")
        return leaf
    require(proof, "root")
    middle = split(size)
    if index < middle:
        return node_hash(root_by_inclusion(leaf, index, middle, proof[:-1]), proof[-1])
    return node_hash(proof[-1], root_by_inclusion(leaf, index - middle, size - middle, proof[:-1]))


def check_inclusion(leaf, index, size, proof, root):
    require(0 <= index < size, "range")
    require(root_by_inclusion(leaf, index, size, proof) == root, "root")


def roots_by_consistency(start, end, size, proof, known):
    """Roots of the subtree start..end and of the tree; `known` stands for the subtree's root."""
    if start == 0 and end == size:
        require(len(proof) == (0 if known else 1), "root")
        return (known, known) if known else (proof[0], proof[0])
    require(proof, "root")
    middle, rest, last = split(size), proof[:-1], proof[-1]
    if end <= middle:
        part, whole = roots_by_consistency(start, end, middle, rest, known)
        return part, node_hash(whole, last)
    if start >= middle:
        part, whole = roots_by_consistency(start - middle, end - middle, size - middle, rest, known)
        return part, node_hash(last, whole)
    part, whole = roots_by_consistency(0, end - middle, size - middle, rest, None)
    return node_hash(last, part), node_hash(last, whole)


def check_subtree(start, end):
    require(0 <= start < end, "range")
    require(start % (1 << (end - start - 1).bit_length()) == 0, "range")


def check_subtree_consistency(start, end, size, proof, part_root, root):
    require(end <= size, "range")
    if start == end:
        require(not proof and part_root == EMPTY_ROOT, "root")
        return
    check_subtree(start, end)
    require(roots_by_consistency(start, end, size, proof, part_root) == (part_root, root), "root")


def check_consistency(old, new, proof, old_root, new_root):
    require(new > 0 or new_root == EMPTY_ROOT, "root")
    check_subtree_consistency(0, old, new, proof, old_root, new_root)


# --- entries, promises, proofs, openings -----------------------------------------------------


class Entry:
    def __init__(self, raw):
        require(len(raw) == 128 and raw[:4] == b"MLE1", "entry")
        self.kind = raw[4]
        require(1 <= self.kind <= 0x10 or self.kind >= 0x80, "entry")
        require(not any(raw[5:8]) and not any(raw[120:]), "entry")
        self.day = int.from_bytes(raw[8:12], "big")
        self.campaign = int.from_bytes(raw[12:16], "big")
        self.commitment, self.reference = raw[16:48], raw[48:80]
        self.leaf = leaf_hash(raw)


class Promise:
    FORM = re.compile(r"massline-promise/v1\norigin ([^\n]*)\ncommitment ([^\n]*)\n"
                      r"campaign ([^\n]*)\nday ([^\n]*)\nby ([^\n]*)\n")

    def __init__(self, note, key):
        found = self.FORM.fullmatch(open_note(note, [key])[0])
        require(found, "promise")
        self.origin, self.commitment = found[1], hash_line(found[2])
        self.campaign, self.day, self.by = (number(found[i], 32) for i in (3, 4, 5))
        require(self.by == min(self.day + 1, 2**32 - 1), "promise")
        require(key.name == self.origin + "/promise", "promise")


class Proof:
    def __init__(self, text, log, witnesses, quorum):
        head, gap, note = text.partition("\n\n")
        lines = head.split("\n")
        require(gap and lines.pop(0) == "c2sp.org/tlog-proof@v1", "proof")
        require(lines and lines[0].startswith("extra "), "proof")
        self.entry = Entry(unbase64(lines.pop(0)[6:]))
        require(lines and lines[0].startswith("index ") and len(lines) <= 65, "proof")
        self.index = number(lines.pop(0)[6:])
        hashes = [hash_line(line) for line in lines]
        self.size, root, names = open_checkpoint(note, log, witnesses)
        check_inclusion(self.entry.leaf, self.index, self.size, hashes, root)
        known = {key.name for key in witnesses}
        self.witnesses = [name for name in names if name in known]
        if len(self.witnesses) < quorum:
            raise TooFewWitnesses(len(self.witnesses), quorum)


LABELS = "att category channel consent contact lang owner_pk period places text units".split()


def is_object(value, *names):
    return isinstance(value, dict) and set(value) == set(names)


def check_opening(opening, commitment):
    """Checks an opening.json against a commitment; gives the opened fields as (label, value)."""
    require(is_object(opening, "format", "fields", "hidden"), "opening")
    require(opening["format"] == "massline-opening/v1", "opening")
    require(isinstance(opening["fields"], list) and isinstance(opening["hidden"], dict), "opening")
    parts, opened = {}, []
    for label, part in opening["hidden"].items():
        require(isinstance(part, str), "opening")
        parts[label] = hash_line(part)
    for field in opening["fields"]:
        require(is_object(field, "label", "salt", "value"), "opening")
        require(all(isinstance(part, str) for part in field.values()), "opening")
        label, salt, value = field["label"], hash_line(field["salt"]), unbase64(field["value"])
        require(label in LABELS and label not in parts, "opening")
        require(not opened or opened[-1][0] < label, "opening")
        parts[label] = sha256(b"massline/field/v1", bytes([len(label)]), label.encode(), salt,
                              len(value).to_bytes(8, "big"), value)
        opened.append((label, value))
    require(sorted(parts) == LABELS, "opening")
    ordered = [parts[label] for label in LABELS]
    require(sha256(b"massline/sub/v1", len(LABELS).to_bytes(2, "big"), *ordered) == commitment, "words")
    return opened


# --- receipts --------------------------------------------------------------------------------


class Object(dict):
    """A JSON object that remembers whether a name was given twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.repeated = len(self) != len(pairs)


def parse_json(text):
    try:
        return json.loads(text, object_pairs_hook=Object)
    except (ValueError, RecursionError):
        raise Bad("json")


def text_of(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Bad("text")
    except OSError:
        wrong_usage("no-file", name=path)


def known_key(argument):
    """A key from the command line, or from a file; None if not given."""
    if argument is None:
        return None
    try:
        return Key((text_of(argument) if os.path.exists(argument) else argument).strip())
    except Bad:
        wrong_usage("key")


def stated_key(vkey, name, known):
    key = Key(vkey)
    require(key.name == name and key.kind == 1, "receipt")
    require(known is None or known.vkey == key.vkey, "other-key")
    return key


def read_receipt(text):
    """Brings the three kinds of file into the form of a receipt."""
    if text.startswith("c2sp.org/tlog-proof@v1\n"):
        return {"promise": None, "proof": text, "opening": None}
    if text.startswith("massline-promise/v1\n"):
        return {"promise": text, "proof": None, "opening": None}
    receipt = parse_json(text)
    names = ("format", "origin", "vkey", "promise_vkey", "promise", "proof", "opening")
    require(is_object(receipt, *names) and not receipt.repeated, "receipt")
    require(all(isinstance(receipt[name], str) for name in names[:4]), "receipt")
    require(all(isinstance(receipt[name], (str, type(None))) for name in names[4:6]), "receipt")
    require(receipt["format"] == "massline-receipt/v1", "receipt")
    return receipt


def receipt_keys(receipt, options):
    log, promise = known_key(options.vkey), known_key(options.promise_vkey)
    if "origin" in receipt:
        return (stated_key(receipt["vkey"], receipt["origin"], log),
                stated_key(receipt["promise_vkey"], receipt["origin"] + "/promise", promise))
    if receipt["proof"] and log is None:
        wrong_usage("give-key", option="--vkey")
    if receipt["promise"] and promise is None:
        wrong_usage("give-key", option="--promise-vkey")
    return log, promise


def check_receipt(text, options):
    """The exit code and the lines to print for one file."""
    receipt = read_receipt(text)
    log, promise_key = receipt_keys(receipt, options)
    witnesses = [known_key(key) for key in options.witness]
    promise = proof = None
    if receipt["promise"] is not None:
        promise = Promise(receipt["promise"], promise_key)
    if receipt["proof"] is not None:
        proof = Proof(receipt["proof"], log, witnesses, options.quorum)
    require(promise or proof, "receipt")
    if promise and proof:
        entry = proof.entry
        require(entry.kind == 1 and entry.commitment == promise.commitment, "other-entry")
        require(entry.campaign == promise.campaign and entry.day >= promise.day, "other-entry")
    commitment = (proof.entry if proof else promise).commitment
    opening = parse_json(text_of(options.opening)) if options.opening else receipt["opening"]
    opened = check_opening(opening, commitment) if opening is not None else []
    lines = report(promise, proof, opened)
    unknown = (proof and options.vkey is None) or (promise and options.promise_vkey is None)
    lines += [message("stated")] if unknown else []
    return (GOOD if proof else UNSEALED), lines


def date(day):
    try:
        return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()
    except OverflowError:
        return "1970-01-01 + %d" % day


def report(promise, proof, opened):
    lines = []
    if promise:
        lines.append(message("promised", day=date(promise.day), by=date(promise.by),
                             campaign=promise.campaign))
    if not proof:
        lines.append(message("unsealed", by=date(promise.by)))
    else:
        lines.append(message("proved", index=proof.index, size=proof.size,
                             day=date(proof.entry.day), campaign=proof.entry.campaign))
        if proof.witnesses:
            names = ", ".join(proof.witnesses)
            lines.append(message("witnesses", have=len(proof.witnesses), names=names))
        if promise and proof.entry.day > promise.by:
            lines.append(message("late", by=date(promise.by)))
    for label, value in opened:
        shown = value.hex() if label in ("att", "contact", "owner_pk") else value.decode("utf-8", "replace")
        lines.append(message("opened", label=label, value=shown))
    return lines


def run_receipt(options):
    codes = []
    for path in options.files:
        try:
            code, lines = check_receipt(text_of(path), options)
        except Bad as error:
            code, lines = BAD, [str(error)]
        except TooFewWitnesses as error:
            code, lines = QUORUM, [str(error)]
        for line in lines:
            print(line if len(options.files) == 1 else "%s: %d: %s" % (path, code, line))
        codes.append(code)
    return next((code for code in (BAD, QUORUM, UNSEALED) if code in codes), GOOD)


# --- a log as a directory of tiles (C2SP tlog-tiles) -----------------------------------------


def tile_path(kind, index, width):
    groups = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        groups.insert(0, "x%03d" % (index % 1000))
    return "tile/%s/%s%s" % (kind, "/".join(groups), "" if width == 256 else ".p/%d" % width)


class Log:
    """The tiles of a log of some size; a partial tile may also be read from the full one."""

    def __init__(self, directory, size):
        self.directory, self.size, self.cache = directory, size, {}

    def width(self, level, index):
        return min(256, (self.size >> 8 * level) - 256 * index)

    def file(self, kind, index, width):
        for name in (tile_path(kind, index, width), tile_path(kind, index, 256)):
            path = os.path.join(self.directory, name)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    return file.read(), name
        raise Bad("missing", name=tile_path(kind, index, width))

    def hashes(self, level, index):
        if (level, index) not in self.cache:
            width = self.width(level, index)
            raw, name = self.file(str(level), index, width)
            whole = name == tile_path(str(level), index, width)
            require(len(raw) == 32 * (width if whole else 256), "changed", name=name)
            self.cache[level, index] = [raw[32 * i:32 * i + 32] for i in range(width)]
        return self.cache[level, index]

    def entries(self, index):
        width = self.width(0, index)
        raw, name = self.file("entries", index, width)
        whole = name == tile_path("entries", index, width)
        found, at = [], 0
        while at < len(raw):
            length = int.from_bytes(raw[at:at + 2], "big")
            require(len(raw) >= at + 2 + length, "changed", name=name)
            found.append(raw[at + 2:at + 2 + length])
            at += 2 + length
        require(len(found) == (width if whole else 256), "changed", name=name)
        return found[:width]

    def root(self, start, end):
        """The root over the leaves start..end, from the highest stored hashes."""
        if start == end:
            return EMPTY_ROOT
        count = end - start
        if count & (count - 1) == 0:
            height = count.bit_length() - 1
            first = start >> 8 * (height // 8)
            return fold(self.hashes(height // 8, first // 256)[first % 256:][:1 << height % 8])
        middle = start + split(count)
        return node_hash(self.root(start, middle), self.root(middle, end))

    def consistency(self, old, start, end, known):
        """The proof for `old` leaves, counted from `start`, within start..end."""
        if old == end - start:
            return [] if known else [self.root(start, end)]
        middle = split(end - start)
        if old <= middle:
            left = self.consistency(old, start, start + middle, known)
            return left + [self.root(start + middle, end)]
        right = self.consistency(old - middle, start + middle, end, False)
        return right + [self.root(start, start + middle)]

    def check_tiles(self, foreign):
        """Every entry against its leaf hash, every tile against those below it."""
        references, below, tiles = set(), [], 0
        for level in range(8):
            above = []
            for index in range(((self.size >> 8 * level) + 255) // 256):
                hashes, tiles = self.hashes(level, index), tiles + 1
                if level == 0:
                    entries = self.entries(index)
                    fits = [leaf_hash(entry) for entry in entries] == hashes
                    references.update(() if foreign else (Entry(entry).reference for entry in entries))
                else:
                    fits = hashes == below[256 * index:][:256]
                require(fits, "changed", name=tile_path(str(level), index, self.width(level, index)))
                if len(hashes) == 256:
                    above.append(fold(hashes))
                    # The root needs the right edge of the lower levels only.
                    del self.cache[level, index]
            below = above
        return references, tiles


def check_documents(directory, references):
    """Every public document must hash to its name, and every referenced one must be there."""
    folder = os.path.join(directory, "doc")
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            require(sha256(file.read()).hex() == name.split(".")[0], "changed", name="doc/" + name)
    present = {name.split(".")[0] for name in names}
    for reference in sorted(references if names else ()):
        require(not any(reference) or reference.hex() in present, "missing", name="doc/" + reference.hex())
    return len(names)


def log_key(options, directory):
    path = os.path.join(directory, "vkey")
    if options.vkey is None and not os.path.exists(path):
        wrong_usage("give-key", option="--vkey")
    return known_key(options.vkey or path)


def run_log(options):
    key = log_key(options, options.directory)
    for path in options.checkpoint or [os.path.join(options.directory, "checkpoint")]:
        size, root, _ = open_checkpoint(text_of(path), key)
        log = Log(options.directory, size)
        references, tiles = log.check_tiles(options.foreign)
        require(log.root(0, size) == root, "root")
        documents = check_documents(options.directory, references)
        shown = base64.b64encode(root).decode()
        print(message("log_ok", size=size, tiles=tiles, docs=documents, root=shown))
    return GOOD


def run_consistency(options):
    key = log_key(options, options.log)
    old, old_root, _ = open_checkpoint(text_of(options.old), key)
    new, new_root, _ = open_checkpoint(text_of(options.new), key)
    require(old <= new, "range")
    proof = Log(options.log, new).consistency(old, 0, new, True) if old else []
    check_consistency(old, new, proof, old_root, new_root)
    print(message("consistent", old=old, new=new))
    return GOOD


# --- test vectors ----------------------------------------------------------------------------


def check_vector(kind, vector):
    proof = [hash_line(line) for line in vector["proof"] or []]
    if kind in ("inclusion", "subtreeinclusion"):
        leaf, root = hash_line(vector["leafHash"]), hash_line(vector["root"])
        start, end = vector.get("start", 0), vector.get("end", vector.get("treeSize"))
        if kind == "subtreeinclusion":
            check_subtree(start, end)
        check_inclusion(leaf, vector["leafIdx"] - start, end - start, proof, root)
        return
    first, second = hash_line(vector["root1"]), hash_line(vector["root2"])
    if kind == "consistency":
        check_consistency(vector["size1"], vector["size2"], proof, first, second)
    else:
        check_subtree_consistency(vector["start"], vector["end"], vector["size"], proof, first, second)


def accepts(kind, vector):
    try:
        check_vector(kind, vector)
        return True
    except Bad:
        return False


def wants_short_root(vector):
    roots = [vector[name] for name in ("root", "root1", "root2") if name in vector]
    return not vector["wantErr"] and any(len(base64.b64decode(root)) != 32 for root in roots)


def run_vectors(options):
    right = wrong = skipped = 0
    for folder, _, names in sorted(os.walk(options.directory)):
        for path in sorted(os.path.join(folder, name) for name in names if name.endswith(".json")):
            vector, name = parse_json(text_of(path)), os.path.relpath(path, options.directory)
            if wants_short_root(vector):
                skipped += 1
                print("skip " + name if options.list else message("skipped", name=name))
                continue
            accepted = accepts(name.split(os.sep)[0], vector)
            if options.list:
                print("%s %s" % ("accept" if accepted else "reject", name))
            right, wrong = right + (accepted != vector["wantErr"]), wrong + (accepted == vector["wantErr"])
    print(message("vectors", ran=right, wrong=wrong, skipped=skipped), file=sys.stderr)
    return GOOD if right and not wrong else BAD


# --- command line ----------------------------------------------------------------------------


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    verbs = parser.add_subparsers(dest="verb")
    receipt = verbs.add_parser("receipt")
    receipt.add_argument("files", nargs="+")
    receipt.add_argument("--promise-vkey")
    receipt.add_argument("--opening")
    receipt.add_argument("--witness", action="append", default=[])
    receipt.add_argument("--quorum", type=int, default=0)
    log = verbs.add_parser("log")
    log.add_argument("directory")
    log.add_argument("--checkpoint", nargs="+")
    log.add_argument("--foreign", action="store_true")
    consistency = verbs.add_parser("consistency")
    consistency.add_argument("old")
    consistency.add_argument("new")
    consistency.add_argument("--log", required=True)
    for verb in (receipt, log, consistency):
        verb.add_argument("--vkey")
    vectors = verbs.add_parser("vectors")
    vectors.add_argument("directory")
    vectors.add_argument("--list", action="store_true")
    return parser.parse_args()


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    options = arguments()
    if options.help or not options.verb:
        print(__doc__)
        return GOOD if options.help else USAGE
    run = {"receipt": run_receipt, "log": run_log, "consistency": run_consistency,
           "vectors": run_vectors}
    try:
        return run[options.verb](options)
    except Bad as error:
        print(error)
        return BAD


if __name__ == "__main__":
    sys.exit(main())
