/** The search finds what makes each kind of check fail, the same each time, and nothing that is proved fails. */
import { describe, expect, it } from "vitest";
import {
  countChecks,
  findWitnesses,
  replayWitnesses,
  witnessFile,
  witnessPath,
  witnessText,
  type Check,
  type WitnessFile,
} from "../../../src/proofs/index.js";
import { loadText, type Loaded } from "./support.js";

const KINDS = `
packet inner(int n) { size: byte; rest: byte[remaining()]; require (size < n) "less than n"; }
packet p(int limit) {
  magic: uint16 const(0xbeef);
  version: bit[4] min(2) max(9); flag: bit[1]; more: bit[1] value(present(extra)); rest: bit[2];
  size: byte value(sizeof(body)); body: byte[size];
  odd: byte value(sizeof(tail) + 3); tail: byte[odd - 3];
  extra: uint32 when (more == 1);
  flagged: int16 when (flag == 1);
  count: byte value(array_length(list)); list: array (count) { kind: byte; classify (kind) { |0: "Zero" -> a: byte; |1..9: "Some" -> b: uint16; }; };
  name: string8;
  part: bounded (4) { x: byte value(sizeof(y)); y: byte[x]; };
  held: byte value(sizeof(in)); in: packet inner(limit) bounded (held);
  lines: array until (line == 0) { line: byte; };
  check: byte value(count + 1) verify;
}`;

const found = async (text: string, options = {}): Promise<{ loaded: Loaded; checks: readonly Check[]; problems: string[] }> => {
  const loaded = await loadText(text);
  const problems: string[] = [];
  return {
    loaded,
    problems,
    checks: findWitnesses(loaded.layout, loaded.modules, { onProblem: (problem) => problems.push(problem), ...options }),
  };
};

