/** What has no value is told by its reason, at the place where a value was wanted. */
import { beforeAll, expect, it, vi } from "vitest";
import { placed } from "../../support/places.js";
import { vectors, type Vectors, bytesOf } from "../../vectors/support.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const SPEC = `
  packet guarded(int n, int m) { a: byte; t: byte; classify (t) { |3: "Div" when (n / m > 1) -> (); |_: "Other" -> b: byte; }; }
  packet computed { n: byte value(sizeof(d)); d: byte[n]; q: byte value(8 % n); s: byte value((1 << (n * 20)) & 1); }
  packet shifted { n: byte; d: byte max(1 << n); }
`;

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(SPEC);
});

it("when decoding", () => {
  const { view, at, end } = placed(bytesOf("01 03"));
  const failure = of("guarded").packet.explain(view, at, end, [0n, 0n]);
  expect(failure).toMatchObject({ expected: "a guard that can be computed", found: "a division by zero", at: at + 1 });
  const shifted = placed(bytesOf("ff 03"));
  expect(of("shifted").packet.explain(shifted.view, shifted.at, shifted.end, [])).toMatchObject({
    expected: "a limit that can be computed",
    found: "a shift by less than 0 or more than 64",
  });
});

it("when encoding", () => {
  const { packet } = of("computed");
  expect(packet.explainEncode({ d: new Uint8Array(0) }, [])).toMatchObject({
    path: "computed.q",
    expected: "a value that can be computed",
    found: "a division by zero",
  });
  expect(packet.explainEncode({ d: new Uint8Array(4) }, [])).toMatchObject({
    path: "computed.s",
    found: "a shift by less than 0 or more than 64",
  });
  expect(packet.explainEncode({ d: new Uint8Array(3) }, [])).toBeUndefined();
});
