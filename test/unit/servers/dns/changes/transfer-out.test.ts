/** Giving zones away: what a client puts together is the zone. */
import { describe, expect, test } from "vitest";
import { decodeDnsMessage, type DnsMessage, type DnsRecord } from "../../../../../generated/dns/dns.js";
import { DnsType } from "../../../../../generated/dns/types.js";
import { Query } from "../../../../../servers/dns/answer/query.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { changeMessages, type TransferMessage, WholeTransfer } from "../../../../../servers/dns/transfer/out.js";
import { difference, soaOf } from "../../../../../servers/dns/zone/change.js";
import { imageOf, queryOf } from "../../../../support/dns-zone.js";
import { address, APEX, changeable, contents, lineOf, rr, updateMessage, ZONE } from "./support.js";

const ROOM = 100;

function queryFor(type: number): Query {
  const bytes = queryOf({ name: ZONE, type });
  const query = new Query();
  query.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length);
  return query;
}

/** Takes what it needs of a message at once: the next one overwrites it. */
function received(messages: Iterable<TransferMessage>): DnsMessage[] {
  return Array.from(messages, ({ bytes, end }) => {
    expect(end).toBeLessThanOrEqual(0xffff - ROOM);
    const copy = bytes.buffer.slice(0, end);
    const decoded = decodeDnsMessage(new DataView(copy), 0, end);
    if (!decoded.ok) throw new Error("a message of the transfer is malformed");
    return decoded.value;
  });
}

function whole(image: ZoneImage): DnsMessage[] {
  return received(new WholeTransfer(image, image.version, queryFor(DnsType.AXFR), ROOM).messages());
}

function recordsOf(messages: readonly DnsMessage[]): DnsRecord[] {
  return messages.flatMap(({ answers }) => answers);
}

function kindAt(records: readonly DnsRecord[], index: number): string | undefined {
  return records.at(index)?.rdata.$kind;
}

function lineAt(records: readonly DnsRecord[], index: number): string {
  const record = records.at(index);
  return record === undefined ? "" : lineOf(record);
}

describe("AXFR", () => {
  test("is the SOA, every record once, and the SOA", () => {
    const image = imageOf(
      `${APEX}www 60 A 192.0.2.7\n*.w 60 TXT "a b"\nsub 60 NS ns.sub\nns.sub 60 A 192.0.2.9\nMiXed 60 MX 10 www\n`,
      ZONE,
    );
    const records = recordsOf(whole(image));
    expect(kindAt(records, 0)).toBe("SOA");
    expect(records.slice(1).map(lineOf).toSorted()).toEqual([...contents(image)].toSorted());
    expect(lineAt(records, -1)).toBe(lineAt(records, 0));
  });

  test("takes as many messages as it needs, a long one for an RRset that needs it", () => {
    const many = Array.from({ length: 3000 }, (_, index) => `h${index} 60 A 10.0.${index >> 8}.${index & 255}`);
    const long = Array.from({ length: 2500 }, (_, index) => `long 60 A 10.1.${index >> 8}.${index & 255}`);
    const image = imageOf(`${APEX}${many.join("\n")}\n${long.join("\n")}\n`, ZONE);
    const messages = whole(image);
    expect(messages.length).toBeGreaterThan(3);
    expect(new Set(recordsOf(messages).map(lineOf))).toEqual(contents(image));
    for (const message of messages) expect(message.questions[0]?.qname.toString()).toBe(ZONE);
  });

  test("is of one version, whatever is changed meanwhile", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `h${index} 60 A 10.0.${index >> 8}.${index & 255}`).join("\n");
    const { zone } = changeable(`${APEX}${many}\n`);
    const { image } = zone;
    const before = contents(image);
    const messages = new WholeTransfer(image, image.version, queryFor(DnsType.AXFR), ROOM).messages();
    const taken = received([messages.next().value as TransferMessage]);
    await zone.update(updateMessage([rr("h7.example", address(1)), rr("h2999.example", { $kind: "Empty", $value: 255 }, 255)]));
    taken.push(...received(messages));
    expect(new Set(recordsOf(taken).map(lineOf))).toEqual(before);
  });
});

describe("IXFR", () => {
  test("leads from one serial to the newest, change by change", async () => {
    const { zone, history } = changeable();
    const model = contents(zone.image);
    for (let index = 0; index < 30; index++)
      await zone.update(
        updateMessage([rr(`h${index % 5}.example`, address(index)), rr(`h${(index + 1) % 5}.example`, address(index), 254)]),
      );
    const newest = soaOf(zone.image, zone.image.version);
    const changes = history.since(1) ?? [];
    const records = recordsOf(received(changeMessages(queryFor(DnsType.IXFR), newest, changes, ROOM)));
    expect([lineAt(records, 0), lineAt(records, -1)]).toEqual([lineOf(newest), lineOf(newest)]);
    // RFC 1995 section 4: between them, an SOA begins what goes, the next what comes.
    let isDeleting = false;
    for (const record of records.slice(1, -1)) {
      if (record.rdata.$kind === "SOA") isDeleting = !isDeleting;
      if (isDeleting) expect(model.delete(lineOf(record))).toBe(true);
      else model.add(lineOf(record));
    }
    expect(model).toEqual(contents(zone.image));
  });
});

describe("the difference of two images", () => {
  test("applied to the one gives the other", async () => {
    const one = `${APEX}a 60 A 192.0.2.1\nb 60 A 192.0.2.1\nb 60 TXT "x"\nc.d 60 A 192.0.2.1\n`;
    const other = `${APEX.replace("admin 1 ", "admin 5 ")}a 60 A 192.0.2.1\na 60 A 192.0.2.2\nb 90 A 192.0.2.1\nb 60 TXT "x"\ne 60 A 192.0.2.1\n`;
    const { zone } = changeable(one);
    const target = imageOf(other, ZONE);
    const change = difference(zone.image, target);
    expect([change.fromSerial, change.toSerial]).toEqual([1, 5]);
    expect(change.deletions.map(lineOf)).not.toContain('b.example. 60 in txt "x"');
    expect(await zone.apply([change])).toBe(true);
    expect(contents(zone.image)).toEqual(contents(target));
  });
});
