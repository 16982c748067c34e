import fc from "fast-check";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../../../servers/dns/security/address.js";
import { COOKIE_SIZE, ServerCookies, type CookieCheck } from "../../../../../servers/dns/security/cookies.js";
import { SipHash } from "../../../../../servers/dns/security/siphash.js";
import { viewOf } from "./support.js";

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

function address(text: string): Uint8Array {
  return parseAddress(text) ?? new Uint8Array(0);
}

interface Answer {
  readonly check: CookieCheck;
  readonly cookie: string;
}

/** Checks the option's data, and what the answer's would be. Both stand in the middle of buffers. */
function ask(cookies: ServerCookies, cookie: string, client: Uint8Array, now: number): Answer {
  const data = bytesOf(cookie);
  const bytes = new Uint8Array(100).fill(0xa5);
  bytes.set(data, 10);
  const clientBytes = new Uint8Array(30).fill(0x5a);
  clientBytes.set(client, 3);
  const check = cookies.check(viewOf(bytes), 10, 10 + data.length, clientBytes, 3, client.length, now);
  if (check === "malformed") return { check, cookie: "" };
  const out = new Uint8Array(100).fill(0xa5);
  const end = cookies.write(check, viewOf(bytes), 10, clientBytes, 3, client.length, now, viewOf(out), 20);
  expect(end).toBe(20 + COOKIE_SIZE);
  expect([...out.subarray(0, 20), ...out.subarray(end)].every((byte) => byte === 0xa5)).toBe(true);
  return { check, cookie: Buffer.from(out.subarray(20, end)).toString("hex") };
}

describe("SipHash-2-4", () => {
  /** Its declaration: the package has none. */
  interface SipHashPackage {
    hash(key: Uint32Array, message: Uint8Array): { readonly h: number; readonly l: number };
  }
  const { hash } = createRequire(import.meta.url)("siphash") as SipHashPackage;

  it("gives what the package siphash gives", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ maxLength: 70 }), fc.nat(9), (key, message, at) => {
        const padded = new Uint8Array(at + message.length + 9).fill(0xee);
        padded.set(message, at);
        const out = new Uint8Array(10);
        new SipHash(key).hash(padded, at, at + message.length, out, 1);
        const { h, l } = hash(new Uint32Array(key.slice().buffer), message);
        expect([viewOf(out).getUint32(1, true), viewOf(out).getUint32(5, true)]).toEqual([l, h]);
      }),
      { numRuns: 500 },
    );
  });

  it("gives its authors' result for the bytes 0 to 14", () => {
    const out = new Uint8Array(8);
    const count = Uint8Array.from({ length: 16 }, (_, index) => index);
    new SipHash(count).hash(count, 0, 15, out, 0);
    expect(Buffer.from(out).toString("hex")).toBe("e545be4961ca29a1");
  });

  it("refuses keys of another size", () => expect(() => new SipHash(new Uint8Array(15))).toThrow(RangeError));
});

describe("the vectors of RFC 9018 appendix A", () => {
  const secret = bytesOf("e5e973e5a6b2a43f48e7dc849e37bfcf");

  it("A.1: a first server cookie", () => {
    const answer = ask(new ServerCookies([secret]), "2464c4abcf10c957", address("198.51.100.100"), 1559731985);
    expect(answer).toEqual({ check: "client-only", cookie: "2464c4abcf10c957010000005cf79f111f8130c3eee29480" });
  });

  it("A.2: the same client, forty minutes later", () => {
    const shown = "2464c4abcf10c957010000005cf79f111f8130c3eee29480";
    const answer = ask(new ServerCookies([secret]), shown, address("198.51.100.100"), 1559734385);
    expect(answer).toEqual({ check: "renew", cookie: "2464c4abcf10c957010000005cf7a871d4a564a1442aca77" });
  });

  it("A.3: another client, with reserved bytes that are not 0", () => {
    const shown = "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5";
    const answer = ask(new ServerCookies([secret]), shown, address("203.0.113.203"), 0x5cf78f71 + 60);
    expect(answer).toEqual({ check: "valid", cookie: shown });
    expect(ask(new ServerCookies([secret]), shown, address("203.0.113.203"), 1559734700).cookie).toBe(
      "fc93fc62807ddb86010000005cf7a9acf73a7810aca2381e",
    );
  });

  it("A.4: over IPv6, with a secret that was replaced", () => {
    const cookies = new ServerCookies([bytesOf("dd3bdf9344b678b185a6f5cb60fca715")]);
    const client = address("2001:db8:220:1:59de:d0f4:8769:82b8");
    const shown = "22681ab97d52c298010000005cf7c57926556bd0934c72f8";
    expect(ask(cookies, "22681ab97d52c298", client, 0x5cf7c579).cookie).toBe(shown);
    cookies.rotate(bytesOf("445536bcd2513298075a5d379663c962"));
    expect(ask(cookies, shown, client, 0x5cf7c609)).toEqual({
      check: "renew",
      cookie: "22681ab97d52c298010000005cf7c609a6bb79d16625507a",
    });
  });
});