describe("the search for witnesses", () => {
  it("breaks every kind of check", async () => {
    const { loaded, checks, problems } = await found(KINDS);
    expect(problems).toEqual([]);
    const unproved = checks
      .filter(({ status }) => status === "unproved")
      .map(({ obligation, direction }) => `${direction} ${obligation.kind}: ${obligation.claim}`);
    expect(unproved).toEqual([]);
    const counts = countChecks(checks);
    for (const kind of [
      "bounds decode",
      "constant decode",
      "minimum decode",
      "maximum decode",
      "size-not-negative decode",
      "size-fits-input decode",
    ]) {
      expect(counts.get(kind)?.witness, kind).toBeGreaterThan(0);
    }
    for (const kind of [
      "arm-exists decode",
      "nested-bound decode",
      "require decode",
      "verify decode",
      "presence-matches encode",
      "value-fits-field encode",
      "until-matches encode",
    ]) {
      expect(counts.get(kind)?.witness, kind).toBeGreaterThan(0);
    }
    expect(replayWitnesses(loaded.layout, loaded.modules, witnessFile(loaded.layout, checks, "test.mpl"))).toEqual([]);
  });

  it("finds the same again", async () => {
    const [first, second] = [await found(KINDS, { steps: 500 }), await found(KINDS, { steps: 500 })];
    const textOf = ({ loaded, checks }: typeof first): string => witnessText(witnessFile(loaded.layout, checks, "test.mpl"));
    expect(textOf(first)).toBe(textOf(second));
    expect(textOf(await found(KINDS, { steps: 500, seed: 1 }))).not.toBe("");
  });

  it("does not call what it has not broken a counterexample", async () => {
    const { checks } = await found(`packet p { n: uint32 value(sizeof(data)); data: byte[n]; require (n / 2 * 2 <= n) "always"; }`, {
      steps: 200,
    });
    const states = checks.filter(({ obligation }) => obligation.kind === "require").map(({ status, witness }) => [status, witness]);
    expect(states).toEqual([
      ["unproved", undefined],
      ["unproved", undefined],
    ]);
  });

  it("finds the place of a check that has to wait for a later item", async () => {
    const { checks } = await found(`packet p {
      kind: byte; length: byte value(offset(end) / 4);
      classify (kind) { |0: "Words" -> data: byte[length * 4 - 2]; |_: "Other" -> other: byte[length * 4 - 2]; };
      end: label;
    }`);
    const paths = checks
      .filter(({ obligation, direction }) => direction === "encode" && obligation.kind === "size-matches")
      .map(({ witness }) => witness?.path);
    expect(paths).toEqual(["p.kind.Words.data", "p.kind.Other.other"]);
  });

  it("finds the place of an arm whose guard does not hold", async () => {
    const { checks } = await found(`packet p(int n) {
      kind: byte;
      classify (kind) { |0: "A" when (n == 1) -> a: byte; |1: "B" when (n == 2) -> b: byte; };
    }`);
    const guards = checks.filter(({ obligation, direction }) => direction === "encode" && obligation.kind === "arm-matches");
    expect(guards.map(({ status, witness }) => [status, witness?.path])).toEqual([["witness", "p.kind"]]);
  });

  it("tells a length that is too long from one that is negative, and never blames a label", async () => {
    const { checks, problems } = await found(`packet p {
      size: uint64 value(sizeof(data)); signed: int64 value(sizeof(more));
      data: byte[size];
      start: label; head: byte;
      more: byte[signed];
    }`);
    expect(problems).toEqual([]);
    const notNegative = checks.filter(({ obligation }) => obligation.kind === "size-not-negative");
    expect(notNegative.map(({ status, witness }) => [status, witness?.path])).toEqual([
      ["proved", undefined],
      ["witness", "p.more"],
    ]);
    const heads = checks.filter(({ obligation, direction }) => direction === "decode" && obligation.claim.endsWith("for head"));
    expect(heads.map(({ witness }) => witness?.path)).toEqual(["p.head"]);
  });

  it("breaks what only more than 32 bits can break", async () => {
    const { loaded, checks, problems } = await found(
      `packet p { name: string32; number: mpint; size: uint32 value(sizeof(data)); data: byte[size]; }`,
    );
    expect(problems).toEqual([]);
    expect(checks.filter(({ status }) => status === "unproved")).toEqual([]);
    const values = checks.flatMap(({ witness }) => (witness?.direction === "encode" ? [JSON.stringify(witness.value)] : []));
    expect(values.filter((text) => text.includes("$zeros"))).toHaveLength(2);
    expect(values.filter((text) => text.includes("$power"))).toHaveLength(1);
    expect(replayWitnesses(loaded.layout, loaded.modules, witnessFile(loaded.layout, checks, "test.mpl"))).toEqual([]);
  });

  it("gets inside arms, parts and elements", async () => {
    const { checks, problems } = await found(`packet p(bool wide) {
      kind: byte; size: byte value(sizeof(area));
      area: bounded (size) { classify (kind) {
        |0x80..0x8f: "Deep" when (wide) -> n: byte value(array_length(items)); items: array (n) { t: uint16 const(0x1234); v: uint24 min(100000); };
        |_: "Flat" -> magic: uint32 const(0xfeedface); more: uint64 when (magic == 0xfeedface) max(17);
      }; };
    }`);
    expect(problems).toEqual([]);
    const left = checks
      .filter(({ status }) => status === "unproved")
      .map(({ obligation, direction }) => `${direction} ${obligation.kind}: ${obligation.claim}`);
    expect(left).toEqual([]);
  });
});

describe("files of witnesses", () => {
  it("are told apart by where the spec stands", () => {
    expect(["specs/udp.mpl", "./specs/dns/dns.mpl", "a/b.mpl"].map(witnessPath)).toEqual(["udp.json", "dns/dns.json", "a/b.json"]);
  });

  it("say what is not refused any more", async () => {
    const { loaded, checks } = await found(`packet p { n: byte min(3); }`);
    const file = JSON.parse(witnessText(witnessFile(loaded.layout, checks, "test.mpl"))) as WitnessFile;
    expect(file.witnesses.length).toBeGreaterThan(2);
    const [first, ...others] = file.witnesses.filter(({ kind }) => kind === "minimum");
    if (first === undefined) throw new Error("no witness");
    const changed = { spec: file.spec, witnesses: [{ ...first, hex: "05" }, ...others] };
    expect(replayWitnesses(loaded.layout, loaded.modules, changed)).toEqual([expect.stringContaining("gives NaN, not -1")]);
  });
});
