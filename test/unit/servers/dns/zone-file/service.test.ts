/** SVCB and HTTPS: the vectors of RFC 9460 appendix D, and the rules for parameters. */
import { describe, expect, it } from "vitest";
import { complaint, parse, texts } from "./support.js";

const hex = (text: string): string => text.replace(/\s+/gu, "");
const FOO_EXAMPLE_COM = "03666f6f 076578616d706c65 03636f6d 00";
const FOO_EXAMPLE_ORG = "03666f6f 076578616d706c65 036f7267 00";

/** Appendix D.1 and D.2: a record's data as text, and as bytes. */
const VECTORS: readonly (readonly [what: string, text: string, data: string])[] = [
  ["figure 2: AliasMode", "HTTPS 0 foo.example.com.", `0000 ${FOO_EXAMPLE_COM}`],
  ["figure 3: the target is the root", "SVCB 1 .", "0001 00"],
  ["figure 4: a port", "SVCB 16 foo.example.com. port=53", `0010 ${FOO_EXAMPLE_COM} 0003 0002 0035`],
  ["figure 5: a generic key, value without quotes", "SVCB 1 foo.example.com. key667=hello", `0001 ${FOO_EXAMPLE_COM} 029b 0005 68656c6c6f`],
  [
    "figure 6: a generic key, value in quotes with a decimal escape",
    'SVCB 1 foo.example.com. key667="hello\\210qoo"',
    `0001 ${FOO_EXAMPLE_COM} 029b 0009 68656c6c6fd2716f6f`,
  ],
  [
    "figure 7: two IPv6 hints in quotes",
    'SVCB 1 foo.example.com. (\n ipv6hint="2001:db8::1,2001:db8::53:1"\n )',
    `0001 ${FOO_EXAMPLE_COM} 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001`,
  ],
  [
    "figure 8: an IPv6 hint with an embedded IPv4 address",
    'SVCB 1 example.com. (\n ipv6hint="2001:db8:122:344::192.0.2.33"\n )',
    "0001 076578616d706c6503636f6d00 0006 0010 20010db8 01220344 00000000 c0000221",
  ],
  [
    "figure 9: keys and mandatory keys are sorted",
    "SVCB 16 foo.example.org. (\n alpn=h2,h3-19 mandatory=ipv4hint,alpn\n ipv4hint=192.0.2.1\n )",
    `0010 ${FOO_EXAMPLE_ORG} 0000 0004 0001 0004 0001 0009 026832 0568332d3139 0004 0004 c0000201`,
  ],
  [
    "figure 10: an alpn with an escaped comma and backslash, in quotes",
    'SVCB 16 foo.example.org. alpn="f\\\\\\\\oo\\\\,bar,h2"',
    `0010 ${FOO_EXAMPLE_ORG} 0001 000c 08665c6f6f2c626172 026832`,
  ],
  [
    "figure 10: the same without quotes",
    "SVCB 16 foo.example.org. alpn=f\\\\\\092oo\\092,bar,h2",
    `0010 ${FOO_EXAMPLE_ORG} 0001 000c 08665c6f6f2c626172 026832`,
  ],
];

describe("RFC 9460 appendix D, vectors that are right", () => {
  it.each(VECTORS)("%s", (_what, text, data) => {
    const found = parse(`example.com. 1 ${text}`);
    expect(found.rendered).toEqual([]);
    expect(found.records.map((record) => record.data)).toEqual([hex(data)]);
    expect(parse(found.texts[0] ?? "").records.map((record) => record.data)).toEqual([hex(data)]);
  });
});

/** Appendix D.3. */
const FAILURES: readonly (readonly [what: string, params: string, message: string])[] = [
  ["figure 11: a key twice", "( key123=abc key123=def )", "1:44: error: key123 is there twice"],
  ["figure 12: mandatory without a value", "mandatory", "1:31: error: mandatory needs a value"],
  ["figure 12: alpn without a value", "alpn", "1:31: error: alpn needs a value"],
  ["figure 12: port without a value", "port", "1:31: error: port needs a value"],
  ["figure 12: ipv4hint without a value", "ipv4hint", "1:31: error: ipv4hint needs a value"],
  ["figure 12: ipv6hint without a value", "ipv6hint", "1:31: error: ipv6hint needs a value"],
  ["figure 13: no-default-alpn with a value", "no-default-alpn=abc", "1:31: error: no-default-alpn has no value"],
  ["figure 14: a mandatory key that is not there", "mandatory=key123", "1:31: error: mandatory names key123, which is not there"],
  ["figure 15: mandatory names itself", "mandatory=mandatory", "1:31: error: mandatory names itself"],
  ["figure 16: a mandatory key twice", "( mandatory=key123,key123 key123=abc )", "1:33: error: mandatory: key123 is there twice"],
];

