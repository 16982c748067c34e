/** Values in trees and on lines: of refused packets, of fields that a classify takes over, and with characters that no terminal should get. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundledEngine } from "../../../src/cli/run/engine.js";
import { renderFrameJson, renderFrameLine, renderFrameTree } from "../../../src/cli/capture/render.js";
import { coloursOf } from "../../../src/cli/terminal.js";
import { dissectFrame, type Engine, FieldTexts, Layer, type Outcome } from "../../../src/dissect/index.js";
import { temporaryFolder, type TemporaryFolder } from "../cli/support.js";
import { functionsOf } from "./stack.js";
import { tcpFrame } from "./frames.js";

let folder: TemporaryFolder;
let engine: Engine;

beforeAll(async () => {
  folder = await temporaryFolder();
  engine = await bundledEngine();
}, 120_000);
afterAll(() => folder.remove());

const EVIL = "a\u001b[2J\u0007\r\n\u0000\u009b\u2028\u2029\u202ez";
const ESCAPED = String.raw`a\u001b[2J\u0007\r\n\u0000\u009b\u2028\u2029\u202ez`;
const RAW = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u;
const colours = coloursOf(false);
const evil = new TextEncoder().encode(EVIL);

function words(...values: readonly number[]): number[] {
  return values.flatMap((value) => [value >> 8, value & 0xff]);
}

function layerOf(name: string, bytes: Uint8Array): Layer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const functions = functionsOf(engine, name);
  const args = functions.plan.params.map(() => 0);
  const result = functions.decode(view, 0, bytes.length, args);
  const failure = functions.explain(view, 0, bytes.length, args);
  const outcome: Outcome = failure === undefined ? { kind: "decoded" } : { kind: "malformed", failure };
  const value = result.ok ? result.value : undefined;
  return new Layer(functions, args, view, 0, bytes.length, "frame", value, outcome);
}

/** As the tree and the line print it, without the line feeds that belong there. */
function printed(layer: Layer): { tree: string; line: string } {
  const frame = { number: 1, linkType: 1, nanoseconds: 0n, originalLength: 1, bytes: new Uint8Array() };
  const dissected = { layers: [layer], notes: [] };
  return { tree: renderFrameTree(dissected, colours), line: renderFrameLine(frame, dissected, 0n, colours) };
}

function expectHarmless(layer: Layer): void {
  const { tree, line } = printed(layer);
  for (const row of [...tree.split("\n"), line.slice(0, -1)]) expect(row).not.toMatch(RAW);
}

function dnsTxt(text: Uint8Array): Uint8Array {
  const header = words(7, 0x8400, 0, 1, 0, 0);
  return Uint8Array.of(...header, 0, ...words(16, 1, 0, 5, text.length + 1), text.length, ...text);
}

describe("characters that no terminal should get", () => {
  test("DNS TXT", () => {
    const layer = layerOf("dns_message", dnsTxt(evil));
    expect(layer.outcome.kind).toBe("decoded");
    expect(printed(layer).tree).toContain(`"${ESCAPED}"`);
    const frame = { number: 1, linkType: 1, nanoseconds: 0n, originalLength: 1, bytes: new Uint8Array() };
    const json = renderFrameJson(frame, { layers: [layer], notes: [] });
    expect(json.slice(0, -1)).not.toMatch(RAW);
    expect(JSON.stringify(JSON.parse(json))).toContain(JSON.stringify(EVIL));
    expectHarmless(layer);
  });

  test("a DHCP host name", () => {
    const bytes = new Uint8Array(240 + 2 + evil.length + 4);
    bytes.set([1, 1, 6]);
    bytes.set([99, 130, 83, 99, 53, 1, 1, 12, evil.length, ...evil, 255], 236);
    const layer = layerOf("dhcp", bytes.subarray(0, 240 + 3 + 2 + evil.length + 1));
    expectHarmless(layer);
    expect(printed(layer).tree).toContain(ESCAPED);
  });

  test("the names of SSH's KexInit, on the line too", () => {
    const list = [0, 0, 0, evil.length, ...evil];
    const lists = Array.from({ length: 10 }, () => list).flat();
    const layer = layerOf("ssh_transport", Uint8Array.of(20, ...new Uint8Array(16), ...lists, 0, 0, 0, 0, 0));
    expect(layer.outcome.kind).toBe("decoded");
    expectHarmless(layer);
    expect(printed(layer).line).toContain(`message kex_algorithms "${ESCAPED.slice(0, 30)}`);
  });
});

describe("values", () => {
  test("of a field that a classify takes over with `as`", () => {
    const { tree } = printed(layerOf("dns_message", dnsTxt(evil)));
    expect(tree).toMatch(/ answers\[0\]\.type: TXT \(16\)\n/);
    const unknown = dnsTxt(evil);
    unknown[14] = 200;
    expect(printed(layerOf("dns_message", unknown)).tree).toMatch(/ answers\[0\]\.type: 200\n/);
  });

  test("of a refused packet's fields, in its byte order: those before the failure", () => {
    // 9P is little-endian: size 13, Tversion, tag, msize, and one byte too few for the version.
    const layer = layerOf("ninep", Uint8Array.of(14, 0, 0, 0, 100, 0xff, 0xff, 0, 0x20, 0, 0, 0, 0, 1));
    expect(layer.outcome.kind).not.toBe("decoded");
    const texts = new FieldTexts(layer);
    const found = Object.fromEntries(layer.fields.map((entry) => [entry.path, texts.of(entry)]));
    expect(found).toMatchObject({ size: "14", type: "Tversion (100)", tag: "65535 (0xffff)", "type.Tversion.msize": "8192 (0x2000)" });
    const { tree, line } = printed(layer);
    expect(line).toMatch(/ {2}type Tversion\n$/);
    expect(`${tree}${line}`).not.toMatch(/undefined|: $|found \)/m);
  });

  test("every field of damaged packets has a value, or its name alone", () => {
    const frame = tcpFrame({
      port: 179,
      sequenceNumber: 1,
      data: Uint8Array.of(...new Uint8Array(16).fill(255), 0, 30, 2, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9),
    });
    for (let length = frame.length; length > 14; length -= 3) {
      const dissected = dissectFrame(new DataView(frame.buffer), 0, length, 1, engine.with({}));
      expect(renderFrameTree(dissected, colours)).not.toMatch(/undefined|: $/m);
    }
  });
});
