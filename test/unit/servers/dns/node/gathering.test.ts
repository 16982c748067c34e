import { expect, test } from "vitest";
import { Gathering } from "../../../../../servers/dns/node/gathering.js";

function after(gathering: Gathering, count: number): [boolean, boolean] {
  gathering.note(count);
  return [gathering.isBusy, gathering.pays];
}

test("it pays to wait where some come, not for one alone, nor where more are there already", () => {
  const gathering = new Gathering(true, 64);
  expect([gathering.isBusy, gathering.pays]).toEqual([false, false]);
  expect(after(gathering, 1)).toEqual([false, false]);
  expect(after(gathering, 10)).toEqual([true, true]);
  expect(after(gathering, 64)).toEqual([true, false]);
  expect(after(gathering, 0)).toEqual([false, false]);
});

test("nobody waits where that is not allowed", () => {
  expect(after(new Gathering(false, 64), 10)).toEqual([false, false]);
});
