/** Local variables of generated code keep clear of what it imports from the runtime. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { RUNTIME_NAMES } from "../../../src/emit/runtime-names.js";
import { packetOf } from "../../support/compiled.js";

const IMPORT = /import \{(?<names>[^}]*)\} from "[^"]*runtime[^"]*index\.js";/g;

function importedNames(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const names = [...text.matchAll(IMPORT)].flatMap(({ groups }) => (groups?.["names"] ?? "").split(","));
  return names.map((name) => name.trim()).filter((name) => /^[a-z]/.test(name) && !name.startsWith("type "));
}

function modulesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => `${folder}/${name}`);
}

const imported = [...new Set([...modulesIn("generated"), ...modulesIn("test/golden")].flatMap(importedNames))];
const names = imported.map((name) => name.split(" as ")[0] ?? "");

it("knows every function that generated modules import", () => {
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !RUNTIME_NAMES.has(name))).toEqual([]);
});

it("lets fields have their names", async () => {
  const fields = names.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const packet = await packetOf(`packet p {
    ${fields.map((name) => `${name}: byte;`).join("\n")}
    require (${fields.join(" + ")} < 300) "not too much";
    wide: uint64;
    n: byte value(sizeof(text));
    text: byte[n];
    sum: uint16 checksum(internet, 0..offset(text)) verify;
    quantity: byte value(array_length(numbers));
    numbers: array (quantity) of uint24;
  }`);
  const value = {
    ...Object.fromEntries(names.map((name) => [name, 2])),
    wide: 5n,
    text: Uint8Array.of(1, 2, 3),
    numbers: [70000, 3],
  };
  const bytes = new DataView(new ArrayBuffer(packet.sizeOf(value, [])));
  expect(packet.encode(value, bytes, 0, [])).toBe(bytes.byteLength);
  expect(packet.check(bytes, 0, bytes.byteLength, [])).toBe(bytes.byteLength);
  expect(packet.decode(bytes, 0, bytes.byteLength, [])).toMatchObject({ ok: true, value });
});
