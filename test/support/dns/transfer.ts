/** All records of a zone, as a server that allows it gives them (AXFR, RFC 5936). */
import { createConnection, type Socket } from "node:net";
import { once } from "node:events";
import { type DnsMessage } from "../../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { decodeMessage, encodeQuery } from "./message.js";
import { canonicalRecord, type ZoneRecord } from "./records.js";
import { framed, messagesFrom } from "./tcp.js";

export async function transferZone(port: number, origin: string): Promise<ZoneRecord[]> {
  const socket = createConnection({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
    socket.write(framed(encodeQuery({ name: origin, type: DnsType.AXFR, dnssecOk: false, payload: undefined }, 1)));
    return await recordsFrom(socket, origin);
  } finally {
    socket.destroy();
  }
}

/** The SOA comes first, and again at the end. */
async function recordsFrom(socket: Socket, origin: string): Promise<ZoneRecord[]> {
  const records: ZoneRecord[] = [];
  for await (const bytes of messagesFrom(socket)) {
    records.push(...transferred(decodeMessage(bytes)));
    if (records.filter(({ type }) => type === DnsType.SOA).length === 2) return records.slice(0, -1);
  }
  throw new Error(`the transfer of ${origin} ended early`);
}

function transferred({ rcode, answers }: DnsMessage): ZoneRecord[] {
  if (rcode !== DnsRcode.NoError) throw new Error(`no transfer: rcode ${rcode}`);
  return answers.map(canonicalRecord);
}
