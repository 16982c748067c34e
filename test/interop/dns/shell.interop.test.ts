/** The server as a program, asked with dig, kdig, curl and openssl. */
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../support/dns/port.js";
import { deens, finish, type Place } from "../../support/dns/shell.js";
import { Shells } from "../../support/dns/shells.js";

const ZONE = `$TTL 300
@ SOA ns hostmaster 1 7200 900 1209600 300
@ NS ns
ns A 192.0.2.53
www A 192.0.2.1
`;

let folder = "";
let shells: Shells;

beforeEach(async () => {
  shells = await Shells.make();
  ({ folder } = shells);
  await writeFile(join(folder, "example.zone"), ZONE);
});

afterEach(() => shells.close());

async function dig({ port }: Pick<Place, "port">, ...args: string[]): Promise<string> {
  return (await finish("dig", ["@127.0.0.1", "-p", String(port), "+tries=1", "+time=2", ...args])).out;
}

async function certificate(name: string): Promise<void> {
  const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  expect((await finish("openssl", ["req", "-x509", ...curve, ...files, "-days", "2", "-subj", `/CN=${name}`], folder)).code).toBe(0);
}

async function configure(...lines: string[]): Promise<{ readonly port: number; readonly tlsPort: number; readonly metricsPort: number }> {
  const [port, tlsPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const text = [
    "listen:",
    `  - 127.0.0.1:${port}`,
    `  - {address: "127.0.0.1:${tlsPort}", transports: [tls]}`,
    "workers: 2",
    "server-id: here",
    `metrics: 127.0.0.1:${metricsPort}`,
    "tls: {certificate: one.pem, key: one.key}",
    "zones: [{origin: example.com, file: example.zone}]",
    ...lines,
    "",
  ].join("\n");
  await writeFile(join(folder, "deens.yaml"), text);
  return { port, tlsPort, metricsPort };
}

test("without a file: it says where it is, and what to try; that works; it ends with 0", async () => {
  const shell = shells.start("--zone", "example.com=example.zone", "--listen", "127.0.0.1:0", "--workers", "1");
  const [place] = await shell.ready();
  await shell.until(() => shell.out.includes("Try: "));
  expect(shell.out).toContain(`Try: dig @127.0.0.1 -p ${place?.port} www.example.com`);
  const command = /Try: dig (.*)/.exec(shell.out)?.[1] ?? "";
  expect((await finish("dig", [...command.split(" "), "+short"])).out).toBe("192.0.2.1\n");
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  expect(shell.err).toBe("deens: it ends: SIGTERM\n");
});

test("a port that is taken is named, with what to do, and the exit code is 2", async () => {
  const first = shells.start("--zone", "example.com=example.zone", "--listen", "127.0.0.1:0");
  const [place] = await first.ready();
  const second = shells.start("--zone", "example.com=example.zone", "--listen", `127.0.0.1:${place?.port}`);
  expect(await second.ended()).toBe(2);
  expect(second.err).toContain(`can't listen on 127.0.0.1:${place?.port} for UDP: another program has it`);
  expect(second.err).toContain("help: ");
});

test("a port that somebody has for TCP alone is found too", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const shell = shells.start("--zone", "example.com=example.zone", "--listen", `127.0.0.1:${port}`);
  expect(await shell.ended()).toBe(2);
  expect(shell.err).toContain(`127.0.0.1:${port} for TCP: another program has it`);
  other.close();
});

test("what is given wrongly ends with 1", async () => {
  await writeFile(join(folder, "broken.zone"), "@ SOA a\n");
  expect((await deens(["serve", "--zone", "nothing"], folder)).code).toBe(1);
  expect((await deens(["serve", "--zone", "example.com=broken.zone"], folder)).code).toBe(1);
  await writeFile(join(folder, "deens.yaml"), "listne: 3\n");
  const { code, err } = await deens(["serve", "--config", "deens.yaml"], folder);
  expect(code).toBe(1);
  expect(err).toContain("did you mean `listen`?");
  expect((await deens(["serve", "--config", "none.yaml"], folder)).code).toBe(2);
});

