/** A zone that gets another image while it is changed: nothing is lost, whatever fails, and nobody waits for ever. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { ZoneEditor } from "../../../../../servers/dns/image/editor.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { imageOf, wireOf } from "../../../../support/dns-zone.js";
import { address, APEX, changeable, contents, rr, updateMessage, ZONE } from "./support.js";

/** Copies that are made when they are told to. */
class HeldCopies {
  readonly made: (() => void)[] = [];
  readonly discarded: ZoneImage[] = [];
  isFailing = false;

  readonly copy = (image: ZoneImage, times: number): Promise<ZoneImage> => {
    const { version } = image;
    return new Promise((resolve, reject) => {
      this.made.push(() => (this.isFailing ? reject(new Error("no thread")) : resolve(compact(image, version, times))));
    });
  };

  readonly discard = (image: ZoneImage): void => void this.discarded.push(image);
}

function add(test: ReturnType<typeof changeable>, name: string): Promise<number> {
  return test.zone.update(updateMessage([rr(`${name}.example`, address(1))]));
}

/** So many updates that the image is nearly full; the names. */
async function fill(made: ReturnType<typeof changeable>, copies: HeldCopies): Promise<string[]> {
  const names: string[] = [];
  while (copies.made.length === 0) {
    const name = `f${names.length}`;
    expect(await add(made, name)).toBe(DnsRcode.NoError);
    names.push(name);
  }
  return names;
}

/** With room for some changes. */
function roomy(copies: HeldCopies): ReturnType<typeof changeable> {
  const made = changeable(APEX, { copy: copies.copy, discard: copies.discard });
  made.zone.image = compact(made.zone.image, 0);
  return made;
}

const names = ({ zone }: ReturnType<typeof changeable>): number => contents(zone.image).size;