describe("RFC 9460 appendix D, vectors that are wrong", () => {
  it.each(FAILURES)("%s", (_what, params, message) => {
    expect(complaint(`x 1 SVCB   1 foo.example.com. ${params}`).split("\n")[0]).toBe(`zone:${message}`);
  });
});

describe("parameters", () => {
  it("of all keys", () => {
    const params =
      'mandatory=alpn alpn="h2,h3" no-default-alpn port=8443 ipv4hint=192.0.2.1,192.0.2.2 ech=AEX+DQ== ipv6hint=2001:db8::1 dohpath="/dns-query{?dns}" ohttp key667="a b" key65000';
    expect(texts(`x HTTPS 1 . ${params}`)).toEqual([`x.example.com. 3600 IN HTTPS 1 . ${params}`]);
  });

  it("of known keys by their numbers", () => {
    expect(texts("x SVCB 1 . key3=\\000\\053 key1=\\002h2 key5=abc")).toEqual([
      'x.example.com. 3600 IN SVCB 1 . alpn="h2" port=53 ech=YWJj',
    ]);
    expect(complaint("x SVCB 1 . key3=53x")).toContain("the value of key3 is not that of port");
  });

  it.each([
    ["Alpn=h2", 'zone:1:12: error: expected a parameter like alpn=h2; found "Alpn=h2"', "did you mean alpn?"],
    ["apln=h2", 'zone:1:12: error: expected a parameter like alpn=h2; found "apln=h2"', "did you mean alpn?"],
    ["whatever=h2", 'zone:1:12: error: expected a parameter like alpn=h2; found "whatever=h2"', "keys without a name are written key1234"],
    ["key01=x", 'zone:1:12: error: expected a parameter like alpn=h2; found "key01=x"', "keys without a name are written key1234"],
    [
      '"alpn=h2"',
      'zone:1:12: error: expected a parameter like alpn=h2; found ""alpn=h2""',
      "a parameter's value may be in quotes, not the whole of it",
    ],
  ])("whose key is none: %s", (param, message, help) => {
    const lines = complaint(`x SVCB 1 . ${param}`).split("\n");
    expect([lines[0], lines[3]]).toEqual([message, `  help: ${help}`]);
  });

  it.each([
    ["port=65536", "the value of port is not a number from 0 to 65535"],
    ["alpn=a,,b", "the value of alpn is not a list of protocols, each of 1 to 255 bytes"],
    ["alpn=", "alpn needs a value"],
    ["alpn=a\\\\b", "the value of alpn is not a list of protocols, each of 1 to 255 bytes"],
    [`alpn=${"x".repeat(256)}`, "the value of alpn is not a list of protocols, each of 1 to 255 bytes"],
    ["ipv4hint=192.0.2.1,", "the value of ipv4hint is not a list of IPv4 addresses"],
    ["ipv6hint=192.0.2.1", "the value of ipv6hint is not a list of IPv6 addresses"],
    ["ech=A", "the value of ech is not base64"],
    ["mandatory=foo", "the value of mandatory is not a list of keys"],
    ["no-default-alpn", "no-default-alpn needs alpn beside it"],
    ["key65535", "key65535 is reserved"],
    ["ohttp=1", "ohttp has no value"],
    ["dohpath=dns-query", 'dohpath is no template of a path with "dns" in it, like /dns-query{?dns}'],
    ["key1=", "alpn has no protocol"],
  ])("that are wrong: %s", (param, message) => {
    expect(complaint(`x SVCB 1 . ${param}`).split("\n")[0]).toBe(`zone:1:12: error: ${message}`);
  });

  it("whose quoted value holds what is special elsewhere", () => {
    expect(texts('x SVCB 1 . key9="a;b (c) \\"d\\"" port=1')).toEqual(['x.example.com. 3600 IN SVCB 1 . port=1 key9="a;b (c) \\"d\\""']);
  });
});
