/** Names made to break generated code: reserved words, what objects have, what generated modules call their own. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { compileTexts, loadPackets, type CompiledSpecs } from "../support/compiled.js";
import { Random } from "../support/random.js";
import { subjectsOf } from "../support/packet-properties/subjects.js";
import { tryPacket } from "../support/packet-properties/trial.js";
import { typeErrors } from "../support/type-check.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

/** Those of TypeScript but for MPL's own, which no field can be called. */
const RESERVED =
  "abstract any arguments as asserts async await boolean break case catch class const continue debugger declare default delete do else enum eval " +
  "export extends finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null " +
  "number object of private protected public readonly require return set static string super switch symbol this throw try type typeof " +
  "undefined unique unknown using var void while with yield bigint satisfies accessor out override global globalThis";
const OBJECTS =
  "__proto__ constructor prototype hasOwnProperty isPrototypeOf propertyIsEnumerable toString toLocaleString valueOf toJSON then " +
  "__defineGetter__ __lookupSetter__ name length caller apply call bind";
const GENERATED =
  "bytes at end value cursor slots limits depth report path origin view next trace state code size bits before position index element left limit " +
  "check_udp walk_x read_x text_x is_canonical size_of_x encode_x decode_x explain_x print_x shapes codec result report_ last here there ahead " +
  "has_x data_start data_end data_view number_ big_int math uint8_array object string boolean error udp_view udp_shape";
const CLASHING = "a' a_prime aPrime a_b aB a__b _a a _ __ x1 x_1 source_port sourcePort source__port";

/** Types, functions and constants of generated modules, of the runtime and of JavaScript. */
const PACKETS = (
  "class value bytes at report cursor view shapes string object data_view math number udp_view udp udp_input constructor __proto__ " +
  "result map promise uint8_array array_buffer error failure limits trace packet_shape symbol _array big_int boolean infinity na_n int32_array " +
  "x walk_x explain_x encode_x explain_encode_x measure_x size_of_x is_canonical_x print_value a_b aB copy_bytes printer runtime_cursor"
).split(" ");
const VARIANTS = ["date", "_", "_1", "math_", "codec", "runtime_report"];
const ARMS = [
  "",
  "View",
  "Input",
  "DataView",
  "constructor",
  "__proto__",
  "toString",
  "a b",
  "a-b",
  "a_b",
  "1",
  "\"'`${}",
  "\u2028",
  "default",
  "Münze",
];

/** Few enough for a packet that random values often fit. */
const CLASSES = [RESERVED, OBJECTS, GENERATED, CLASHING].flatMap((list) => {
  const names = [...new Set(list.split(" "))];
  const count = Math.ceil(names.length / 16);
  return Array.from({ length: count }, (_, part) => names.filter((_name, index) => index % count === part));
});

/** Each name as a field of every kind that leaves variables behind, and used in expressions. */
function packetOfNames(packet: string, names: readonly string[]): string {
  const lines = names.map((name, index) => {
    const [next = name] = [names[index + 1]];
    switch (index % 6) {
      case 0:
        return `${name}: byte${index + 1 < names.length ? ` value(sizeof(${next}))` : ""};`;
      case 1:
        return `${name}: byte[${names[index - 1] ?? "0"}];`;
      case 2:
        return `${name}: uint64;`;
      case 3:
        return `${name}: string8 when (${names[index - 1] ?? ""} > 3);`;
      case 4:
        return `${name}: byte; classify (${name}) { |0: "At" -> ${name}_inner: bit[3]; ${name}_rest: bit[5]; |_: "End" -> (); };`;
      default:
        return `${name}: array (2) of uint24;`;
    }
  });
  return `packet ${packet} { ${lines.join("\n  ")} }`;
}

const SPEC = `${CLASSES.map((names, index) => packetOfNames(`names_${String(index)}`, names)).join("\n")}
${CLASSES.map(
  (names, index) => `packet params_${String(index)}(${names.map((name) => `int ${name}`).join(", ")}) {
  data: byte[(${names.join(" + ")}) & 1]; ${names
    .slice(0, 3)
    .map((name, at) => `list_${String(at)}: array (1) { x: byte[${name} & 1]; };`)
    .join(" ")} }`,
).join("\n")}
${PACKETS.map((name) => `packet ${name} { at: byte; end: array (1) { bytes: uint16; }; inner: packet simple(); }`).join("\n")}
${VARIANTS.map((name) => `variant ${name} { |1 => One |2 -> ToString |3 -> Constructor };`).join("\n")}
packet captured { next: byte; limit: byte; left: byte; origin: byte; end: array (2) { x: byte max(next + limit + left + origin); y: byte; }; }
packet simple { cursor: byte; report: byte value(cursor & 1); value: byte[report]; }
packet variants { ${VARIANTS.map((name, index) => `v${String(index)}: byte variant ${name};`).join(" ")} }
packet arms { kind: byte; classify (kind) { ${ARMS.map((name, index) => `|${String(index)}: ${JSON.stringify(name)} -> x: array (kind) { y: byte; };`).join("\n  ")} }; }
packet deep { ${Array.from({ length: 24 }, (_, level) => `n${String(level)}: byte value(sizeof(b${String(level)})); b${String(level)}: bounded (n${String(level)}) {`).join(" ")}
  x: uint64; ${"};".repeat(24)} }
packet wide { ${Array.from({ length: 20 }, (_, index) => `i${String(index)}: ${index % 2 === 0 ? "uint64" : "int64 endian(little)"}; v${String(index)}: uint64 value((i${String(index)} * 3 + ${String(index)}) & 0xffff_ffff_ffff_ffff);`).join(" ")}
  b: bit[64]; c: bit[63] bitorder(lsb); d: bit[65 - 64] bitorder(lsb); n: uint64 value(sizeof(data) + 0x1_0000_0000_0000) max(0x1_0000_0000_00ff); data: byte[n - 0x1_0000_0000_0000];
  classify (b) { |0xffff_ffff_ffff_ffff: "Max" -> (); |0..0x7fff_ffff_ffff_ffff: "Half" -> (); |_: "Rest" -> (); }; }
`;

/** Its own names and imported ones would be the same. */
const USER = `import "names.mpl";
packet _cursor { a: packet cursor(); b: packet report(); c: array (1) of packet print_value(); d: packet data_view(); e: byte variant date; }
packet _date { a: packet _cursor(); b: byte variant { |1 -> Date }; }`;

describe("names that could break generated code", () => {
  let compiled: CompiledSpecs;
  beforeAll(async () => {
    compiled = await compileTexts({ "names.mpl": SPEC, "user-of-names.mpl": USER });
  }, 120_000);

  it("are legal", () => {
    expect(compiled.diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code} ${message}`)).toEqual(
      [],
    );
  });

  it("give code that tsc accepts", { timeout: 120_000 }, () => {
    expect(compiled.modules.length).toBe(2);
    expect(typeErrors([compiled.modules])).toEqual([]);
  });

  it("give code that works", { timeout: 120_000 }, async () => {
    const subjects = subjectsOf(await loadPackets(compiled));
    const problems = subjects.flatMap((subject) => {
      const acceptance = { values: 0, encoded: 0, inputs: 0, decoded: 0 };
      try {
        tryPacket(subject, new Random(5), { values: 16, inputs: 16 }, acceptance);
        return acceptance.encoded + acceptance.decoded > 0 ? [] : [`${subject.packet.packet.name} accepts nothing`];
      } catch (error) {
        return [`${subject.packet.packet.name}: ${error instanceof Error ? error.message : String(error)}`];
      }
    });
    expect(problems).toEqual([]);
  });
});