describe("a copy", () => {
  test("is made before the image is full; updates go on meanwhile, and are in it", async () => {
    const copies = new HeldCopies();
    const made = roomy(copies);
    const filled = await fill(made, copies);
    const before = made.zone.image;
    const during = Array.from({ length: 40 }, (_, index) => `d${index}`);
    for (const name of during) expect(await add(made, name)).toBe(DnsRcode.NoError);
    expect(made.zone.image).toBe(before);
    const expected = contents(before);
    copies.made[0]?.();
    await expect.poll(() => made.zone.image !== before).toBe(true);
    expect(contents(made.zone.image)).toEqual(expected);
    expect(names(made)).toBe(3 + filled.length + during.length);
    expect(await add(made, "after")).toBe(DnsRcode.NoError);
    expect(made.published).toBe(1);
    expect(copies.discarded).toEqual([]);
  });

  test("that fails is made again", async () => {
    const copies = new HeldCopies();
    const made = roomy(copies);
    await fill(made, copies);
    copies.isFailing = true;
    copies.made[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    copies.isFailing = false;
    expect(await add(made, "next")).toBe(DnsRcode.NoError);
    expect(copies.made).toHaveLength(2);
    const before = made.zone.image;
    copies.made[1]?.();
    await expect.poll(() => made.zone.image !== before).toBe(true);
  });

  test("of a zone that has another content by now is of no use, and is given back", async () => {
    const copies = new HeldCopies();
    const made = roomy(copies);
    await fill(made, copies);
    await made.zone.replace(compact(imageOf(`${APEX}other 60 A 192.0.2.9\n`, ZONE), 0));
    copies.made[0]?.();
    await expect.poll(() => copies.discarded.length).toBe(1);
    expect(contents(made.zone.image).has("other.example. 60 in a 192.0.2.9")).toBe(true);
    expect(await add(made, "next")).toBe(DnsRcode.NoError);
    expect(names(made)).toBe(5);
  });

  test("is waited for where the image is full", async () => {
    const copies = new HeldCopies();
    const made = roomy(copies);
    const filled = await fill(made, copies);
    let done = 0;
    const many = Array.from({ length: 3000 }, (_, index) =>
      add(made, `m${index}`).then((rcode) => (done += Number(rcode === DnsRcode.NoError))),
    );
    // The copy that was asked for first is what all wait for.
    while (copies.made.length > 0 && done < many.length) {
      copies.made.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (copies.made.length === 0) await Promise.race([Promise.all(many), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    await Promise.all(many);
    expect(done).toBe(3000);
    expect(names(made)).toBe(3 + filled.length + 3000);
  });
});

describe("where a zone gets no other image", () => {
  test("updates fail, none waits for ever, and they work when it does", async () => {
    const copies = { isFailing: true };
    const made = changeable(APEX, {
      copy: (image, times) =>
        copies.isFailing ? Promise.reject(new Error("no memory")) : Promise.resolve(compact(image, image.version, times)),
    });
    // What was loaded has next to no room.
    const rcodes = await Promise.all(Array.from({ length: 300 }, (_, index) => add(made, `n${index}`)));
    const fitted = rcodes.filter((rcode) => rcode === DnsRcode.NoError).length;
    expect(rcodes.filter((rcode) => rcode === DnsRcode.ServFail)).toHaveLength(300 - fitted);
    expect(fitted).toBeLessThan(100);
    expect(names(made)).toBe(3 + fitted);
    copies.isFailing = false;
    expect(await add(made, "next")).toBe(DnsRcode.NoError);
    expect(names(made)).toBe(4 + fitted);
  });

  test.each(["alone", "publish", "record"] as const)("whatever `%s` throws, those that wait are told", async (what) => {
    let isFailing = true;
    const made = changeable();
    const fail = (): never => {
      throw new Error("failed");
    };
    const failing = changeable(APEX, {
      [what]: async (...values: unknown[]) => (isFailing ? fail() : what === "alone" ? (values[0] as () => Promise<unknown>)() : undefined),
    });
    const rcodes = await Promise.all(["a", "b", "c"].map((name) => add(failing, name)));
    expect(rcodes).toHaveLength(3);
    isFailing = false;
    expect(await add(failing, "d")).toBe(DnsRcode.NoError);
    expect(await add(made, "d")).toBe(DnsRcode.NoError);
  });
});

test("what was begun and taken back leaves no trace: not in what is seen, and not in what comes next", () => {
  const image = compact(imageOf(`${APEX}a 60 A 192.0.2.7\nb.c 60 A 192.0.2.8\n`, ZONE), 0);
  const before = contents(image);
  const editor = new ZoneEditor(image);
  const data = { $kind: "A" as const, address: 1 };
  for (let round = 0; round < 3; round++) {
    editor.begin();
    for (const name of ["new.example", "x.y.example", "a.example", "c.example"]) editor.add(wireOf(name), 1, 1, 60, data);
    expect(editor.remove(wireOf("b.c.example"), 1, 1, 60, { $kind: "A", address: 0xc0000208 })).toBe(true);
    editor.add(wireOf("example"), 2, 1, 60, { $kind: "NS", nsdname: "ns2.example" });
    editor.undo();
    expect(contents(image)).toEqual(before);
    expect(contents(image, image.version + 1)).toEqual(before);
  }
  editor.begin();
  expect(editor.add(wireOf("y.example"), 1, 1, 60, data)).toBe(0);
  expect(editor.remove(wireOf("b.c.example"), 1, 1, 60, { $kind: "A", address: 0xc0000208 })).toBe(true);
  editor.prepare();
  editor.commit();
  const after = contents(image);
  expect([...after].filter((line) => !before.has(line))).toEqual(["y.example. 60 in a 0.0.0.1"]);
  expect([...before].filter((line) => !after.has(line))).toEqual(["b.c.example. 60 in a 192.0.2.8"]);
  const copy = compact(image, image.version);
  expect(contents(copy)).toEqual(after);
});
