/** Options of EDNS that are not ours are ignored, whatever they hold (RFC 6891 section 6.1.2); ours have to be well formed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ask, encodeAsked, makeAnswerer, withRawOption } from "./support.js";

const NSID = 3;
const EXPIRE = 9;
const COOKIE = 10;
const KEEPALIVE = 11;
const OURS: readonly number[] = [NSID, EXPIRE, COOKIE, KEEPALIVE];

const data = fc.uint8Array({ maxLength: 80 });
const answerer = makeAnswerer();
const plain = ask(answerer, encodeAsked({ name: "www.example.com.", options: [] }));

describe("an option", () => {
  test("that is not ours changes nothing, also where its data is malformed", () => {
    const other = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 0xffff })).filter((code) => !OURS.includes(code));
    fc.assert(
      fc.property(other, data, (code, bytes) => {
        expect(ask(answerer, withRawOption(code, bytes))).toEqual(plain);
      }),
    );
  });

  test("that is a cookie is not ours where cookies are off (RFC 7873 section 5.2.1)", () => {
    fc.assert(
      fc.property(data, (bytes) => {
        expect(ask(answerer, withRawOption(COOKIE, bytes))).toEqual(plain);
      }),
    );
  });

  test("for the identifier may hold anything (RFC 5001 section 2.1)", () => {
    fc.assert(
      fc.property(data, (bytes) => {
        expect(ask(answerer, withRawOption(NSID, bytes))?.rcode).toBe(0);
      }),
    );
  });

  test.each([
    [KEEPALIVE, [0, 2]],
    [EXPIRE, [0, 4]],
  ])("number %i has one of the lengths %j", (code, lengths) => {
    fc.assert(
      fc.property(data, (bytes) => {
        expect(ask(answerer, withRawOption(code, bytes))?.rcode).toBe(lengths.includes(bytes.length) ? 0 : 1);
      }),
    );
  });

  test("that is not whole makes the query malformed", () => {
    const bytes = withRawOption(NSID, Uint8Array.of(1, 2, 3));
    // The option says that it is longer than what is there.
    bytes[bytes.length - 4] = 4;
    expect(ask(answerer, bytes)?.rcode).toBe(1);
  });

  test("is ignored behind another record too", () => {
    const bytes = withRawOption(14, Uint8Array.of(1, 2, 3));
    const record = [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 192, 0, 2, 1];
    const question = encodeAsked({ name: "www.example.com." }).length;
    const both = Uint8Array.from([...bytes.subarray(0, question), ...record, ...bytes.subarray(question)]);
    both[11] = 2;
    expect(ask(answerer, both)).toEqual(plain);
  });
});
