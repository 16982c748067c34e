import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAllowed, parseAccessRule, type AccessRule } from "../../../../../servers/dns/security/access.js";
import { formatAddress, hasPrefix, isMapped, parseAddress } from "../../../../../servers/dns/security/address.js";

function rulesOf(...texts: readonly string[]): AccessRule[] {
  return texts.map((text) => {
    const parsed = parseAccessRule(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.rule;
  });
}

function allows(rules: readonly AccessRule[], address: string, key?: string): boolean {
  const client = parseAddress(address);
  if (client === undefined) throw new Error(address);
  // In the middle of somebody's buffer, as it is when a socket gives it.
  const bytes = new Uint8Array(40).fill(0xa5);
  bytes.set(client, 8);
  return isAllowed(rules, bytes, 8, client.length, key);
}

describe("addresses", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8::1", "2001:db8::1"],
    ["2001:0DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["::", "::"],
    ["::1", "::1"],
    ["1::", "1::"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:0:8", "1:2:3:4:5:6:0:8"],
    ["::ffff:192.0.2.1", "::ffff:c000:201"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
  ])("%s", (text, canonical) => {
    const address = parseAddress(text);
    expect(address && formatAddress(address)).toBe(canonical);
  });

  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.256",
    "01.2.3.4",
    "1.2.3.-4",
    "1.2.3.4 ",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
  ])("%j is none", (text) => expect(parseAddress(text)).toBeUndefined());

  it.each(["12345::", "g::", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7::8", "fe80::1%eth0", "[::1]"])("%j is none", (text) =>
    expect(parseAddress(text)).toBeUndefined(),
  );

  it("are the same when printed and read again", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.array(fc.constantFrom(0, 0, 1, 255), { minLength: 16, maxLength: 16 }),
    );
    fc.assert(
      fc.property(bytes, (address) => {
        expect(parseAddress(formatAddress(Uint8Array.from(address)))).toEqual(Uint8Array.from(address));
      }),
    );
  });

  it("compares prefixes bit by bit", () => {
    const address = fc.uint8Array({ minLength: 4, maxLength: 4 });
    const number = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (one, other, bits) => {
        const near = Uint8Array.from(other, (byte, index) => (index < bits / 8 - 1 ? (one[index] ?? 0) : byte));
        const shift = 2 ** (32 - bits);
        expect(hasPrefix(one, 0, near, bits)).toBe(Math.floor(number(one) / shift) === Math.floor(number(near) / shift));
      }),
    );
  });

  it("knows mapped addresses", () => {
    const mapped = parseAddress("::ffff:192.0.2.1") ?? new Uint8Array(0);
    expect(isMapped(mapped, 0, 16)).toBe(true);
    expect(isMapped(mapped, 0, 4)).toBe(false);
    expect(isMapped(parseAddress("1::ffff:192.0.2.1") ?? mapped, 0, 16)).toBe(false);
  });
});

describe("rules", () => {
  it("denies whom no rule names", () => {
    expect(allows([], "192.0.2.1")).toBe(false);
    expect(allows(rulesOf("192.0.2.0/24"), "192.0.3.1")).toBe(false);
  });

  it("compares addresses and prefixes of both families", () => {
    const rules = rulesOf("192.0.2.0/25", "198.51.100.7", "2001:db8::/33");
    expect(["192.0.2.127", "198.51.100.7", "2001:db8:7fff::1", "::ffff:192.0.2.5"].map((client) => allows(rules, client))).not.toContain(
      false,
    );
    expect(["192.0.2.128", "198.51.100.8", "2001:db8:8000::1", "::ffff:192.0.3.5"].map((client) => allows(rules, client))).not.toContain(
      true,
    );
  });

  it("does not take the first bytes of an IPv6 address for IPv4", () => {
    expect(allows(rulesOf("32.1.0.0/16"), "2001:db8::1")).toBe(false);
    expect(allows(rulesOf("0.0.0.0/0"), "2001:db8::1")).toBe(false);
  });

  it("takes the first rule that fits", () => {
    const rules = rulesOf("!192.0.2.66", "192.0.2.0/24", "!2001:db8::/32", "any");
    expect(allows(rules, "192.0.2.66")).toBe(false);
    expect(allows(rules, "::ffff:192.0.2.66")).toBe(false);
    expect(allows(rules, "192.0.2.67")).toBe(true);
    expect(allows(rules, "2001:db8::1")).toBe(false);
    expect(allows(rules, "203.0.113.1")).toBe(true);
  });

  it("asks for a key, alone or with an address", () => {
    const rules = rulesOf("!key:Old.example.", "key:transfer.EXAMPLE", "192.0.2.0/24 key:near.example");
    expect(allows(rules, "203.0.113.1", "transfer.example")).toBe(true);
    expect(allows(rules, "203.0.113.1")).toBe(false);
    expect(allows(rules, "203.0.113.1", "near.example")).toBe(false);
    expect(allows(rules, "192.0.2.9", "near.example")).toBe(true);
    expect(allows(rules, "192.0.2.9", "old.example")).toBe(false);
  });

  it("knows any and none", () => {
    expect(allows(rulesOf("any"), "::1")).toBe(true);
    expect(allows(rulesOf("none", "any"), "::1")).toBe(false);
  });

  it.each([
    ["192.0.2.1/24", "the prefix starts at 192.0.2.0: write `192.0.2.0/24`"],
    ["2001:db8::1/32", "the prefix starts at 2001:db8::: write `2001:db8::/32`"],
    ["192.0.2.0/33", "the prefix of this address has from 0 to 32 bits, not `33`"],
    ["192.0.2.0/", "the prefix of this address has from 0 to 32 bits, not ``"],
    ["everybody", "`everybody` is neither an address, a prefix, `any`, `none` nor `key:NAME`"],
    ["", "`` is neither an address, a prefix, `any`, `none` nor `key:NAME`"],
    ["key:a..b", "`a..b` is no domain name, and so no key"],
    ["key:a 192.0.2.1", "the address comes before the key"],
    ["192.0.2.1 a", "`a` is no key: write `key:NAME`"],
    ["any key:a any", "a rule is an address or a prefix, a key, or one of each"],
    ["!none", "`!none` says nothing"],
  ])("%j: %s", (text, problem) => {
    expect(parseAccessRule(text)).toEqual({ ok: false, problem });
  });
});
