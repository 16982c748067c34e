import { describe, expect, it } from "vitest";
import { itemOf, packetOf, run } from "./run.js";

describe("byte order", () => {
  const spec = "packet q { a: byte; } packet r { a: uint16; } packet p { a: uint16 endian(little); q: packet q(); r: packet r(); }";

  it("is the network's unless told", async () => {
    const type = itemOf(await packetOf(spec, "r"), "field", "a").type;
    expect(type).toEqual({ kind: "int", bits: 16, signed: false, endian: "big" });
    const little = itemOf(await packetOf(spec, "r", {}, { byteOrder: "little" }), "field", "a").type;
    expect(little).toMatchObject({ endian: "little" });
  });

  it("can be the caller's: a parameter that is handed down", async () => {
    const { program } = await run(spec, {}, { byteOrder: "caller" });
    expect(program.packets.map((packet) => packet.params.map((param) => [param.name, param.type, param.implicit]))).toEqual([
      [],
      [["little_endian", "bool", true]],
      [["little_endian", "bool", true]],
    ]);
    const nested = program.packets[2]?.items.flatMap((item) => (item.kind === "nested" ? [item.args] : []));
    expect(nested).toMatchObject([[], [{ kind: "param", index: 0 }]]);
    expect(program.packets[1]?.items[0]).toMatchObject({ type: { endian: { littleWhen: { kind: "param", index: 0 } } } });
    expect(program.packets[2]?.items[0]).toMatchObject({ type: { endian: "little" } });
  });

  it("can follow an earlier field", async () => {
    const packet = await packetOf(
      "packet p endian(little when m == 1) { m: uint32 endian(big); a: uint16; b: float64 endian(big); c: byte; }",
    );
    expect(packet.items.map((item) => (item.kind === "field" && "endian" in item.type ? typeof item.type.endian : ""))).toEqual([
      "string",
      "object",
      "string",
      "string",
    ]);
  });
});

describe("the program", () => {
  it("holds the packets that are sound, densely numbered", async () => {
    const { program } = await run(
      'packet bad { a: unit8; } packet worse { b: packet bad(); } packet good { c: byte variant { |1 -> One }; } packet better { d: packet good(); } dissect good.e { |_ -> good }; example better "x" "01" { d: { c: One } }; example bad "y" "01" malformed;',
    );
    expect(program.packets.map((packet) => [packet.index, packet.name])).toEqual([
      [0, "good"],
      [1, "better"],
    ]);
    expect(program.packets[1]?.items[0]).toMatchObject({ kind: "nested", packet: 0 });
    expect(program.variants).toMatchObject([{ index: 0, owner: { packet: 0, item: 0 } }]);
    expect(program.dissections).toEqual([]);
    expect(program.examples).toMatchObject([{ packet: 1, title: "x", canonical: true }]);
    expect([...(program.examples[0]?.bytes ?? [])]).toEqual([1]);
  });

  it("marks recursion", async () => {
    const { program } = await run(
      'packet tree { k: boolean; classify (k) { |true:"Node" -> left: packet pair(); |false:"Leaf" -> (); }; } packet pair { a: packet tree(); b: packet tree(); } packet top { t: packet tree(); }',
    );
    expect(program.packets.map((packet) => packet.recursive)).toEqual([true, true, false]);
  });

  it("puts codecs into one table, those of the caller and of the spec behind the built-in ones", async () => {
    const extra = { name: "mac", module: "./mac.js", minSize: 6n, maxSize: 6n, values: { kind: "opaque" } } as const;
    const { program, diagnostics } = await run(
      'codec zip from "./zip.js" size (1..9) state; packet p { a: mac; b: zip; c: dns_label; }',
      {},
      { codecs: [extra] },
    );
    expect(diagnostics).toEqual([]);
    const used = program.packets[0]?.items.map((item) =>
      item.kind === "field" && item.type.kind === "codec" ? program.codecs[item.type.codec] : undefined,
    );
    expect(used).toMatchObject([
      { name: "mac", builtin: false },
      { name: "zip", builtin: false, minSize: 1n, maxSize: 9n, state: "zip.js" },
      { name: "dns_label", builtin: true, state: "types/dns-name" },
    ]);
  });

  it("resolves dissections: the payload, patterns of the variant, arguments", async () => {
    const spec =
      "packet q (int n) { a: byte[n]; } packet p { k: byte variant { |6 -> Six }; n: byte value(sizeof(d)); d: byte[n]; } dissect p.d by (k) { |Six, 8..9 -> q(n) else q(1) |_ -> q(0) };";
    const { program, diagnostics } = await run(spec);
    expect(diagnostics).toEqual([]);
    expect(program.dissections).toMatchObject([
      {
        packet: 1,
        payload: 2,
        path: ["p", "d"],
        arms: [
          {
            patterns: [
              { low: 6n, high: 6n },
              { low: 8n, high: 9n },
            ],
            targets: [
              { packet: 0, args: [{ kind: "field", target: [1] }] },
              { packet: 0, args: [{ kind: "int", value: 1n }] },
            ],
          },
          { patterns: [{ kind: "any" }], targets: [{ packet: 0 }] },
        ],
      },
    ]);
  });

  it("takes an array's `when` behind `of` for the array's own, the rest for its elements'", async () => {
    const packet = await packetOf("packet p { n: bit[8]; a: array (2) of uint16 min(3) when (n == 1); }");
    const array = itemOf(packet, "array", "a");
    expect(array.condition).toMatchObject({ kind: "compare" });
    expect(array.element).toMatchObject({ kind: "scalar", field: { id: 2, name: "a", min: { kind: "int", value: 3n } } });
  });

  it("does so for an array of packets", async () => {
    const text = "packet q { x: byte; } packet p { n: bit[8]; a: array to_end of packet q() bounded(1) when (n == 1); }";
    const array = itemOf(await packetOf(text), "array", "a");
    expect(array.condition).toMatchObject({ kind: "compare" });
    const [nested] = array.element.kind === "group" ? array.element.block.items : [];
    expect(nested).toMatchObject({ kind: "nested", bound: { length: { kind: "int", value: 1n } } });
    expect(nested).not.toHaveProperty("condition");
  });
});

describe("expressions", () => {
  const valueOf = async (expr: string): Promise<unknown> => {
    const packet = await packetOf(`packet p { a: byte value(${expr}); }`);
    const { value } = itemOf(packet, "field", "a");
    return value?.kind === "int" ? value.value : value;
  };

  it.each([
    ["-7 / 2", -3n],
    ["-7 % 2", -1n],
    ["1 << 70 >> 69", 2n],
    ["~0 & 0xff", 255n],
    ["6 ^ 3 | 8", 13n],
    ["true ? 1 : 2", 1n],
    ["!1 == 2 ? 5 : 6", 5n],
    ["true", 1n],
    ["1 < 2 && 2 < 1", 0n],
    ['"a" == "a" ? 1 : 0', 1n],
  ])("folds %s", async (expr, value) => expect(await valueOf(expr)).toBe(value));

  it("turns booleans into integers only in a `value`", async () => {
    const packet = await packetOf("packet p { f: bit[8] value(present(x)); x: byte when (f == 1); }");
    expect(itemOf(packet, "field", "f").value).toMatchObject({ kind: "boolToInt", operand: { kind: "present", target: [1] } });
  });
});
