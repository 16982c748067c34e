import { expect, test } from "vitest";
import { Gathering } from "../../../../../servers/dns/node/gathering.js";

test("it pays to wait where some come, not for one alone, nor where the next are there already", () => {
  const gathering = new Gathering();
  const after = (count: number): [boolean, boolean] => {
    gathering.note(count);
    return [gathering.isBusy, gathering.pays];
  };
  expect([gathering.isBusy, gathering.pays]).toEqual([false, false]);
  expect(after(1)).toEqual([false, false]);
  expect(after(10)).toEqual([true, true]);
  expect(after(64)).toEqual([true, false]);
  expect(after(0)).toEqual([false, false]);
});
