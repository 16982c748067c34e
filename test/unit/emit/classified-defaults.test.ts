/** A classified field with a default or a constant: in an arm that it selects, the caller need not give it. */
import { beforeAll, describe, expect, it } from "vitest";
import { equalValues } from "../../../runtime/equal.js";
import { fromJson } from "../../../runtime/from-json.js";
import { compileTexts, packetsOf } from "../../support/compiled.js";
import type { GeneratedPacket } from "../../support/generated-packet.js";
import { typeErrors } from "../../support/type-check.js";

const SPEC = `
packet defaulted(int mode) {
  kind: byte default(7);
  classify (kind) {
    |1: "One" -> a: byte;
    |7: "Seven" when (mode == 1) -> ();
    |5..9: "Some" when (mode != 3) -> b: byte;
    |10..20: "Many" -> c: byte;
    |_: "Rest" -> ();
  };
}
packet tagged {
  kind: byte variant { |3 => Usual |4 -> Other };
  classify (kind) {
    |Usual, Other: "Known" -> a: byte;
    |_: "Strange" -> ();
  };
}
packet named {
  kind: string8 default("b");
  classify (kind) {
    |"a", "b": "AB" -> x: byte;
    |_: "Other" -> ();
  };
}
packet wide {
  kind: uint64 default(0x1_0000_0000_0000_0000 - 1);
  classify (kind) {
    |0: "None" -> ();
    |_: "Some" -> ();
  };
}
packet flagged {
  kind: boolean default(true);
  classify (kind) {
    |true, false: "Both" -> ();
  };
}
packet fixed {
  kind: byte const(7);
  classify (kind) {
    |1: "One" -> a: byte;
    |5..9: "Some" -> b: byte;
    |_: "Rest" -> ();
  };
}
packet always {
  kind: byte const(2);
  classify (kind) {
    |1: "One" -> a: byte;
    |2: "Two" -> b: byte;
  };
}
packet guarded(int mode) {
  kind: uint16 const(2);
  classify (kind) {
    |2: "Two" when (mode / 2 == 1) -> b: byte;
    |3: "Three" when (mode == 1) -> b: byte;
    |_: "Any" -> c: byte;
  };
}
`;

let packets: ReadonlyMap<string, GeneratedPacket>;

beforeAll(async () => {
  packets = new Map((await packetsOf(SPEC)).map((found) => [found.packet.name, found]));
});

function packet(name: string): GeneratedPacket {
  const found = packets.get(name);
  if (found === undefined) throw new Error(`no packet ${name}`);
  return found;
}

const ROOM = 16;

/** What encoding writes in hex, or its code; decoding has to give the same arm back. */
function written(name: string, value: object, args: readonly bigint[] = []): string | number {
  const { encode, decode, sizeOf, explainEncode } = packet(name);
  const bytes = new Uint8Array(ROOM).fill(0xa5);
  const view = new DataView(bytes.buffer);
  const end = encode({ kind: value }, view, 0, args);
  expect(sizeOf({ kind: value }, args)).toBe(end);
  if (end < 0) {
    expect(explainEncode({ kind: value }, args)?.path).toMatch(/\.kind/);
    expect(bytes.every((byte) => byte === 0xa5)).toBe(true);
    return end;
  }
  expect(explainEncode({ kind: value }, args)).toBeUndefined();
  const decoded = decode(view, 0, end, args);
  expect(decoded).toMatchObject({ ok: true, value: { kind: value } });
  return Buffer.from(bytes.subarray(0, end)).toString("hex");
}

