/** Whole zones that come in (RFC 5936). */
import { describe, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { HEAD } from "../../../../../servers/dns/image/layout.js";
import { a, APEX, message, NOW, problem, receive, receiver, SignedTransfer, soa } from "./support.js";

describe("a whole zone", () => {
  test("in one message", () => {
    const received = receive([message([soa(5), ...APEX, a("www.example.com"), soa(5)])]);
    expect(received).toMatchObject({ kind: "zone", soa: { rdata: { serial: 5 } } });
    expect(received.kind === "zone" && received.image.word(HEAD.RECORDS << 2)).toBe(4);
  });

  test("in many, of which only the first has a question", () => {
    const records = [soa(5), ...APEX, a("a.example.com"), a("b.example.com"), soa(5)];
    const messages = records.map((record, index) => message([record], index === 0 ? {} : { questions: [] }));
    const transfer = receiver();
    expect(messages.map((bytes) => transfer.accept(bytes, NOW).kind)).toEqual(["more", "more", "more", "more", "more", "zone"]);
  });

  test("the same record twice is one", () => {
    const received = receive([message([soa(5), ...APEX, ...APEX, soa(5)])]);
    expect(received.kind === "zone" && received.image.word(HEAD.RECORDS << 2)).toBe(3);
  });

  test("of the serial that we have, or a later one, around the end of numbers too (RFC 1982)", () => {
    const zone = (serial: number): Uint8Array => message([soa(serial), ...APEX, soa(serial)]);
    expect(receive([zone(7)], { serial: 7 }).kind).toBe("zone");
    expect(receive([zone(3)], { serial: 0xffff_fff0 }).kind).toBe("zone");
    expect(problem(receive([zone(6)], { serial: 7 }))).toBe("its serial 6 is older than ours, 7");
  });
});

describe("is refused", () => {
  const zone = [soa(5), ...APEX, soa(5)];

  test.each<[string, Uint8Array, string]>([
    ["another identifier", message(zone, { id: 1 }), "a message that is no answer to our query"],
    ["a query", message(zone, { qr: 0 }), "a message that is no answer to our query"],
    ["another opcode", message(zone, { opcode: 4 }), "a message that is no answer to our query"],
    ["REFUSED", message([], { rcode: DnsRcode.Refused }), "the answer is REFUSED"],
    ["TC", message(zone, { tc: 1 }), "a message that was truncated"],
    ["another question's type", message(zone, { questions: [{ qname: "example.com", qtype: DnsType.A, qclass: 1 }] }), "question"],
    ["another question's name", message(zone, { questions: [{ qname: "example.net", qtype: DnsType.AXFR, qclass: 1 }] }), "question"],
    ["no records", message([]), "a message without records"],
    ["no SOA first", message([...APEX, soa(5)]), "its first record is not the zone's SOA record"],
    ["another zone's SOA first", message([{ ...soa(5), name: "sub.example.com" }]), "its first record is not the zone's SOA record"],
    ["another SOA last", message([soa(5), ...APEX, soa(6)]), "the first and the last SOA record are not the same"],
    ["another SOA of the same serial last", message([soa(5), soa(5, { expire: 1 })]), "the first and the last SOA record are not the same"],
    ["records behind the end", message([...zone, a("late.example.com")]), "there are records behind the last SOA record"],
    ["another class", message([soa(5), { ...a("www.example.com"), class: 4 }]), "www.example.com. A is of class HS"],
    [
      "a type of messages",
      message([soa(5), { name: "example.com", ttl: 0, rdata: { $kind: "OPT", options: [] } }]),
      "OPT is no type of records in zones",
    ],
    ["no data", message([soa(5), { name: "example.com", ttl: 0, rdata: { $kind: "Empty", $value: DnsType.NSEC3PARAM } }]), "has no data"],
    ["an empty SOA", message([soa(5), { name: "example.com", ttl: 0, rdata: { $kind: "Empty", $value: DnsType.SOA } }]), "has no data"],
    ["bytes behind the message", Uint8Array.of(...message(zone), 0), "a message that is malformed"],
    ["a message that is cut off", message(zone).subarray(0, 40), "a message that is malformed"],
    ["nothing", new Uint8Array(0), "a message that is malformed"],
  ])("%s", (_what, bytes, why) => {
    expect(problem(receive([bytes]))).toContain(why);
  });

  test("records of other zones, which are counted", () => {
    const records = [soa(5), a("www.example.net"), ...APEX, a("notexample.com"), a("com"), soa(5)];
    expect(problem(receive([message(records)]))).toBe("3 records are not of the zone, the first of them www.example.net. A");
    expect(problem(receive([message([soa(5), a("example.org")])]))).toBe("1 record is not of the zone, the first of them example.org. A");
  });

  test("a zone that is too large", () => {
    const records = Array.from({ length: 100 }, (_, index) => a(`host-${index}.example.com`));
    const messages = [message([soa(5), ...APEX]), ...Array.from({ length: 20 }, () => message(records)), message([soa(5)])];
    // The same again and again takes no room, but somebody sends it all the same.
    expect(problem(receive(messages, { mostBytes: 20_000 }))).toBe("the zone is larger than 20000 bytes (limits: received-zone-bytes)");
    expect(receive(messages, { mostBytes: 100_000 }).kind).toBe("zone");
  });

  test("a zone that comes too late", () => {
    const transfer = receiver({ deadline: NOW + 10 });
    expect(transfer.accept(message([soa(5), ...APEX]), NOW + 10).kind).toBe("more");
    expect(problem(transfer.accept(message([soa(5)]), NOW + 11))).toContain("too long");
  });

  test("for good: what comes after a failure changes nothing", () => {
    const transfer = receiver();
    expect(transfer.accept(message([a("www.example.com")]), NOW).kind).toBe("failed");
    expect(transfer.accept(message(zone), NOW).kind).toBe("failed");
  });
});

describe("with TSIG (RFC 8945 section 5.3.1)", () => {
  const parts = [message([soa(5), ...APEX]), message([a("www.example.com")]), message([a("w.example.com")]), message([soa(5)])];

  test("every message may be signed", () => {
    const { verifier, ...signed } = transferOf(parts);
    expect(receive(signed.messages, { verifier }).kind).toBe("zone");
  });

  test("the first and the last must be, others may be", () => {
    const signed = new SignedTransfer();
    const [first = new Uint8Array(0), ...rest] = parts;
    const messages = [signed.sign(first), ...rest];
    expect(problem(receive(messages, { verifier: signed.verifier }))).toBe("its last message is not signed");
    expect(problem(receive(parts, { verifier: new SignedTransfer().verifier }))).toBe("a message that is not signed");
  });

  test.each([0, 1, 2, 3])("message %i was changed", (index) => {
    const { verifier, messages } = transferOf(parts);
    const changed = messages.map((bytes, at) => (at === index ? flipped(bytes) : bytes));
    expect(problem(receive(changed, { verifier }))).toContain("BADSIG");
  });

  test.each([0, 1, 2])("messages %i and the next have changed places", (index) => {
    const { verifier, messages } = transferOf(parts);
    const [one, other] = [messages[index], messages[index + 1]];
    if (one !== undefined && other !== undefined) messages.splice(index, 2, other, one);
    expect(problem(receive(messages, { verifier }))).toContain("BADSIG");
  });

  test("a message in the middle was left out", () => {
    const { verifier, messages } = transferOf(parts);
    messages.splice(1, 1);
    expect(problem(receive(messages, { verifier }))).toContain("BADSIG");
  });

  test("another key", () => {
    const theirs = new SignedTransfer("other.example");
    const { verifier } = new SignedTransfer();
    expect(
      problem(
        receive(
          parts.map((part) => theirs.sign(part)),
          { verifier },
        ),
      ),
    ).toContain("BADKEY");
  });

  test("a refusal that is not signed tells its RCODE", () => {
    const { verifier } = new SignedTransfer();
    expect(problem(receive([message([], { rcode: DnsRcode.Refused })], { verifier }))).toBe("the answer is REFUSED, and not signed");
  });
});

function transferOf(parts: readonly Uint8Array[]): { verifier: SignedTransfer["verifier"]; messages: Uint8Array[] } {
  const signed = new SignedTransfer();
  return { verifier: signed.verifier, messages: parts.map((part) => signed.sign(part)) };
}

/** With another TTL of its first record, or what stands there. */
function flipped(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const at = 12 + 13 + 4 + 2 + 4 + 3;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
