#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks receipts and logs of massline without massline: one file, Python 3.8 or later, no
packages, no network. It was written from the formats, not from the program's code, so that a
mistake in one of the two shows.

  verify.py receipt FILE... [--vkey KEY] [--promise-vkey KEY] [--opening FILE]
                            [--witness KEY]... [--quorum N]
  verify.py log DIR [--vkey KEY] [--checkpoint FILE] [--foreign]
  verify.py consistency OLD NEW --log DIR [--vkey KEY]
  verify.py vectors DIR [--list]

FILE is a receipt (JSON), a .tlog-proof or a signed promise. KEY is a verifier key as the log
publishes it (name+id+key) or a file with one. Without --vkey, a receipt is checked against the
keys that it states itself, and a log against DIR/vkey.
Exit code: 0 good, 1 bad, 2 wrong usage, 3 too few witnesses, 4 promised but not yet sealed.
"""
import argparse
import base64
import hashlib
import json
import os
import re
import sys

GOOD, BAD, USAGE, QUORUM, UNSEALED = 0, 1, 2, 3, 4

ZH = {
    "proved": "已入公证日志:第 {index} 条(共 {size} 条),{day},活动 {campaign}",
    "promised": "已承诺:{day} 收到,最迟 {by} 入日志,活动 {campaign}",
    "unsealed": "签名有效,但尚未入日志(承诺期限 {by})",
    "late": "注意:入日志晚于承诺的 {by},属于违约,可以公开此文件",
    "opened": "已验证公开的内容 {label}:{value}",
    "stated": "注意:所用密钥取自文件本身,请与日志公布的密钥核对",
    "witnesses": "见证者 {have} 个:{names}",
    "log_ok": "日志完好:{size} 条,{tiles} 个哈希块,{docs} 份公开文件,根 {root}",
    "consistent": "一致:{old} 条的日志是 {new} 条的日志的开头",
    "vectors": "测试向量:{ran} 个符合,{wrong} 个不符,{skipped} 个跳过",
    "skipped": "跳过 {name}:它要求接受非 32 字节的根",
    "bad": "无效:{why}",
    "quorum": "见证不足:需要 {need} 个,只有 {have} 个",
}
EN = {
    "proved": "in the log: entry {index} of {size}, {day}, campaign {campaign}",
    "promised": "promised: received on {day}, in the log by {by}, campaign {campaign}",
    "unsealed": "the signature is good, but it is not yet in the log (promised by {by})",
    "late": "note: it came into the log after the promised {by}; this file proves the breach",
    "opened": "opened and verified, {label}: {value}",
    "stated": "note: the keys are those the file states; compare them with the published ones",
    "witnesses": "{have} witnesses: {names}",
    "log_ok": "the log is whole: {size} entries, {tiles} hash tiles, {docs} documents, root {root}",
    "consistent": "consistent: the log of {old} entries is the beginning of the log of {new}",
    "vectors": "vectors: {ran} as wanted, {wrong} not as wanted, {skipped} skipped",
    "skipped": "skipped {name}: it wants a root accepted that is not 32 bytes",
    "bad": "bad: {why}",
    "quorum": "too few witnesses: {need} needed, {have} found",
}


def message(key, **parts):
    language = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    table = ZH if (language or "").lower().startswith("zh") else EN
    return table[key].format(**parts)


class Bad(Exception):
    """What was given is not what it should be."""


class TooFewWitnesses(Exception):
    def __init__(self, have, need):
        super().__init__()
        self.have, self.need = have, need


def require(condition, why):
    if not condition:
        raise Bad(why)


# --- encodings -----------------------------------------------------------------------------


def unbase64(text):
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeError):
        raise Bad("not base64: %.40r" % text)
    require(base64.b64encode(raw).decode() == text, "not canonical base64: %.40r" % text)
    return raw


def hash_line(text):
    raw = unbase64(text)
    require(len(raw) == 32, "a hash must be 32 bytes")
    return raw


def number(text, bits=64):
    require(re.fullmatch("0|[1-9][0-9]*", text) and text.isascii(), "not a plain number: %.40r" % text)
    require(len(text) < 25 and int(text) < 1 << bits, "number too large: %.40r" % text)
    return int(text)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Ed25519 (RFC 8032 section 5.1), strict: canonical points, no small orders, no cofactor --

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD
ROOT_OF_MINUS_ONE = pow(2, (FIELD - 1) // 4, FIELD)


def point_from_bytes(raw):
    """Extended coordinates, or None."""
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


NEUTRAL = (0, 1, 1, 0)
BASE = point_from_bytes(bytes([0x58]) + bytes([0x66]) * 31)


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
        require(len(parts) == 3, "a verifier key reads name+id+key")
        self.name = parts[0]
        require(valid_name(self.name), "a verifier key needs a name without spaces")
        raw = unbase64(parts[2])
        require(len(raw) == 33 and raw[0] in (1, 4), "verifier key of an unsupported type")
        self.kind, self.public = raw[0], raw[1:]
        require(usable(point_from_bytes(self.public)), "the verifier key is weak or malformed")
        self.id = sha256(self.name.encode(), b"\n", raw)[:4]
        require(parts[1] == self.id.hex(), "the id of the verifier key does not fit")
        self.vkey = vkey

    def verifies(self, text, signature):
        if self.kind == 4:
            if len(signature) != 72:
                return False
            time = int.from_bytes(signature[:8], "big")
            text = b"cosignature/v1\ntime %d\n" % time + text
            signature = signature[8:]
        return ed25519_verifies(self.public, text, signature)


def open_note(note, keys):
    """The text of a note and the names of the known keys that signed it."""
    require(not any(c < " " and c != "\n" for c in note), "control characters in a note")
    text, gap, block = note.rpartition("\n\n")
    require(gap and text, "not a signed note")
    text += "\n"
    require(block.endswith("\n"), "a note must end with a newline")
    lines = block[:-1].split("\n")
    require(len(lines) <= 100, "too many signatures")
    try:
        signed = text.encode("utf-8")
    except UnicodeError:
        raise Bad("a note must be UTF-8")
    names = []
    for line in lines:
        parts = line.split(" ", 2)
        require(len(parts) == 3 and parts[0] == "\u2014", "malformed signature line")
        name, raw = parts[1], unbase64(parts[2])
        require(valid_name(name) and len(raw) > 4, "malformed signature line")
        for key in keys:
            if key.name == name and key.id == raw[:4]:
                require(key.verifies(signed, raw[4:]), "wrong signature by " + name)
                if name not in names:
                    names.append(name)
    require(names, "not signed by any known key")
    return text, names


def open_checkpoint(note, log, witnesses=()):
    text, names = open_note(note, [log] + list(witnesses))
    open_note(note, [log])
    lines = text.split("\n")
    require(len(lines) == 4 and lines[3] == "", "not a checkpoint")
    origin, size, root = lines[:3]
    require(origin and origin != "massline-promise/v1", "not a checkpoint")
    require(origin == log.name, "the checkpoint is of another log")
    return number(size), hash_line(root), names


# --- the Merkle tree (RFC 9162 section 2.1), by its recursive definition ---------------------

EMPTY_ROOT = sha256()


def leaf_hash(entry):
    return sha256(b"\0", entry)


def node_hash(left, right):
    return sha256(b"\1", left, right)


def split(size):
    return 1 << ((size - 1).bit_length() - 1)


def fold(hashes):
    if len(hashes) == 1:
        return hashes[0]
    middle = split(len(hashes))
    return node_hash(fold(hashes[:middle]), fold(hashes[middle:]))


def root_by_inclusion(leaf, index, size, proof):
    if size == 1:
        require(not proof, "the proof is too long")
        return leaf
    require(proof, "the proof is too short")
    middle = split(size)
    if index < middle:
        return node_hash(root_by_inclusion(leaf, index, middle, proof[:-1]), proof[-1])
    rest = root_by_inclusion(leaf, index - middle, size - middle, proof[:-1])
    return node_hash(proof[-1], rest)


def check_inclusion(leaf, index, size, proof, root):
    require(0 <= index < size, "the entry is not in the tree")
    require(root_by_inclusion(leaf, index, size, proof) == root, "the proof leads to another root")


def roots_by_consistency(start, end, size, proof, known):
    """Roots of the subtree start..end and of the tree; `known` stands for the subtree's root."""
    if start == 0 and end == size:
        require(len(proof) == (0 if known else 1), "the proof has a wrong length")
        return (known, known) if known else (proof[0], proof[0])
    require(proof, "the proof is too short")
    middle, rest, last = split(size), proof[:-1], proof[-1]
    if end <= middle:
        part, whole = roots_by_consistency(start, end, middle, rest, known)
        return part, node_hash(whole, last)
    if start >= middle:
        part, whole = roots_by_consistency(
            start - middle, end - middle, size - middle, rest, known)
        return part, node_hash(last, whole)
    part, whole = roots_by_consistency(0, end - middle, size - middle, rest, None)
    return node_hash(last, part), node_hash(last, whole)