describe("cookies of other servers that share the secret", () => {
  // BIND 9.18.49, NSD 4.6.1 and Knot DNS 3.2.6 gave the first one alike; the second is Knot DNS's.
  it.each([
    ["127.0.0.1", "2464c4abcf10c957010000006b040ef7eaf3c4af61685279"],
    ["::1", "2464c4abcf10c957010000006b040ef75a2c68af10e92dc1"],
  ])("of %s", (client, shown) => {
    const cookies = new ServerCookies([bytesOf("00112233445566778899aabbccddeeff")]);
    expect(ask(cookies, shown, address(client), 0x6b040ef7 + 60).check).toBe("valid");
    expect(ask(cookies, "2464c4abcf10c957", address(client), 0x6b040ef7).cookie).toBe(shown);
  });
});

describe("server cookies", () => {
  const secrets = [1, 2, 3, 4].map((byte) => new Uint8Array(16).fill(byte));
  const [first = new Uint8Array(16), second = first, third = first] = secrets;
  const client = address("192.0.2.1");
  const start = 1_800_000_000;
  const given = ask(new ServerCookies([first]), "0102030405060708", client, start).cookie;
  const checkAt = (now: number, by = new ServerCookies([first])): CookieCheck => ask(by, given, client, now).check;

  it("are valid for an hour, and from five minutes before", () => {
    expect([-301, -300, 0, 1800, 1801, 3600, 3601].map((seconds) => checkAt(start + seconds))).toEqual([
      "invalid",
      "valid",
      "valid",
      "valid",
      "renew",
      "renew",
      "invalid",
    ]);
  });

  it("go on when 32 bits of seconds are over", () => {
    const last = 2 ** 32 - 10;
    const shown = ask(new ServerCookies([first]), "0102030405060708", client, last).cookie;
    expect(ask(new ServerCookies([first]), shown, client, last + 100).check).toBe("valid");
  });

  it("may be kept, byte by byte, while they are valid", () => {
    expect(ask(new ServerCookies([first]), given, client, start + 100).cookie).toBe(given);
  });

  it("are another's for another address", () => {
    expect(ask(new ServerCookies([first]), given, address("192.0.2.2"), start).check).toBe("invalid");
    expect(ask(new ServerCookies([first]), given, address("2001:db8::1"), start).check).toBe("invalid");
  });

  it("are the same for an IPv4 address that is mapped to IPv6", () => {
    expect(ask(new ServerCookies([first]), given, address("::ffff:192.0.2.1"), start).check).toBe("valid");
  });

  it("live through one change of the secret, not two", () => {
    const cookies = new ServerCookies([first]);
    cookies.rotate(second);
    expect(checkAt(start, cookies)).toBe("renew");
    cookies.rotate(third);
    expect(checkAt(start, cookies)).toBe("invalid");
  });

  it("are accepted from servers that have the next secret already", () => {
    expect(checkAt(start, new ServerCookies([second, first]))).toBe("renew");
    expect(checkAt(start, new ServerCookies([second, third]))).toBe("invalid");
  });

  it("have one of the lengths of RFC 7873 section 5.2.2", () => {
    const lengths = Array.from({ length: 50 }, (_, length) => length);
    const cookies = new ServerCookies([first]);
    for (const length of lengths) {
      const { check } = ask(cookies, "01".repeat(length), client, start);
      expect(check, `${length}`).toBe(length === 8 ? "client-only" : length < 16 || length > 40 ? "malformed" : "invalid");
    }
  });

  it("are invalid with any flipped bit but those that are the client's own", () => {
    fc.assert(
      fc.property(fc.nat(COOKIE_SIZE * 8 - 1), (bit) => {
        const bytes = bytesOf(given);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const cookies = new ServerCookies([first, second]);
        expect(ask(cookies, Buffer.from(bytes).toString("hex"), client, start).check).toBe("invalid");
      }),
    );
  });

  it("need a secret", () => expect(() => new ServerCookies([])).toThrow(RangeError));
});
