/** Specs for which generated code once did something else than the interpreter. */
import { expect, it, vi } from "vitest";
import { tryText } from "../../support/random-spec/trial.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const EFFORT = { values: 40, inputs: 60 };

const SPECS: Readonly<Record<string, string>> = {
  "a checksum covers one behind it": `packet p {
    outer: uint16 checksum(internet, 0..offset(inner)); x: byte;
    inner: uint32 checksum(crc32, offset(outer)..offset(x)) verify; y: byte;
  }`,
  "a checksum covers a part with another one in it": `packet p {
    outer: uint32 checksum(crc32c, 0..offset(part)) verify; n: byte value(sizeof(part));
    part: bounded (n) { inner: uint16 checksum(fletcher16, offset(n)..offset(inner)) verify; data: byte[remaining()]; };
  }`,
  "checksums in elements cover bytes that are computed behind them": `packet p {
    length: uint16 value(offset(end)); n: byte value(array_length(list));
    list: array (n) { sum: uint32 checksum(fletcher32, 0..offset(data)) verify; data: uint16; };
    tail: string8; end: label;
  }`,
  "checksums in elements of elements, and one over all": `packet p {
    length: uint16 value(offset(end)); n: byte value(array_length(list));
    list: array (n) {
      m: byte value(array_length(inner));
      inner: array (m) { sum: uint16 checksum(internet, 0..offset(sum)); d: byte; };
      own: uint32 checksum(adler32, offset(m)..offset(inner)) verify;
    };
    all: uint32 checksum(crc32, 0..offset(list)) verify; end: label;
  }`,
  "the array with checksums stands in an arm": `packet p {
    kind: byte; length: uint16 value(offset(end));
    classify (kind) {
      |0: "List" -> n: byte value(array_length(list)); list: array (n) { sum: uint16 checksum(internet, 0..offset(sum)); d: byte; };
      |_: "None" -> n: byte;
    };
    end: label;
  }`,
  "elements of an array of so many bytes count what remains of it": `packet p {
    n: byte value(sizeof(list)); list: array bytes(n) { a: byte; b: byte[remaining()]; }; tail: uint16;
  }`,
  "a nested packet that goes on to the end is followed by others": `
    packet q { a: byte; classify (a) { |0: "Rest" -> data: byte[remaining()]; |_: "One" -> b: byte; }; }
    packet p { first: packet q(); n: byte value(array_length(list)); list: array (n) of packet q(); tail: array to_end of byte; }`,
  "a nested packet asks how much remains": `
    packet q(int most) { a: byte; require (remaining() < most) "too much"; b: uint16 when (remaining() > 3); }
    packet p { first: packet q(40); second: packet q(9); tail: byte[remaining()]; }`,
  "an array in a nested packet goes on to the end": `
    packet q { a: byte; data: array to_end of byte; }
    packet p { n: byte value(array_length(list)); list: array (n) { q: packet q(); }; }`,
  "a nested packet goes on to the end of a part with leftovers": `
    packet q { a: byte; data: byte[remaining()]; }
    packet p { n: byte value(sizeof(q)); q: packet q() bounded(n) keep rest; tail: byte; }`,
  "elements up to the end are counted by a field behind them": `packet p {
    n: uint32 value(sizeof(list)); list: array bytes(n) { text: string32; }; count: int16 value(array_length(list)) verify;
  }`,
  "a value counts what remains from its field on": `packet p { a: byte value(remaining() & 255) verify; b: uint16; c: string8; }`,
  "a checksum in an arm covers another one, which a field that is set changes": `packet p {
    all: uint32 checksum(adler32, 0..offset(b)); n: byte; a: byte; b: uint16;
    classify (n) { |0: "Sum" -> of: uint32 checksum(crc32, 1..offset(n)); |_: "None" -> (); };
  }`,
  "the computed value of a field that a classify takes over can't be computed": `packet p {
    n: byte value(sizeof(data)); data: byte[n]; kind: byte value((4 / n) & 7);
    classify (kind) { |0..1: "Low" -> a: byte; |2: "Two" -> (); |_: "Other" -> b: uint16; };
  }`,
  "a computed value of which all arms are open can't be computed": `packet p {
    n: int16 value(sizeof(data)); data: byte[n]; kind: byte value((sizeof(n) / n) & 7);
    classify (kind) { |0..1: "Low" -> a: byte; };
  }`,
  "constants, defaults and computed values of bytes": `packet p {
    magic: byte[4] const("RIFF"); n: byte value(sizeof(a)); a: byte[n]; m: byte value(sizeof(b));
    b: byte[m] default("né"); copy: byte[n] value(a) verify; again: byte[m] value(b); rest: byte[remaining()] const("end");
  }`,
  "variants of bytes": `packet p {
    kind: byte[4] variant { |"RIFF" -> Riff |"RIFX" => Rifx |"FORM" -> Form }; n: byte value(sizeof(name));
    name: byte[n] variant { |"" -> None |"one" -> One };
    list: array to_end of byte[2] variant { |"ab" -> Ab };
  }`,
  "bytes that a classify takes over": `packet p {
    kind: byte[3]; n: byte value(sizeof(name));
    name: byte[n] variant { |"" -> None |"one" => One };
    classify (kind) {
      |"abc": "Abc" -> a: byte;
      |"def", "ghi": "Two" -> b: uint16;
      |_: "Other" -> classify (name) { |None: "None" -> (); |One: "One" -> c: byte; |"two": "Two" -> (); };
    };
  }`,
  "computed bytes that a classify takes over": `packet p {
    n: byte value(sizeof(a)); a: byte[n]; m: byte value(sizeof(b)); b: byte[m] value(n > 2 ? a : "short") verify;
    classify (b) { |"short": "Short" -> (); |_: "Long" -> d: byte; };
  }`,
  "bytes are compared": `packet p {
    n: byte value(sizeof(a)); a: byte[n]; b: byte[3]; require (a != b) "twice the same";
    c: byte when (b == "abc"); d: boolean value(a == "no" || b == "yes") verify;
    e: packet q() bounded(n) keep rest; f: boolean value(rest == "") ;
  } packet q { x: byte; }`,
  "an argument is the nested packet's own size": `packet p { n: byte value(sizeof(x)); x: packet q(n); tail: byte[remaining()]; }
    packet q(int n) { k: byte; data: byte[n - 1]; }`,
  "an argument follows from what stands behind": `
    packet p { n: byte value(offset(end) - offset(y)); j: byte; x: packet q(n + 1, j > 2); y: string8; k: byte; sum: uint16 checksum(internet, 0..offset(k)); end: label; }
    packet q(int n, bool b) { m: byte value(n & 7); data: byte[n]; more: byte when (b); require (m < 6) "too many"; }`,
  "nested packets pass the length on": `packet p { n: uint16 value(sizeof(x)); x: packet q(n) bounded(n) keep rest; all: byte value(n & 255) verify; }
    packet q(int n) { kind: byte; classify (kind) {
      |0: "List" -> m: byte value(array_length(l)); l: array (m) { a: byte; b: byte[n & 3]; };
      |1: "Inner" -> r: packet r(n - 1);
      |_: "Other" -> data: byte[remaining()]; }; }
    packet r(int length) { k: byte[length / 2]; rest: byte[remaining()]; }`,
  "an argument is the size of elements, in arms and elements": `packet p {
    n: byte value(array_length(l)); l: array (n) { k: byte; classify (k) { |0: "Q" -> length: byte value(sizeof(x)); x: packet q(length); |_: "None" -> (); }; };
    s: byte value(offset(end) & 3); flag: boolean; classify (flag) { |true: "Yes" -> y: packet q(s); |_: "No" -> (); }; t: byte[2]; end: label;
  } packet q(int n) { data: byte[n]; }`,
  "a packet holds itself, and its own length": `packet p { n: byte value(sizeof(x)); x: packet q(n); }
    packet q(int n) { k: byte max(1); a: byte[n & 1]; more: packet q(n) when (k == 1); }`,
  "an optional packet has its own length": `packet p { k: byte; n: byte value(present(x) ? sizeof(x) : 0); x: packet q(n) when (k > 1); z: byte; }
    packet q(int n) { data: byte[n]; }`,
  "a chain of tests without a default, in an arm": `packet p {
    a: byte; classify (a) {
      |1, 200: "Known" -> classify (1) as k { |0: "Never" -> b: boolean; classify (b) { |false: "No" -> c: byte; }; };
      |_: "Other" -> d: byte;
    };
  }`,
  "elements up to the end of a part": `
    packet p { n: byte value(sizeof(b)); b: bounded (n) { list: array to_end { k: byte min(1); m: byte value(sizeof(v)); v: byte[m]; }; }; tail: byte; }
    packet q { n: byte value(sizeof(b)); b: bounded (n) keep rest { k: byte; classify (k) { |0: "List" -> list: array to_end { a: byte max(9); b: byte; }; |_: "None" -> (); }; }; }
    packet r { n: byte value(sizeof(l)); l: array bytes(n) { k: byte; list: array to_end until (c == 0) { c: byte; require (c < 9) "large"; d: byte; }; }; more: byte[remaining()]; }
    packet s { m: byte value(array_length(all)); all: array (m) { n: byte value(sizeof(b)); b: bounded (n) { list: array to_end { x: uint16 max(99); }; }; }; }
    packet t { n: byte value(sizeof(l)); l: array bytes(n) { a: byte; inner: array to_end { b: byte min(3); c: byte; }; }; tail: byte[remaining()]; }`,
  "a computed text can't be computed": `packet p {
    n: byte; a: string8; b: string8 value(4 / n > 1 ? a : "none") verify;
    c: string8 value(n % n == 0 ? a : "other"); classify (c) { |"other": "Other" -> (); |_: "Some" -> (); };
  }`,
  "an argument is too large": `
    packet q(int n) { a: byte[n & 3]; }
    packet p { a: sleb128; b: uint16; q: packet q(a / (b & 3)); }`,
  "a checksum's seed is part of a large integer": `packet p {
    a: int64; sum: uint16 checksum(internet_nonzero, 0..offset(a), a & 0xffff); other: uint16 checksum(internet, 0..2, a) verify;
  }`,
  "a byte order that cannot be computed": `packet p { a: byte; b: uint16 endian(little when 9 / a > 3); c: float32 endian(little when 9 % a == 1); }`,
  "a guard, a limit and a condition that cannot be computed": `packet p {
    a: byte; b: uint64 max(9 / a);
    classify (a) { |1..9: "Some" when (8 / (b & 3) > 2) -> c: byte min(8 % b); |_: "None" -> (); };
    d: byte default(1) when (4 / a == 2);
  }`,
  "an until that cannot be computed": `
    packet a { n: byte; list: array until (8 / (n - list) > 2) of byte; rest: byte[remaining()]; }
    packet b { list: array until (8 % d == 2) { d: byte; e: byte; }; rest: byte[remaining()]; }
    packet c { list: array to_end until (1 << d == 2) { d: byte; e: byte; }; rest: byte[remaining()]; }
    packet d { list: array to_end until (8 / (remaining() - 2) == 2) { d: byte; e: byte; }; rest: byte[remaining()]; }
    packet e { n: byte value(array_length(l)); l: array (n) { list: array to_end until (1 / (list & 1) == 1) of uint64; }; }`,
  "an array of packets that is there only sometimes": `
    packet q { x: byte; } packet p { n: byte value(array_length(l)); f: byte; l: array (n) of packet q() when (f > 1); t: byte; }`,
  "views of packets without bytes": `
    packet q { (); }
    packet e(int k) { x: byte[k & 1]; }
    packet r { a: byte when (remaining() > 3); }
    packet p {
      n: byte value(array_length(l)); m: byte value(array_length(more)); k: byte;
      l: array (n) of packet q(); more: array (m) of packet e(k); fixed: array (3) of packet e(k); none: array (0) of packet e(1); t: byte;
    }
    packet s { n: byte value(array_length(l)); l: array (n) of packet r(); }`,
  "views of what is optional and absent": `
    packet q { a: byte; }
    packet p {
      has: byte; flag: boolean when (has > 0); q: packet q() when (has > 1); n: byte value(sizeof(part));
      part: bounded (n) { x: byte; } when (has > 2); list: array (2) { y: uint16; } when (has > 3); z: byte;
    }`,
  "views of elements and packets that look how much remains": `
    packet q { a: byte; b: uint16 when (remaining() > 3); }
    packet p {
      first: packet q(); n: byte value(array_length(list)); list: array (n) { a: byte; b: uint16 when (remaining() > 3); };
      m: byte value(array_length(more)); more: array (m) of packet q(); tail: byte[remaining()];
    }`,
  "checksums of views in little-endian packets, behind what is optional": `packet p endian(little) {
    a: uint32; flag: boolean; b: byte when (flag); sum: uint16 checksum(internet, 0..offset(sum)); crc: uint32 checksum(crc32, 0..offset(b)) verify;
  }`,
  "one name for integers of several widths": `packet p {
    kind: byte; classify (kind) { |0: "Wide" -> n: uint64; |1: "Narrow" -> n: uint16; |_: "Bits" -> n: bit[8]; };
    size: byte value(sizeof(part)); part: bounded (size) { twice: uint64 value(n & 0xffff_ffff_ffff_ffff); };
    list: array (2) { same: uint64 value((n + 1) & 0xffff_ffff_ffff_ffff) verify; };
  }`,
  "offsets behind a length of variable width": `packet p {
    end: uint16 value(offset(data)); length: varint value(sizeof(data)); data: byte[length];
    size: uleb32 value(sizeof(list)); list: array bytes(size) { a: sleb128; at: byte value(offset(a)) verify; };
  }`,
  "positions in arms and in optional parts behind them": `packet p(int kind) {
    classify (kind) as chosen { |0..4: "Arm" -> n: byte value(sizeof(part)); part: bounded (n) { a: byte; }; b: uint16; |_: "Other" -> c: string8; d: byte; };
    flag: boolean; list: array (2) { e: string8; } when (flag); m: byte value(sizeof(tail)); tail: byte[m]; f: byte;
  }`,
  "an Internet checksum of nothing": `packet p { a: byte; sum: uint16 checksum(internet, 0..0) verify; }
    packet q { a: byte; sum: uint16 checksum(internet, 1..1) endian(little) verify; }`,
  "a value that the arms give in place of its expression": `packet p {
    kind: byte; classify (kind) { |0: "Wide" -> n: uint64; |_: "Narrow" -> n: byte; };
    f: uint16 value(n); classify (f) { |9: "Nine" -> a: boolean; |8: "Eight" -> b: byte; };
  }`,
  "a subject in a part that is computed from what stands outside of it": `packet p {
    n: uint32 value(sizeof(part));
    part: bounded (n) keep rest { f: uint64 value(n); classify (f) { |0..9: "Few" -> (); |_: "Many" -> (); }; };
    tail: byte;
  }`,
  "a classified field with a default, and one with a constant that only some arms have": `
    packet p(int n) { f: byte default(4); classify (f) { |0..4: "Low" when (n < 9) -> a: byte; |4..9: "High" -> b: byte; |_: "Rest" -> (); }; }
    packet q(int n) { f: byte const(4); classify (f) { |1: "One" -> a: byte; |4: "Four" when (8 / n > 2) -> (); |2..6: "Some" -> b: byte; |_: "Rest" -> (); }; }
    packet r { f: string8 const("b"); classify (f) { |"a": "A" -> a: byte; |"b", "c": "B" -> b: byte; |_: "Rest" -> (); }; }`,
  "checksums of regions that begin and end within what can be set": `
    packet p { a: bit[4]; b: bit[12]; sum: uint16 checksum(internet, 0..offset(a)) verify; }
    packet q { a: uint32; sum: uint16 checksum(internet, 2..offset(a)) verify; b: uint32; }
    packet r { a: uint16; b: uint16; sum: uint16 checksum(internet, 2..4) verify; c: uint16; }
    packet s { a: bit[4]; b: bit[12]; list: array to_end { sum: uint16 checksum(internet, 0..offset(a)) verify; }; }`,
  "strings that are computed and compared": `packet p {
    a: string8; b: string16 value(a); same: byte when (a == b); c: string8 value(a == "x" ? "foo" : b) verify; d: boolean value("x" != a) verify;
    k: string8 value(b); classify (k) { |"a": "A" -> x: byte; |"b", "c": "B" -> y: uint16; |_: "C" -> (); };
  }`,
  "sums of the words of bytes, before them and behind them": `
    packet q(int sum) { c: uint16 checksum(internet, 0..offset(c), sum) verify; }
    packet p {
      early: uint16 value(internet_sum(data)) verify; n: byte value(sizeof(data)); data: byte[n]; padded: byte[3] align(32);
      name: string8; named: uint24 value(internet_sum(name) * 2 + internet_sum(padded)) verify;
      more: byte when (internet_sum(data) > 0x100); inner: packet q(internet_sum(data) + internet_sum(name));
      seeded: uint16 checksum(internet, 0..offset(n), internet_sum(data)); require (internet_sum(padded) != 1) "not one";
    }`,
  "a setter goes to no arm that another one is before": `packet p {
    kind: byte; classify (kind) { |3..7: "Some" -> (); |6: "Never" -> (); |8: "Other" -> (); };
    sort: byte; classify (sort) { |1: "A" -> (); |_: "B" when (kind > 5) -> x: byte; |2: "C" -> (); |3: "D" -> (); |_: "E" -> y: uint16; };
  }`,
  "sums of words in arms, elements, leftovers and of what is optional": `packet p {
    kind: byte; classify (kind) { |0: "Two" -> x: byte[2]; |_: "Five" -> x: byte[5]; }; of_either: uint16 value(internet_sum(x)) verify;
    list: array (2) { item: byte[3]; own: uint16 value(internet_sum(item)) verify; both: uint32 value(internet_sum(item) + internet_sum(x)); };
    part: bounded (6) keep rest { y: byte; }; left: uint16 value(internet_sum(rest)) verify;
    late: byte[2] when (kind > 1); of_late: uint16 value(present(late) ? internet_sum(late) : 7) verify;
  }`,
};

it.each(Object.entries(SPECS))("%s", async (_title, text) => {
  const trial = await tryText(text, 1, EFFORT);
  expect(trial).toEqual({ kind: "same" });
});
