/** Transfers over TLS (RFC 9103) with NSD and BIND in both roles; Knot's version here has none. */
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer as createTcpServer, type Server } from "node:net";
import { join } from "node:path";
import { createServer, type SecureVersion } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Certificate, makeCertificate } from "../../../support/dns/replication/certificate.js";
import { freePort } from "../../../support/dns/port.js";
import { remote, rules } from "../../../support/dns/replication/deens.js";
import { type PeerName, PEERS } from "../../../support/dns/replication/peers.js";
import { Replicas, sharedKey } from "../../../support/dns/replication/replicas.js";
import { manyLines, MANY_KINDS, zoneText } from "../../../support/dns/replication/zone-text.js";
import { recordText } from "../../../support/dns/records.js";
import { transferZone } from "../../../support/dns/transfer.js";
import { requirePeers } from "../../peers.js";

const peers = requirePeers([PEERS.nsd, PEERS.bind, { command: "openssl", package: "openssl" }]);
const ORIGIN = "secured.example";
const SHARED = sharedKey(13);
const KEY = SHARED.key;

describe.skipIf(!peers.available)(`over TLS${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let file = "";
  let shown: Certificate;
  let replicas: Replicas;

  beforeEach(async () => {
    replicas = await Replicas.make(ORIGIN, SHARED);
    ({ folder, file } = replicas);
    shown = await makeCertificate(folder, "primary.example");
    await writeFile(file, zoneText(ORIGIN, 1, [...MANY_KINDS, ...manyLines(2000)]));
  });

  afterEach(() => replicas.close());

  const theirs = async (port: number): Promise<string[]> => (await transferZone(port, ORIGIN).catch(() => [])).map(recordText).sort();

  test.each<PeerName>(["nsd", "bind"])("we fetch from %s", { timeout: 60_000 }, async (name) => {
    const [port, tlsPort, ourPort] = [await freePort(), await freePort(), await freePort()];
    const primary = await replicas.startPeer(name, { port, file, otherPort: ourPort, tls: { own: { ...shown, port: tlsPort } } });
    const tls = { serverName: shown.name, certificateAuthority: shown.certificate };
    const primaries = [remote("peer", tlsPort, KEY.name, tls)];
    const ours = await replicas.startOurs({
      port: ourPort,
      dataDirectory: join(folder, "data"),
      zones: [{ origin: ORIGIN, file: undefined, primaries, allowNotify: rules(`key:${KEY.name}`) }],
    });
    await ours.until("AXFR", () => ours.zone(ORIGIN).serial === 1);
    expect(ours.records(ORIGIN)).toEqual(await theirs(port));
    // NSD finds out that a file has changed by its time, in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(file, zoneText(ORIGIN, 2, [...MANY_KINDS.slice(1), ...manyLines(2001)]));
    primary.reload();
    await ours.until("IXFR", () => ours.zone(ORIGIN).serial === 2);
    expect(ours.records(ORIGIN)).toEqual(await theirs(port));
    expect(ours.told.some((text) => text.includes("(IXFR) after 1"))).toBe(true);
  });

  test.each<[PeerName, string]>([
    ["nsd", "only if our certificate is right"],
    ["bind", "only if our certificate is right"],
    ["bind", "whatever we show"],
  ])("%s fetches from us, %s", { timeout: 60_000 }, async (name, how) => {
    const [port, tlsPort, ourPort] = [await freePort(), await freePort(), await freePort()];
    const other = how.startsWith("only") ? shown : undefined;
    const tls = { ...(other === undefined ? {} : { other }), otherPort: tlsPort };
    const ours = await replicas.startOurs({
      port: ourPort,
      tls: { ...shown, port: tlsPort },
      zones: [{ origin: ORIGIN, file, notify: [remote(name, port, KEY.name)], allowTransfer: rules(`key:${KEY.name}`) }],
    });
    await replicas.startPeer(name, { port, file: undefined, otherPort: ourPort, tls });
    await expect.poll(() => theirs(port), { timeout: 30_000, interval: 100 }).toEqual(ours.records(ORIGIN));
    await writeFile(file, zoneText(ORIGIN, 2, [...MANY_KINDS.slice(1), ...manyLines(2001)]));
    await ours.store.load();
    await expect.poll(() => theirs(port), { timeout: 30_000, interval: 100 }).toEqual(ours.records(ORIGIN));
    const transfers = ours.asked.filter((asked) => asked.includes("XFR"));
    expect(transfers.length).toBeGreaterThanOrEqual(2);
    expect(transfers.filter((asked) => !asked.endsWith("over TLS"))).toEqual([]);
  });

  test.each<PeerName>(["nsd", "bind"])("%s takes nothing from us if our certificate is another's", { timeout: 60_000 }, async (name) => {
    const [port, tlsPort, ourPort] = [await freePort(), await freePort(), await freePort()];
    const ours = await replicas.startOurs({
      port: ourPort,
      tls: { ...(await makeCertificate(folder, "stranger.example")), port: tlsPort },
      zones: [{ origin: ORIGIN, file, notify: [remote(name, port, KEY.name)], allowTransfer: rules("any") }],
    });
    await replicas.startPeer(name, { port, file: undefined, otherPort: ourPort, tls: { other: shown, otherPort: tlsPort } });
    await ours.until("told", () => ours.counts.notifications.acknowledged > 0);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await theirs(port)).toEqual([]);
    expect(ours.asked.filter((asked) => asked.includes("XFR"))).toEqual([]);
  });

  describe("we take nothing", () => {
    let server: Server;
    let received = "";

    afterEach(() => new Promise((resolve) => server.close(resolve)));

    async function listen(version: SecureVersion | "none"): Promise<number> {
      received = "";
      const secrets = { cert: await readFile(shown.certificate), key: await readFile(shown.key) };
      const serve = (socket: NodeJS.ReadWriteStream): void => {
        socket.on("data", (piece: Buffer) => (received += piece.toString("latin1")));
        socket.on("error", () => undefined);
      };
      server =
        version === "none" ? createTcpServer(serve) : createServer({ ...secrets, maxVersion: version, minVersion: "TLSv1.2" }, serve);
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      return typeof address === "object" ? (address?.port ?? 0) : 0;
    }

    test.each<[string, SecureVersion | "none", string, boolean, RegExp]>([
      ["from who shows another name", "TLSv1.3", "other.example", true, /altnames/],
      ["from who is trusted by nobody", "TLSv1.3", "primary.example", false, /self-signed certificate/],
      ["from who has TLS 1.2 only", "TLSv1.2", "primary.example", true, /protocol version/],
      ["from who has no TLS", "none", "primary.example", true, /does not answer|takes too long/],
    ])("%s", async (_what, version, serverName, isTrusted, why) => {
      const port = await listen(version);
      const tls = { serverName, certificateAuthority: isTrusted ? shown.certificate : undefined };
      const ours = await replicas.startOurs({
        port: await freePort(),
        zones: [{ origin: ORIGIN, file: undefined, primaries: [remote("peer", port, undefined, tls)] }],
      });
      await ours.until("said", () => ours.told.length > 0);
      expect(ours.told[0]).toMatch(why);
      // Nothing of what we want to know goes there in the clear.
      expect(received).not.toContain("secured");
      expect(ours.zone(ORIGIN).image).toBeUndefined();
    });
  });
});
