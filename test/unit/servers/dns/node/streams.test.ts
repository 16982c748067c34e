import { expect, test } from "vitest";
import { clientOf } from "../../../../../servers/dns/node/streams.js";
import { parseAddress } from "../../../../../servers/dns/security/address.js";

function client(text: string): string {
  return clientOf(parseAddress(text) ?? new Uint8Array(0));
}

test("what is counted as one client", () => {
  expect(client("192.0.2.1")).not.toBe(client("192.0.2.2"));
  expect(client("2001:db8:0:1::1")).toBe(client("2001:db8:0:1:ffff:ffff:ffff:ffff"));
  expect(client("2001:db8:0:1::1")).not.toBe(client("2001:db8:0:2::1"));
  // Mapped addresses have the same first 64 bits, all of them.
  expect(client("::ffff:192.0.2.1")).not.toBe(client("::ffff:192.0.2.2"));
});
