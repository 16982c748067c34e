import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ServerCookies } from "../../../../../servers/dns/security/cookies.js";
import { ask, type Asked, asker, cookieOf, encodeAsked, makeAnswerer, NOW, withRawOption } from "./support.js";

const SECRET = Uint8Array.from({ length: 16 }, (_, index) => index);
const CLIENT_COOKIE = Uint8Array.from({ length: 8 }, (_, index) => 0xa0 + index);

function withCookies(): ReturnType<typeof makeAnswerer> {
  const answerer = makeAnswerer();
  answerer.cookies = new ServerCookies([SECRET]);
  return answerer;
}

function query(cookie: Uint8Array, name = "www.example.com."): Uint8Array {
  return encodeAsked({ name, options: optionsOf(cookie) });
}

/** A query without a question. */
function queryAlone(cookie: Uint8Array): Uint8Array {
  return encodeAsked({ options: optionsOf(cookie) });
}

function optionsOf(cookie: Uint8Array): Asked["options"] {
  return [{ code: { $kind: "Cookie", client: cookie.slice(0, 8), server: cookie.slice(8) } }];
}

test("a client cookie is given a server cookie, which is valid from then on", () => {
  const answerer = withCookies();
  const first = cookieOf(ask(answerer, query(CLIENT_COOKIE)));
  expect(first?.slice(0, 8)).toEqual(CLIENT_COOKIE);
  expect(first).toHaveLength(24);
  expect(answerer.cookieCheck).toBe("client-only");
  const second = ask(answerer, query(first ?? CLIENT_COOKIE), asker(false, undefined, NOW + 10));
  expect(answerer.cookieCheck).toBe("valid");
  expect(cookieOf(second)).toEqual(first);
  expect(second?.message.answers).toHaveLength(1);
});

test("somebody else's cookie is no good, and gets a fresh one and an answer", () => {
  const answerer = withCookies();
  const cookie = cookieOf(ask(answerer, query(CLIENT_COOKIE))) ?? CLIENT_COOKIE;
  const reply = ask(answerer, query(cookie), asker(false, Uint8Array.of(192, 0, 2, 78)));
  expect(answerer.cookieCheck).toBe("invalid");
  expect(cookieOf(reply)).not.toEqual(cookie);
  expect(reply?.message.answers).toHaveLength(1);
});

test("without secrets, cookies are ignored", () => {
  const answerer = makeAnswerer();
  expect(cookieOf(ask(answerer, query(CLIENT_COOKIE)))).toBeUndefined();
  expect(answerer.cookieCheck).toBeUndefined();
});

describe("a query for a cookie alone (RFC 7873 section 5.4)", () => {
  test("is given one", () => {
    const reply = ask(withCookies(), queryAlone(CLIENT_COOKIE));
    expect(reply?.rcode).toBe(0);
    expect(reply?.message.questions).toHaveLength(0);
    expect(cookieOf(reply)).toHaveLength(24);
  });

  test("is told whether the one that it has is still good", () => {
    const answerer = withCookies();
    const fresh = cookieOf(ask(answerer, queryAlone(CLIENT_COOKIE))) ?? CLIENT_COOKIE;
    const stale = Uint8Array.from(fresh, (byte, index) => (index === 20 ? byte ^ 1 : byte));
    expect(ask(answerer, queryAlone(fresh))?.rcode).toBe(0);
    const refused = ask(answerer, queryAlone(stale));
    expect(refused?.rcode).toBe(23);
    expect(cookieOf(refused)).toEqual(fresh);
  });

  test("is malformed where there are none, and without a cookie", () => {
    expect(ask(makeAnswerer(), queryAlone(CLIENT_COOKIE))?.rcode).toBe(1);
    expect(ask(withCookies(), encodeAsked({ options: [] }))?.rcode).toBe(1);
  });
});

/** The option's code (RFC 7873 section 4). */
const COOKIE = 10;

test("a cookie of an impossible length is answered FORMERR (RFC 7873 section 5.2.2), any other is not", () => {
  const answerer = withCookies();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (data) => {
      const bytes = withRawOption(COOKIE, data);
      const isGood = data.length === 8 || (data.length >= 16 && data.length <= 40);
      expect(ask(answerer, bytes)?.rcode).toBe(isGood ? 0 : 1);
    }),
  );
});

test("over the limit, a client with a cookie is told BADCOOKIE, and one without to come over TCP", () => {
  const answerer = withCookies();
  const out = new DataView(new ArrayBuffer(2048));
  const shorten = (bytes: Uint8Array): { readonly header: number; readonly rcode: number } => {
    answerer.reply.attach(out);
    answerer.answer(new DataView(bytes.buffer), 0, bytes.length, 0, asker());
    const size = answerer.shorten();
    expect(size).toBeLessThanOrEqual(bytes.length + 16);
    return { header: out.getUint8(2) & 2, rcode: answerer.rcode };
  };
  expect(shorten(query(CLIENT_COOKIE))).toEqual({ header: 2, rcode: 23 });
  expect(shorten(encodeAsked({ name: "www.example.com." }))).toEqual({ header: 2, rcode: 0 });
  expect(shorten(encodeAsked({ name: "nothere.example.com.", options: [] }))).toEqual({ header: 2, rcode: 3 });
});