def check_subtree(start, end):
    require(0 <= start < end, "not a subtree")
    require(start % (1 << (end - start - 1).bit_length()) == 0, "not a subtree")


def check_subtree_consistency(start, end, size, proof, part_root, root):
    require(end <= size, "the old tree is larger than the new one")
    if start == end:
        require(not proof and part_root == EMPTY_ROOT, "the empty tree has another root")
        return
    check_subtree(start, end)
    part, whole = roots_by_consistency(start, end, size, proof, part_root)
    require(part == part_root and whole == root, "the proof leads to other roots")


def check_consistency(old, new, proof, old_root, new_root):
    require(new > 0 or new_root == EMPTY_ROOT, "the empty tree has another root")
    check_subtree_consistency(0, old, new, proof, old_root, new_root)


# --- entries, promises, proofs, openings -----------------------------------------------------


class Entry:
    def __init__(self, raw):
        require(len(raw) == 128 and raw[:4] == b"MLE1", "not an entry of a massline log")
        self.kind = raw[4]
        require(1 <= self.kind <= 0x10 or self.kind >= 0x80, "unknown kind of entry")
        require(not any(raw[5:8]) and not any(raw[120:]), "reserved bytes are not zero")
        self.day = int.from_bytes(raw[8:12], "big")
        self.campaign = int.from_bytes(raw[12:16], "big")
        self.commitment, self.reference = raw[16:48], raw[48:80]
        self.leaf = leaf_hash(raw)


