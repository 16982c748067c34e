/** How long a zone will be served (EXPIRE, RFC 7314), as any question for its SOA is told that asks for it. */
import { expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { Answerer, DEFAULT_SETTINGS } from "../../../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { compact } from "../../../../../servers/dns/image/compact.js";
import { FRESH } from "../../../../../servers/dns/image/memory.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { ask, asker, type Asked, encodeAsked, NOW, type Reply } from "../answer-edns/support.js";
import { imageOf, ORIGIN } from "../secondary/support.js";

const EXPIRE = 86_400;
const ASKS: NonNullable<Asked["options"]> = [{ code: { $kind: "Expire" } }];

function zone(): ZoneImage {
  return imageOf(1, ["www A 192.0.2.1", "alias CNAME @"], ORIGIN, `7200 900 ${EXPIRE} 300`);
}

function askFor(image: ZoneImage, asked: Asked = {}, now = NOW, isStream = false): Reply {
  const answerer = new Answerer(new ZoneDirectory([image]), PRIMITIVES, { ...DEFAULT_SETTINGS, serverId: "ns1" });
  const reply = ask(answerer, encodeAsked({ name: ORIGIN, type: DnsType.SOA, options: ASKS, ...asked }), asker(isStream, undefined, now));
  if (reply === undefined) throw new Error("no reply");
  return reply;
}

function expiryIn({ options }: Reply): unknown[] {
  return options.flatMap(({ code }) => (code.$kind === "Expire" && "expire" in code ? [code.expire] : []));
}

test.each([false, true])("a primary says what its SOA says (section 3.1); over a stream: %s", (isStream) => {
  expect(expiryIn(askFor(zone(), {}, NOW, isStream))).toEqual([EXPIRE]);
});

test("a secondary says what is left of it (section 3.2)", () => {
  const image = zone();
  image.expiresAt = NOW + 1000.7;
  expect(expiryIn(askFor(image))).toEqual([1000]);
  expect(expiryIn(askFor(image, {}, NOW + 400))).toEqual([600]);
  // It is told that it has expired a moment later.
  expect(expiryIn(askFor(image, {}, NOW + 2000))).toEqual([0]);
  image.expiresAt = 2 ** 40;
  expect(expiryIn(askFor(image))).toEqual([0xffff_ffff - NOW]);
});

test("what takes the place of a zone is as old as that", () => {
  const image = zone();
  image.expiresAt = NOW + 7;
  const copy = compact(image, image.version, 1, FRESH);
  copy.succeed(image);
  expect(expiryIn(askFor(copy))).toEqual([7]);
});

test("beside other options, in whatever order they come", () => {
  const nsid = { code: { $kind: "NSID", nsid: new Uint8Array(0) } } as const;
  const reply = askFor(zone(), { options: [nsid, ...ASKS] });
  expect(reply.options.map(({ code }) => code.$kind).sort()).toEqual(["Expire", "NSID"]);
  expect(expiryIn(reply)).toEqual([EXPIRE]);
});

test.each<[string, Asked]>([
  ["nobody asks for it", { options: [] }],
  ["another type is asked for", { type: DnsType.NS }],
  ["the SOA of another name is asked for", { name: `www.${ORIGIN}` }],
  ["an alias leads to the zone's name", { name: `alias.${ORIGIN}` }],
  ["the name is not there", { name: `none.${ORIGIN}` }],
  ["the zone is not served here", { name: "example.org" }],
])("nothing is said of it where %s", (_what, asked) => {
  const { options, message } = askFor(zone(), asked);
  expect(options.filter(({ code }) => code.$kind !== "ExtendedError")).toEqual([]);
  expect(message.tc).toBe(0);
});

test("a zone that has expired says nothing but that", () => {
  const image = zone();
  image.expiresAt = NOW - 1;
  image.isExpired = true;
  expect(askFor(image).options.map(({ code }) => code.$kind)).toEqual(["ExtendedError"]);
});