describe("the default of a classified field", () => {
  it("need not be given in the arm that it selects, and may be", () => {
    expect(written("defaulted", { $kind: "Some", b: 3 }, [0n])).toBe("0703");
    expect(written("defaulted", { $kind: "Some", $value: 5, b: 3 }, [0n])).toBe("0503");
    expect(written("defaulted", { $kind: "One", a: 3 }, [0n])).toBe("0103");
  });

  it("selects no other arm: there the value has to be given", () => {
    expect(written("defaulted", { $kind: "Many", c: 3 }, [0n])).toBe(-1);
    expect(written("defaulted", { $kind: "Many", $value: 12, c: 3 }, [0n])).toBe("0c03");
    expect(written("defaulted", { $kind: "Rest" }, [0n])).toBe(-1);
    expect(written("defaulted", { $kind: "Rest", $value: 99 }, [0n])).toBe("63");
  });

  it("is held to the guards, the arm's own and those of earlier arms", () => {
    expect(written("defaulted", { $kind: "Some", b: 3 }, [1n])).toBe(-1);
    expect(written("defaulted", { $kind: "Some", b: 3 }, [3n])).toBe(-1);
    // Where the guard of `Some` does not hold, the default would select `Rest`; but there it has to be given.
    expect(written("defaulted", { $kind: "Rest", $value: 7 }, [3n])).toBe("07");
  });

  it("may be a variant's, a string, a large integer, a boolean", () => {
    expect(written("tagged", { $kind: "Known", a: 1 })).toBe("0301");
    expect(written("tagged", { $kind: "Known", $value: 4, a: 1 })).toBe("0401");
    expect(written("tagged", { $kind: "Strange" })).toBe(-1);
    expect(written("named", { $kind: "AB", x: 1 })).toBe("016201");
    expect(written("named", { $kind: "Other" })).toBe(-1);
    expect(written("wide", { $kind: "Some" })).toBe("ffffffffffffffff");
    expect(written("flagged", { $kind: "Both" })).toBe("01");
  });
});

describe("the constant of a classified field", () => {
  it("is written, whatever is given, in the arm that it selects", () => {
    expect(written("fixed", { $kind: "Some", b: 3 })).toBe("0703");
    expect(written("always", { $kind: "Two", b: 3 })).toBe("0203");
    expect(written("guarded", { $kind: "Two", b: 3 }, [2n])).toBe("000203");
    expect(written("guarded", { $kind: "Any", c: 3 }, [1n])).toBe("000203");
  });

  it("makes every other arm impossible", () => {
    expect(written("fixed", { $kind: "One", a: 3 })).toBe(-1);
    expect(written("fixed", { $kind: "Rest" })).toBe(-1);
    expect(written("always", { $kind: "One", a: 3 })).toBe(-1);
    expect(written("guarded", { $kind: "Three", b: 3 }, [1n])).toBe(-1);
    expect(written("guarded", { $kind: "Two", b: 3 }, [1n])).toBe(-1);
  });
});

describe("the shape", () => {
  const some = { kind: { $kind: "Some", b: 3 } };
  const many = { kind: { $kind: "Many", c: 3 } };

  it("lets JSON do without what need not be given", () => {
    const { shape } = packet("defaulted");
    expect(fromJson(shape, some)).toEqual({ ok: true, value: some });
    expect(fromJson(shape, many)).toMatchObject({ ok: false, path: "defaulted.kind.$value" });
    expect(fromJson(packet("fixed").shape, some)).toEqual({ ok: true, value: some });
  });

  it("tells equal values, and prints them, with the default in place", () => {
    const { shape, print } = packet("defaulted");
    expect(equalValues(shape, some, { kind: { ...some.kind, $value: 7 } })).toBe(true);
    expect(equalValues(shape, some, { kind: { ...some.kind, $value: 8 } })).toBe(false);
    expect(print(some)).toContain("kind: Some (7)");
  });
});

const CALLS = `
import type { AlwaysInput, DefaultedInput, FixedInput, NamedInput, TaggedInput } from "./test.js";

export const calls: readonly (DefaultedInput | TaggedInput | NamedInput | FixedInput | AlwaysInput)[] = [
  { kind: { $kind: "Some", b: 1 } } satisfies DefaultedInput,
  { kind: { $kind: "Some", $value: 8, b: 1 } } satisfies DefaultedInput,
  { kind: { $kind: "Known", a: 1 } } satisfies TaggedInput,
  { kind: { $kind: "AB", x: 1 } } satisfies NamedInput,
  { kind: { $kind: "Some", b: 1 } } satisfies FixedInput,
  // @ts-expect-error: the default does not select this arm
  { kind: { $kind: "Many", c: 1 } } satisfies DefaultedInput,
  // @ts-expect-error: nor this one
  { kind: { $kind: "Strange" } } satisfies TaggedInput,
];
`;

it("the types say so, and what is generated passes tsc", async () => {
  const { modules } = await compileTexts({ "test.mpl": SPEC });
  const [module] = modules;
  if (module === undefined) throw new Error("no module");
  expect(typeErrors([[module, { ...module, spec: "calls.mpl", text: CALLS }]])).toEqual([]);
});