describe("with a configuration", () => {
  beforeEach(() => certificate("one"));

  test("dig is given a cookie, and shows it; extended errors and NSID are told", async () => {
    const place = await configure();
    await shells.start("--config", "deens.yaml").ready();
    const answer = await dig(place, "www.example.com", "+nsid", "+cookie");
    expect(answer).toMatch(/COOKIE: [0-9a-f]{48} \(good\)/);
    expect(answer).toContain('("here")');
    const shown = /COOKIE: ([0-9a-f]{48})/.exec(answer)?.[1] ?? "";
    const again = await dig(place, "www.example.com", `+cookie=${shown.slice(0, 16)}${shown.slice(16)}`);
    expect(again).toContain("192.0.2.1");
    expect(await dig(place, "www.elsewhere.org", "+tcp")).toContain("EDE: 20 (Not Authoritative)");
    expect(await dig(place, "+tcp", "+keepopen", "www.example.com", "ns.example.com")).toContain("192.0.2.53");
  });

  test("kdig asks over TLS; a certificate is replaced while connections go on", async () => {
    const { tlsPort } = await configure();
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    const ask = (): Promise<string> =>
      finish("kdig", ["@127.0.0.1", "-p", String(tlsPort), "+tls", "www.example.com"]).then(({ out }) => out);
    expect(await ask()).toContain("192.0.2.1");
    const subject = async (): Promise<string> => {
      const args = ["s_client", "-connect", `127.0.0.1:${tlsPort}`, "-alpn", "dot"];
      return (await finish("sh", ["-c", `openssl ${args.join(" ")} </dev/null`])).out;
    };
    const before = await subject();
    expect(before).toContain("CN = one");
    expect(before).toContain("ALPN protocol: dot");
    await certificate("two");
    await writeFile(join(folder, "one.pem"), await readFile(join(folder, "two.pem")));
    await writeFile(join(folder, "one.key"), await readFile(join(folder, "two.key")));
    shell.signal("SIGHUP");
    await shell.until(() => shell.err.includes("read again"));
    expect(await subject()).toContain("CN = two");
    expect(await ask()).toContain("192.0.2.1");
  });

  test("a certificate that is no good leaves the old one, and lets zones be read", async () => {
    const { tlsPort, port } = await configure();
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    await writeFile(join(folder, "one.pem"), "nothing");
    await writeFile(join(folder, "example.zone"), `${ZONE.replace(" 1 7200", " 2 7200")}new A 192.0.2.9\n`);
    shell.signal("SIGHUP");
    await shell.until(() => shell.err.includes("read again"));
    expect(shell.err).toContain("one.pem");
    expect(await dig({ port }, "+short", "new.example.com")).toBe("192.0.2.9\n");
    expect((await finish("kdig", ["@127.0.0.1", "-p", String(tlsPort), "+tls", "www.example.com"])).out).toContain("192.0.2.1");
  });

  test("curl reads metrics, and nothing else there", async () => {
    const place = await configure();
    await shells.start("--config", "deens.yaml").ready();
    await dig(place, "www.example.com");
    await dig(place, "nothere.example.com", "+tcp");
    const url = `http://127.0.0.1:${place.metricsPort}`;
    const { out } = await finish("curl", ["-sf", `${url}/metrics`]);
    expect(out).toContain('deens_queries_total{transport="udp"} 1');
    expect(out).toContain('deens_replies_by_rcode_total{transport="tcp",rcode="nxdomain"} 1');
    expect(out).toContain('deens_zone_serial{zone="example.com"} 1');
    expect((await finish("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", `${url}/`])).out).toBe("404");
    expect((await finish("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", `${url}/metrics`])).out).toBe("405");
  });

  test("deens control: status, zones, reload of a broken and a mended zone, query log, stop", async () => {
    const place = await configure("query-log: queries.log");
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    const socket = join(folder, "data/control.sock");
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    const ask = (...args: string[]): ReturnType<typeof deens> => deens(["control", "--config", "deens.yaml", ...args], folder);
    expect((await ask("status", "--json")).out).toContain(`"pid":${shell.pid}`);
    expect((await ask("zones")).out).toBe("example.com: serial 1, 4 records\n");
    await writeFile(join(folder, "example.zone"), `${ZONE}broken A nowhere\n`);
    expect((await ask("reload", "example.com")).out).toContain("what was served before stays");
    expect(await dig(place, "+short", "www.example.com")).toBe("192.0.2.1\n");
    await writeFile(join(folder, "example.zone"), `${ZONE.replace(" 1 7200", " 2 7200")}new A 192.0.2.9\n`);
    expect((await ask("reload", "example.com")).code).toBe(0);
    expect(await dig(place, "+short", "new.example.com")).toBe("192.0.2.9\n");
    expect((await ask("reload", "example.net")).code).toBe(2);
    expect((await ask("query-log", "off")).code).toBe(0);
    const log = await readFile(join(folder, "queries.log"), "utf8");
    expect(log).toMatch(/^\S+Z 127\.0\.0\.1:[0-9]+ udp www\.example\.com\. IN A rd,edns,cookie NOERROR [0-9]+$/m);
    expect((await ask("stop")).code).toBe(0);
    expect(await shell.ended()).toBe(0);
    expect((await ask("status")).err).toContain("no server answers");
  });

  test("a reload adds zones, takes others out, and exchanges one for another file without a gap", async () => {
    const place = await configure();
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    const text = await readFile(join(folder, "deens.yaml"), "utf8");
    const withZones = (zones: string): Promise<void> =>
      writeFile(join(folder, "deens.yaml"), text.replace(/^zones: .*$/m, `zones: [${zones}]`).replace("workers: 2", "workers: 1"));
    let rounds = 0;
    const reload = async (zones: string): Promise<void> => {
      await withZones(zones);
      shell.signal("SIGHUP");
      rounds++;
      await shell.until(() => shell.err.split("read again").length > rounds);
    };
    const main = "{origin: example.com, file: example.zone}";
    await reload(`${main}, {origin: example.net, file: example.zone}`);
    expect(shell.err).toContain("`workers` has changed, which takes a new start");
    expect(await dig(place, "+short", "www.example.net")).toBe("192.0.2.1\n");
    await reload(main);
    expect(await dig(place, "www.example.net")).toContain("REFUSED");
    await writeFile(join(folder, "other.zone"), ZONE.replace("192.0.2.1\n", "192.0.2.2\n"));
    const asking = new AbortController();
    const found = new Set<string>();
    const asked = (async () => {
      while (!asking.signal.aborted) found.add(await dig(place, "+short", "www.example.com"));
    })();
    await reload("{origin: example.com, file: other.zone}");
    await writeFile(join(folder, "broken.zone"), "@ SOA a\n");
    await reload("{origin: example.com, file: broken.zone}");
    expect(await dig(place, "+short", "www.example.com")).toBe("192.0.2.2\n");
    asking.abort();
    await asked;
    expect([...found].filter((text) => text !== "192.0.2.1\n" && text !== "192.0.2.2\n")).toEqual([]);
  });

  test("a socket that a killed server left behind is replaced", async () => {
    await configure();
    const first = shells.start("--config", "deens.yaml");
    await first.ready();
    await first.kill();
    const second = shells.start("--config", "deens.yaml");
    await second.ready();
    expect((await deens(["control", "--config", "deens.yaml", "status"], folder)).code).toBe(0);
  });

  test("it becomes another user once its sockets are open", async () => {
    await chmod(folder, 0o755);
    await chmod(join(folder, "one.key"), 0o644);
    await configure("user: nobody");
    const shell = shells.start("--config", "deens.yaml");
    await shell.ready();
    expect(await readFile(`/proc/${shell.pid}/status`, "utf8")).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    const [thread] = await finish("sh", ["-c", `cat /proc/${shell.pid}/task/*/status | grep -c '^Uid:.0'`]).then(({ out }) => [out.trim()]);
    expect(thread).toBe("0");
  });
});

test("over the rate limit some are told to come again over TCP; who shows a cookie is not limited", async () => {
  const port = await freePort();
  const text = [
    `listen: ["127.0.0.1:${port}"]`,
    "workers: 1",
    "control: off",
    "rate-limit: {responses-per-second: 1, burst-seconds: 1, slip: 1, exempt: []}",
    "zones: [{origin: example.com, file: example.zone}]",
  ];
  await writeFile(join(folder, "deens.yaml"), text.join("\n"));
  await shells.start("--config", "deens.yaml").ready();
  await dig({ port }, "www.example.com", "+nocookie");
  const limited = await dig({ port }, "www.example.com", "+nocookie", "+ignore");
  expect(limited).toMatch(/flags: qr aa tc rd; QUERY: 1, ANSWER: 0/);
  // dig shows the cookie that it is given with BADCOOKIE.
  const answered = await dig({ port }, "www.example.com", "+cookie", "+badcookie", "+ignore");
  expect(answered).toContain("192.0.2.1");
});
