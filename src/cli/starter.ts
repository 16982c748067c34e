/** What `mplc init` writes. */
import { pascalCase } from "../emit/names.js";

export function starterSpec(name: string): string {
  return `/**
 * What a ${name} is, and where it is specified. This comment is carried into the generated code.
 *
 * Fields stand in the order of the wire, in network byte order unless something else is said.
 */
packet ${name} {
  /** Of this format. Anything but 1 is refused. */
  version: bit[4] const(1);
  /** Bit fields share bytes. */
  urgent: bit[1] default(0);
  reserved: bit[3] const(0);
  /** A field that others depend on is computed when encoding: the caller never passes it. */
  length: uint16 value(sizeof(body));
  /** What is inside never reaches behind \`length\` bytes. */
  body: bounded (length) {
    kind: byte;
    /** The shape of the rest depends on \`kind\`. Arms become a discriminated union: whoever encodes chooses one. */
    classify (kind) {
      |1: "Text" ->
        text: byte[remaining()];
      |2: "Readings" ->
        readings: array to_end {
          sensor: uint16;
          value: int32;
        };
      /** Whatever comes in later versions is kept. */
      |_: "Other" ->
        data: byte[remaining()];
    };
  };
}

// Bytes beside the value that they stand for: \`mplc test\` runs these, and the documentation shows them.

example ${name} "hello"
  "10 00 06 01 68 65 6c 6c 6f"
  { version: 1, length: 6, body: { kind: { "$kind": "Text", text: "68656c6c6f" } } };

example ${name} "one reading"
  "18 00 07 02 00 07 ff ff ff fe"
  { urgent: 1, body: { kind: { "$kind": "Readings", readings: [{ sensor: 7, value: -2 }] } } };

example ${name} "another version" "20 00 01 01" malformed;
`;
}

export function starterTest(name: string, out: string, extension: string): string {
  const type = pascalCase(name);
  return `import { expect, test } from "vitest";
import { decode${type}, encode${type}, explain${type}, sizeOf${type} } from "../${out}/${name}${extension}";

const value = { body: { kind: { $kind: "Text" as const, text: new TextEncoder().encode("hello") } } };

test("a ${name} is the same after encoding and decoding", () => {
  const bytes = new DataView(new ArrayBuffer(sizeOf${type}(value)));
  const end = encode${type}(value, bytes, 0);
  const decoded = decode${type}(bytes, 0, end);
  expect(decoded).toMatchObject({ ok: true, end, value });
});

test("bytes that end too soon are refused, and it is said where", () => {
  const bytes = new DataView(Uint8Array.of(0x10, 0, 6, 1, 0x68).buffer);
  expect(explain${type}(bytes, 0, bytes.byteLength)).toMatchObject({ problem: "truncated" });
});
`;
}

export function starterSettings(): string {
  return `{
  "source": ["specs"],
  "out": "generated",
  "runtime": "mplc/runtime"
}
`;
}
