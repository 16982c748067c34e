/** Changes that come in (RFC 1995 section 4 and 7), and what a stranger may send instead. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import type { Received } from "../../../../../servers/dns/transfer/in.js";
import { checkZone } from "../../../../../servers/dns/zone/check.js";
import { a, APEX, changeMessage, message, NOW, problem, receive, receiver, SignedTransfer, soa } from "./support.js";

const SINCE_1 = { type: DnsType.IXFR, serial: 1 } as const;

function changed(...records: readonly DnsRecordInput[]): Received {
  return receive([changeMessage(records)], SINCE_1);
}

describe("changes", () => {
  const [one, two, three] = [a("one.example.com"), a("two.example.com"), a("three.example.com")];

  test("each with what goes and what comes, the SOA records first", () => {
    const received = changed(soa(3), soa(1), one, soa(2), two, soa(2), two, soa(3), three, soa(3));
    expect(summary(received)).toEqual([
      [1, 2, [1, "one.example.com"], [2, "two.example.com"]],
      [2, 3, [2, "two.example.com"], [3, "three.example.com"]],
    ]);
  });

  test("of nothing but the serial", () => {
    expect(summary(changed(soa(2), soa(1), soa(2), soa(2)))).toEqual([[1, 2, [1], [2]]]);
  });

  test("over many messages, the first of which has the SOA alone", () => {
    const records = [soa(2), soa(1), one, soa(2), two, soa(2)];
    const transfer = receiver(SINCE_1);
    const kinds = records.map((record) => transfer.accept(changeMessage([record]), NOW).kind);
    expect(kinds).toEqual(["more", "more", "more", "more", "more", "changes"]);
  });

  test("a SOA alone that is not later than ours: there are none", () => {
    expect(changed(soa(1)).kind).toBe("current");
    expect(changed(soa(0)).kind).toBe("current");
  });

  test("a whole zone instead", () => {
    expect(changed(soa(9), ...APEX, soa(9)).kind).toBe("zone");
  });

  test.each<[string, readonly DnsRecordInput[], string]>([
    ["a change that leads back", [soa(3), soa(1), soa(0)], "a change leads from serial 1 to 0"],
    ["a change that leads nowhere", [soa(3), soa(1), soa(1)], "a change leads from serial 1 to 1"],
    ["a gap", [soa(4), soa(1), soa(2), soa(3)], "a change that leads to serial 2 is followed by serial 3"],
    ["changes since another serial", [soa(3), soa(2), soa(3), soa(3)], "its changes begin with serial 2, not with ours, 1"],
    ["another end", [soa(2), soa(1), soa(2), soa(2, { retry: 1 })], "the first and the last SOA record are not the same"],
    ["records behind the end", [soa(2), soa(1), soa(2), soa(2), one], "there are records behind the last SOA record"],
    ["a stranger's records", [soa(2), soa(1), a("example.net"), soa(2), soa(2)], "1 record is not of the zone"],
  ])("%s is refused, and the whole zone asked for", (_what, records, why) => {
    const received = changed(...records);
    expect(problem(received)).toContain(why);
    expect(received).toMatchObject({ tryWhole: true });
  });

  test.each([
    [DnsRcode.FormErr, true],
    [DnsRcode.NotImp, true],
    [DnsRcode.Refused, true],
    [DnsRcode.ServFail, false],
  ])("after RCODE %i the whole zone is asked for: %s", (rcode, tryWhole) => {
    expect(receive([changeMessage([], { rcode })], SINCE_1)).toMatchObject({ kind: "failed", tryWhole });
    expect(receive([message([], { rcode })])).toMatchObject({ kind: "failed", tryWhole: false });
  });

  test("more than is sensible", () => {
    const many = Array.from({ length: 500 }, (_, index) => a(`host-${index}.example.com`));
    const messages = [changeMessage([soa(2), soa(1)]), ...Array.from({ length: 20 }, () => changeMessage(many))];
    expect(receive(messages, { ...SINCE_1, mostBytes: 1 << 20 })).toMatchObject({ kind: "failed", tryWhole: true });
  });

  test("one SOA that is not signed is not believed", () => {
    const { verifier } = new SignedTransfer();
    expect(receive([changeMessage([soa(1)])], { ...SINCE_1, verifier }).kind).toBe("failed");
  });
});

type Summary = readonly [number, number, readonly (number | string)[], readonly (number | string)[]];

function summary(received: Received): Summary[] | string {
  if (received.kind !== "changes") return problem(received);
  const text = ({ name, rdata }: (typeof received.changes)[number]["additions"][number]): number | string =>
    rdata.$kind === "SOA" ? rdata.serial : name.toString();
  return received.changes.map(({ fromSerial, toSerial, deletions, additions }) => {
    return [fromSerial, toSerial, deletions.map(text), additions.map(text)];
  });
}

describe("whatever comes", () => {
  const record = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }).map((serial) => soa(serial)) },
    { weight: 4, arbitrary: fc.constantFrom("www", "ns1", "a.b", "*").map((name) => a(`${name}.example.com`)) },
    { weight: 2, arbitrary: fc.constant(APEX[0] ?? soa(0)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(a("example.net"), { ...a("www.example.com"), class: 4 }, { ...soa(1), name: "sub.example.com" }),
    },
  );
  const sequences = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

  test("any records in any messages: it is a zone, changes, or refused", () => {
    fc.assert(
      fc.property(
        sequences,
        fc.constantFrom(DnsType.AXFR, DnsType.IXFR),
        fc.option(fc.integer({ min: 0, max: 4 })),
        (parts, type, serial) => {
          const make = type === DnsType.AXFR ? message : changeMessage;
          const transfer = receiver({ type, serial: type === DnsType.IXFR ? (serial ?? 1) : (serial ?? undefined) });
          const records: DnsRecordInput[] = [];
          let received: Received = { kind: "more" };
          for (const part of parts) {
            received = transfer.accept(make(part), NOW);
            records.push(...part);
            if (received.kind !== "more") break;
          }
          if (received.kind === "zone" || received.kind === "changes") {
            const last = received.soa.rdata.serial;
            expect(records[0]?.rdata).toMatchObject({ $kind: "SOA", serial: last });
            expect(records.some(({ name }) => name === "example.net")).toBe(false);
          }
          if (received.kind === "changes") {
            expect(received.changes[0]?.fromSerial).toBe(serial ?? 1);
            expect(received.changes.at(-1)?.toSerial).toBe(received.soa.rdata.serial);
          }
          if (received.kind === "zone") checkZone(received.image);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("any bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), (messages) => {
        expect(["more", "failed"]).toContain(receive(messages).kind);
      }),
      { numRuns: 300 },
    );
  });

  test("any byte of a transfer changed", () => {
    const bytes = message([soa(5), ...APEX, a("www.example.com"), soa(5)]);
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 0x3f, 0x80, 0xc0, 0xff]) {
        const mutated = bytes.slice();
        mutated[at] = value;
        expect(["more", "failed", "zone"]).toContain(receive([mutated]).kind);
      }
    }
  });
});
