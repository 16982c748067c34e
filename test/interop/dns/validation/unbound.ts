/** Unbound: a resolver that validates, and asks one server on this machine alone. */
import { DnsRcode, DnsType } from "../../../../generated/dns/types.js";
import { AMPLE, rcodeName } from "../../../support/dns/answer.js";
import { type DnsClient } from "../../../support/dns/client.js";
import { typeName, type ZoneRecord } from "../../../support/dns/records.js";
import { findCommand, type Peer } from "../../peers.js";
import { type ServerKind } from "../../../support/dns/servers/server.js";
import { type Finding, lastOf, type Question } from "./zones.js";

/** Where answers come from: a server, and what is trusted of its zones. */
export interface Upstream {
  readonly port: number;
  readonly origins: readonly string[];
  /** A DNSKEY record's data, that of all zones. */
  readonly anchor: string;
}

export const UNBOUND: Peer = { command: "unbound", package: "unbound" };

export function unbound({ port: upstream, origins, anchor }: Upstream): ServerKind {
  return {
    name: "unbound",
    peer: UNBOUND,
    prepare({ folder, port }) {
      const lines = [
        "server:",
        `  directory: "${folder}"`,
        '  chroot: ""',
        '  username: ""',
        '  pidfile: ""',
        "  use-syslog: no",
        "  verbosity: 1",
        "  val-log-level: 2",
        "  num-threads: 1",
        `  interface: 127.0.0.1@${port}`,
        "  do-ip6: no",
        "  do-not-query-localhost: no",
        '  module-config: "validator iterator"',
        // Each question is to be asked, and its own proof looked at.
        "  aggressive-nsec: no",
        "  qname-minimisation: no",
        ...origins.map((origin) => `  trust-anchor: "${origin}. DNSKEY ${anchor}"`),
        "remote-control:",
        "  control-enable: no",
        ...origins.flatMap((origin) => ["stub-zone:", `  name: "${origin}"`, `  stub-addr: 127.0.0.1@${upstream}`]),
      ];
      const files = { "unbound.conf": `${lines.join("\n")}\n` };
      return { command: findCommand(UNBOUND.command) ?? UNBOUND.command, args: ["-d", "-c", `${folder}/unbound.conf`], files };
    },
  };
}

/** Asks it; AD says that it is sure (RFC 4035 section 3.2.3), SERVFAIL that it is not to be believed (section 5.5). */
export async function askUnbound(client: DnsClient, name: string, type: Question["type"]): Promise<Finding> {
  const { rcode, flags, answer } = await client.ask({ name, type: DnsType[type], dnssecOk: true, payload: AMPLE });
  const status = flags.includes("AD") ? "secure" : rcode === DnsRcode.ServFail ? "bogus" : "insecure";
  const records = answer.map((record) => ({ type: typeName(record.type), data: dataText(record) }));
  return { rcode: rcodeName(rcode).toUpperCase(), status, answer: lastOf(records) };
}

function dataText({ type, rdata }: ZoneRecord): string {
  if (type !== DnsType.A) return rdata;
  const address = Number(rdata);
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join(".");
}