class Promise:
    def __init__(self, note, key):
        text, _ = open_note(note, [key])
        pattern = (r"massline-promise/v1\norigin ([^\n]*)\ncommitment ([^\n]*)\n"
                   r"campaign ([^\n]*)\nday ([^\n]*)\nby ([^\n]*)\n")
        found = re.fullmatch(pattern, text)
        require(found, "not a promise")
        self.origin, self.commitment = found[1], hash_line(found[2])
        self.campaign, self.day, self.by = (number(found[i], 32) for i in (3, 4, 5))
        require(self.by == min(self.day + 1, 2**32 - 1), "the promised date is not the next day")
        require(key.name == self.origin + "/promise", "the promise is of another log")


class Proof:
    def __init__(self, text, log, witnesses, quorum):
        head, gap, note = text.partition("\n\n")
        lines = head.split("\n")
        require(gap and lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
        require(lines and lines[0].startswith("extra "), "the proof lacks the entry")
        self.entry = Entry(unbase64(lines.pop(0)[6:]))
        require(lines and lines[0].startswith("index "), "the proof lacks the index")
        self.index = number(lines.pop(0)[6:])
        require(len(lines) <= 64, "the proof is too long")
        hashes = [hash_line(line) for line in lines]
        self.size, root, names = open_checkpoint(note, log, witnesses)
        check_inclusion(self.entry.leaf, self.index, self.size, hashes, root)
        known = {key.name for key in witnesses}
        self.witnesses = [name for name in names if name in known]
        if len(self.witnesses) < quorum:
            raise TooFewWitnesses(len(self.witnesses), quorum)


LABELS = "att category channel consent contact lang owner_pk period places text units".split()


def check_opening(opening, commitment):
    """Checks an opening.json against a commitment; the opened fields as (label, value)."""
    require(isinstance(opening, dict) and set(opening) == {"format", "fields", "hidden"}, "not an opening")
    require(opening["format"] == "massline-opening/v1", "not an opening")
    fields, hidden = opening["fields"], opening["hidden"]
    require(isinstance(fields, list) and isinstance(hidden, dict), "not an opening")
    parts, opened = {}, []
    for label, part in hidden.items():
        require(isinstance(part, str), "not an opening")
        parts[label] = hash_line(part)
    for field in fields:
        require(isinstance(field, dict) and set(field) == {"label", "salt", "value"}, "not a field")
        require(all(isinstance(part, str) for part in field.values()), "not a field")
        label, salt, value = field["label"], hash_line(field["salt"]), unbase64(field["value"])
        require(label in LABELS and label not in parts, "a label is unknown or given twice")
        require(not opened or opened[-1][0] < label, "the labels are not sorted")
        parts[label] = sha256(b"massline/field/v1", bytes([len(label)]), label.encode(), salt,
                              len(value).to_bytes(8, "big"), value)
        opened.append((label, value))
    require(sorted(parts) == LABELS, "an opening has every label once")
    total = sha256(b"massline/sub/v1", len(LABELS).to_bytes(2, "big"), *(parts[l] for l in LABELS))
    require(total == commitment, "these are not the words that were committed to")
    return opened


# --- receipt ---------------------------------------------------------------------------------

MEMBERS = {"format", "origin", "vkey", "promise_vkey", "promise", "proof", "opening"}


class Members(dict):
    repeated = False


def members(pairs):
    result = Members(pairs)
    result.repeated = len(result) != len(pairs)
    return result


def parse_json(text):
    try:
        return json.loads(text, object_pairs_hook=members)
    except (ValueError, RecursionError):
        raise Bad("not JSON")


def text_of(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Bad("not UTF-8")
    except OSError as error:
        raise Bad("cannot read %s: %s" % (path, error.strerror))


def stated(vkey, name):
    key = Key(vkey)
    require(key.name == name and key.kind == 1, "a key is not named after the origin")
    return key


def known_key(argument):
    """A key from the command line, or from a file; None if not given."""
    if argument is None:
        return None
    return Key((text_of(argument) if os.path.exists(argument) else argument).strip())


def load(text):
    """Brings the three kinds of file into the form of a receipt."""
    if text.startswith("c2sp.org/tlog-proof@v1\n"):
        return {"promise": None, "proof": text, "opening": None}
    if text.startswith("massline-promise/v1\n"):
        return {"promise": text, "proof": None, "opening": None}
    receipt = parse_json(text)
    require(isinstance(receipt, dict) and set(receipt) == MEMBERS, "not a receipt")
    require(not receipt.repeated, "not a receipt")
    require(receipt["format"] == "massline-receipt/v1", "not a receipt")
    for name in ("origin", "vkey", "promise_vkey"):
        require(isinstance(receipt[name], str), "not a receipt")
    for name in ("promise", "proof"):
        require(receipt[name] is None or isinstance(receipt[name], str), "not a receipt")
    return receipt


def receipt_keys(receipt, options):
    log, promise = known_key(options.vkey), known_key(options.promise_vkey)
    if "origin" in receipt:
        log_stated = stated(receipt["vkey"], receipt["origin"])
        promise_stated = stated(receipt["promise_vkey"], receipt["origin"] + "/promise")
        for known, claimed in ((log, log_stated), (promise, promise_stated)):
            require(known is None or known.vkey == claimed.vkey, "the key is not the one you know")
        return log_stated, promise_stated
    needed = promise if receipt["proof"] is None else log
    if needed is None:
        option = "--vkey" if receipt["proof"] else "--promise-vkey"
        raise SystemExit(usage("this kind of file needs %s" % option))
    return log, promise


def check_receipt(text, options):
    """The exit code and the lines to print for one file."""
    receipt = load(text)
    log, promise_key = receipt_keys(receipt, options)
    witnesses = [known_key(key) for key in options.witness]
    promise = Promise(receipt["promise"], promise_key) if receipt["promise"] is not None else None
    proof = None
    if receipt["proof"] is not None:
        proof = Proof(receipt["proof"], log, witnesses, options.quorum)
    require(promise or proof, "neither promise nor proof")
    if promise and proof:
        entry = proof.entry
        fits = (entry.kind == 1 and entry.commitment == promise.commitment
                and entry.campaign == promise.campaign and entry.day >= promise.day)
        require(fits, "the proof is of another entry than promised")
    commitment = (proof.entry if proof else promise).commitment
    opening = parse_json(text_of(options.opening)) if options.opening else receipt["opening"]
    opened = check_opening(opening, commitment) if opening is not None else []
    return report(receipt, options, promise, proof, opened)


def date(day):
    """A day number as a date; Python's dates end in the year 9999."""
    import datetime
    try:
        return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()
    except OverflowError:
        return "day %d" % day


def report(receipt, options, promise, proof, opened):
    lines = []
    if promise:
        lines.append(message("promised", day=date(promise.day), by=date(promise.by),
                             campaign=promise.campaign))
    if proof:
        lines.append(message("proved", index=proof.index, size=proof.size,
                             day=date(proof.entry.day), campaign=proof.entry.campaign))
        if proof.witnesses:
            lines.append(message("witnesses", have=len(proof.witnesses),
                                 names=", ".join(proof.witnesses)))
        if promise and proof.entry.day > promise.by:
            lines.append(message("late", by=date(promise.by)))
    else:
        lines.append(message("unsealed", by=date(promise.by)))
    for label, value in opened:
        shown = "hex " + value.hex() if label == "owner_pk" else value.decode("utf-8", "replace")
        lines.append(message("opened", label=label, value=shown))
    if "origin" in receipt and options.vkey is None:
        lines.append(message("stated"))
    return (GOOD if proof else UNSEALED), lines


def run_receipt(options):
    worst = GOOD
    for path in options.files:
        try:
            code, lines = check_receipt(text_of(path), options)
        except Bad as error:
            code, lines = BAD, [message("bad", why=error)]
        except TooFewWitnesses as error:
            code, lines = QUORUM, [message("quorum", need=error.need, have=error.have)]
        for line in lines:
            print(line if len(options.files) == 1 else "%s: %d: %s" % (path, code, line))
        worst = code if worst == GOOD or code == BAD else worst
    return worst


# --- a log as a directory of tiles (C2SP tlog-tiles) ------------------------------------------


def tile_path(kind, index, width):
    groups = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        groups.insert(0, "x%03d" % (index % 1000))
    return "tile/%s/%s%s" % (kind, "/".join(groups), "" if width == 256 else ".p/%d" % width)


class Log:
    """Reads the tiles of a log; partial tiles may also be read from the full ones."""

    def __init__(self, directory, size):
        self.directory, self.size, self.tiles_read, self.cache = directory, size, 0, {}

    def width(self, level, index):
        return min(256, (self.size >> 8 * level) - 256 * index)

    def bytes(self, kind, index, width):
        for wanted in (width, 256):
            path = os.path.join(self.directory, tile_path(kind, index, wanted))
            if os.path.exists(path):
                with open(path, "rb") as file:
                    return file.read()
        raise Bad("missing: " + tile_path(kind, index, width))

    def hashes(self, level, index):
        if (level, index) not in self.cache:
            width = self.width(level, index)
            raw = self.bytes(str(level), index, width)
            require(len(raw) % 32 == 0 and len(raw) >= 32 * width,
                    "wrong length: " + tile_path(str(level), index, width))
            self.tiles_read += 1
            self.cache[level, index] = [raw[32 * i:32 * i + 32] for i in range(width)]
        return self.cache[level, index]

    def entries(self, index):
        width = self.width(0, index)
        raw, name = self.bytes("entries", index, width), tile_path("entries", index, width)
        found = []
        while raw and len(found) < width:
            require(len(raw) >= 2, "cut off: " + name)
            length = int.from_bytes(raw[:2], "big")
            require(len(raw) >= 2 + length, "cut off: " + name)
            found.append(raw[2:2 + length])
            raw = raw[2 + length:]
        require(len(found) == width, "too few entries: " + name)
        return found

    def node(self, height, index):
        first, span = index << height % 8, 1 << height % 8
        return fold(self.hashes(height // 8, first // 256)[first % 256:][:span])

    def root(self, start, end):
        if start == end:
            return EMPTY_ROOT
        if (end - start) & (end - start - 1) == 0:
            height = (end - start).bit_length() - 1
            return self.node(height, start >> height)
        middle = start + split(end - start)
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


def log_key(options, directory):
    path = os.path.join(directory, "vkey")
    if options.vkey is None and not os.path.exists(path):
        raise SystemExit(usage("give the log's key with --vkey, there is no %s" % path))
    return known_key(options.vkey or path)


def check_tiles(log, foreign):
    """Every entry against its leaf hash, every tile against the tile above it."""
    references, below = set(), None
    for level in range(0, 8):
        count = log.size >> 8 * level
        if not count:
            break
        above = []
        for index in range((count + 255) // 256):
            hashes = log.hashes(level, index)
            if level == 0:
                entries = log.entries(index)
                require([leaf_hash(e) for e in entries] == hashes,
                        "entries do not fit their hashes: bundle %d" % index)
                if not foreign:
                    references.update(Entry(entry).reference for entry in entries)
            else:
                require(hashes == below[256 * index:][:256],
                        "hashes do not fit those below: " + tile_path(str(level), index, 256))
            if len(hashes) == 256:
                above.append(fold(hashes))
            # Only the right edge is needed again, for the root.
            if len(hashes) == 256 and level == 0:
                del log.cache[level, index]
        below = above
    return references


def check_documents(directory, references):
    """Every public document must hash to its name, and be of an entry of this log."""
    folder, count = os.path.join(directory, "doc"), 0
    if os.path.isdir(folder):
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                require(sha256(file.read()).hex() == name.split(".")[0], "document was changed: " + name)
            count += 1
        missing = [r.hex() for r in references if any(r) and not os.path.exists(os.path.join(folder, r.hex()))
                   and not os.path.exists(os.path.join(folder, r.hex() + ".json"))]
        require(not missing, "document is missing: " + (missing or [""])[0])
    return count


def run_log(options):
    key = log_key(options, options.directory)
    path = options.checkpoint or os.path.join(options.directory, "checkpoint")
    size, root, _ = open_checkpoint(text_of(path), key)
    log = Log(options.directory, size)
    references = check_tiles(log, options.foreign)
    require(log.root(0, size) == root, "the tiles do not lead to the root of the checkpoint")
    documents = check_documents(options.directory, references)
    print(message("log_ok", size=size, tiles=log.tiles_read, docs=documents,
                  root=base64.b64encode(root).decode()))
    return GOOD


def run_consistency(options):
    key = log_key(options, options.log)
    old, old_root, _ = open_checkpoint(text_of(options.old), key)
    new, new_root, _ = open_checkpoint(text_of(options.new), key)
    require(old <= new, "the old log is larger than the new one")
    proof = Log(options.log, new).consistency(old, 0, new, True) if old else []
    check_consistency(old, new, proof, old_root, new_root)
    print(message("consistent", old=old, new=new))
    return GOOD


# --- vectors ----------------------------------------------------------------------------------


def check_vector(kind, vector):
    proof = [hash_line(line) for line in vector["proof"] or []]
    if kind.endswith("inclusion"):
        leaf, root = hash_line(vector["leafHash"]), hash_line(vector["root"])
        index, start, end = vector["leafIdx"], vector.get("start", 0), vector.get("end", vector.get("treeSize"))
        if kind == "subtreeinclusion":
            check_subtree(start, end)
        require(index >= start, "the entry is not in the tree")
        check_inclusion(leaf, index - start, end - start, proof, root)
        return
    first, second = hash_line(vector["root1"]), hash_line(vector["root2"])
    if kind == "consistency":
        check_consistency(vector["size1"], vector["size2"], proof, first, second)
    else:
        check_subtree_consistency(vector["start"], vector["end"], vector["size"], proof, first, second)


def wants_short_root(vector):
    roots = [vector[name] for name in ("root", "root1", "root2") if name in vector]
    return not vector["wantErr"] and any(len(base64.b64decode(root)) != 32 for root in roots)


def run_vectors(options):
    counts = {"as wanted": 0, "wrong": 0, "skipped": 0}
    for kind in ("inclusion", "consistency", "subtreeinclusion", "subtreeconsistency"):
        for folder, _, names in sorted(os.walk(os.path.join(options.directory, kind))):
            for path in sorted(os.path.join(folder, name) for name in names if name.endswith(".json")):
                vector, name = json.loads(text_of(path)), os.path.relpath(path, options.directory)
                if wants_short_root(vector):
                    counts["skipped"] += 1
                    print("skip " + name if options.list else message("skipped", name=name))
                    continue
                try:
                    check_vector(kind, vector)
                    accepted = True
                except Bad:
                    accepted = False
                if options.list:
                    print("%s %s" % ("accept" if accepted else "reject", name))
                counts["as wanted" if accepted != vector["wantErr"] else "wrong"] += 1
    require(sum(counts.values()), "no vectors in " + options.directory)
    print(message("vectors", ran=counts["as wanted"], wrong=counts["wrong"], skipped=counts["skipped"]),
          file=sys.stderr)
    return GOOD if not counts["wrong"] else BAD


# --- command line ----------------------------------------------------------------------------


def usage(why):
    print("verify.py: %s" % why, file=sys.stderr)
    return USAGE


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", required=True)
    receipt = verbs.add_parser("receipt")
    receipt.add_argument("files", nargs="+", metavar="FILE")
    receipt.add_argument("--promise-vkey")
    receipt.add_argument("--opening")
    receipt.add_argument("--witness", action="append", default=[])
    receipt.add_argument("--quorum", type=int, default=0)
    log = verbs.add_parser("log")
    log.add_argument("directory")
    log.add_argument("--checkpoint")
    log.add_argument("--foreign", action="store_true", help="the entries are not massline's")
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
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    options = arguments()
    run = {"receipt": run_receipt, "log": run_log, "consistency": run_consistency, "vectors": run_vectors}
    try:
        return run[options.verb](options)
    except Bad as error:
        print(message("bad", why=error))
        return BAD


if __name__ == "__main__":
    sys.exit(main())
