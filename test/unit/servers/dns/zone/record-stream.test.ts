/** A zone that is read by one thread and built by another is the same as one that is read and built by one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FRESH } from "../../../../../servers/dns/image/memory.js";
import { readLargeZoneFile, readZoneFile } from "../../../../../servers/dns/node/zone-file-read.js";
import { type LoadedZone, type LoadOptions, loadZone, ZoneLoading } from "../../../../../servers/dns/zone/load.js";
import { makeStreamBuffer, RecordStream, RecordWriter } from "../../../../../servers/dns/zone/record-stream.js";
import { renderZoneFile } from "../../../../../servers/dns/zone/render.js";
import { buildDeens, DEENS_MAIN } from "../../../../support/dns/built.js";
import { wireOf } from "../../../../support/dns-zone.js";
import { contents } from "../image/support.js";

const ORIGIN = wireOf("example");
const RECORD_WORKER = pathToFileURL(join(DEENS_MAIN, "../program/record-worker.cjs"));
const APEX = "$TTL 60\n@ SOA ns admin 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";

/** Names that come again, near and far, in both cases; types with no, one and two names; and mistakes of all parts of the reader. */
const LINES: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom("a", "A", "b.c", "*.d", "long-label-of-many-bytes.e"), fc.nat(9))
        .map(([name, n]) => `${name} A 192.0.2.${n}`),
      fc.nat(9).map((n) => `m${n} MX ${n} m${n + 1}`),
      fc.nat(9).map((n) => `${n * 60} p${n}`),
      fc.nat(300).map((n) => `t${n % 3} ${n} TXT "${"x".repeat(n)}"`),
      fc.constantFrom(
        "x MINFO a b.example.",
        "other.test. A 192.0.2.1",
        "a A 192.0.2",
        "a TYPE65280 \\# 2 abcd",
        "$INCLUDE inner",
        "( ) ;",
      ),
    ),
    { maxLength: 60 },
  )
  .map((lines) => `${APEX}${lines.join("\n")}\n`);

const options: LoadOptions = { file: "zone", origin: ORIGIN, include: () => Buffer.from("inner A 192.0.2.9\n a b\nout. A 192.0.2.1\n") };

function loadThroughStream(text: Uint8Array): LoadedZone {
  const buffer = makeStreamBuffer();
  const stream = new RecordStream(buffer);
  const loading = new ZoneLoading(options, { names: 10, bytes: 100 });
  const writer = new RecordWriter(buffer, (part) => stream.read(part, loading.add));
  const read = renderZoneFile(text, options, (record, rendered) => writer.write(record, rendered));
  writer.flush();
  return loading.finish(read, text);
}

function shown({ image, ...rest }: LoadedZone): unknown {
  return { ...rest, records: image === undefined ? undefined : contents(image, true) };
}

describe("a stream of records", () => {
  test("gives the same zone, and says the same of it", () => {
    fc.assert(
      fc.property(LINES, (lines) => {
        const text = Buffer.from(lines);
        expect(shown(loadThroughStream(text))).toEqual(shown(loadZone(text, options)));
      }),
    );
  });

  test("carries the largest record behind one of any size", () => {
    for (const first of [0, 1000, 60_000, 65_000]) {
      const of = (name: string, bytes: number): string => `${name} TYPE65280 \\# ${bytes} ${"ab".repeat(bytes)}\n`;
      const text = Buffer.from(APEX + ["a", "b", "c", "d", "e"].map((name, index) => of(name, index === 2 ? first : 64_900)).join(""));
      const loaded = loadThroughStream(text);
      expect(loaded).toMatchObject({ errors: 0, records: 8 });
      expect(shown(loaded)).toEqual(shown(loadZone(text, options)));
    }
  });
});

describe("two threads", () => {
  let folder = "";
  beforeAll(() => {
    buildDeens();
    folder = mkdtempSync(join(tmpdir(), "deens-read-"));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (text: string): string => {
    const file = join(folder, "zone");
    writeFileSync(file, text);
    return file;
  };

  test("read a file of many times what is under way, and say what one thread says", async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `name-${index} A 192.0.2.${index % 250}\n`).join("");
    for (const more of ["", "name-7 A 192.0.2.7\nname-8 300 A 192.0.2.1\n", "other.test. A 192.0.2.1\nbad\n", "loose CNAME nothing\n"]) {
      const file = write(APEX + names + more);
      const two = await readLargeZoneFile(file, ORIGIN, FRESH, 0, RECORD_WORKER);
      const one = await readZoneFile(file, ORIGIN, FRESH, 0);
      expect({ ...two, image: undefined }).toEqual({ ...one, image: undefined });
      expect(two.image && contents(two.image, true)).toEqual(one.image && contents(one.image, true));
    }
  });

  test("fail where the file can't be read, or the thread ends", async () => {
    await expect(readLargeZoneFile(join(folder, "nothing"), ORIGIN, FRESH, 0, RECORD_WORKER)).rejects.toThrow("no such file");
    const ending = join(folder, "ending.cjs");
    writeFileSync(ending, "process.exit(0)");
    await expect(readLargeZoneFile(write(APEX), ORIGIN, FRESH, 0, pathToFileURL(ending))).rejects.toThrow("has ended");
  });

  test("are one where the other was not built", async () => {
    const file = write(APEX);
    const read = await readLargeZoneFile(file, ORIGIN, FRESH, 0, pathToFileURL(join(folder, "not-built.cjs")));
    expect(read).toMatchObject({ errors: 0, records: 3 });
  });
});
