/** NTP: chrony as server, client, symmetric peer and broadcaster; ntpsec's and busybox's clients; authentication. No clock is touched. */
import { writeFile } from "node:fs/promises";
import { CLIENT, type Lab, SERVER } from "../lab.js";
import { eventually, words } from "../process.js";
import type { Scenario } from "./scenario.js";

const KEYS = `1 SHA1 HEX:0102030405060708090a0b0c0d0e0f1011121314
2 MD5 ASCII:documented
3 AES128 HEX:000102030405060708090a0b0c0d0e0f
`;

async function chrony(lab: Lab, host: "client" | "server", lines: string): Promise<void> {
  const { directory } = lab;
  const file = `${directory}/chrony-${host}.conf`;
  const common = `cmdport 0\nbindcmdaddress /\npidfile ${directory}/chrony-${host}.pid\nkeyfile ${directory}/keys\n`;
  await writeFile(file, common + lines);
  await lab[host].start("chronyd", ["-d", "-x", "-u", "root", "-f", file], /starting/);
}

async function serving(lab: Lab): Promise<void> {
  await eventually("chrony answers", async () => (await lab.server.attempt("ntpdig", ["-t", "1", SERVER.v4])).code === 0);
}

async function clients(lab: Lab): Promise<void> {
  const { client, directory } = lab;
  for (const address of [SERVER.v4, SERVER.v6]) {
    await client.attempt("ntpdig", words(`-t 1 ${address}`));
    await client.attempt("ntpdate", words(`-q -p 4 ${address}`));
  }
  for (const key of ["1", "2", "3"]) await client.attempt("ntpdig", words(`-a ${key} -k ${directory}/ntpkeys -t 1 ${SERVER.v4}`));
  await client.attempt("timeout", words(`3 busybox ntpd -n -w -q -p ${SERVER.v4}`));
}

/** One query of chrony's, which sets no clock (`-x`), with options of its own. */
async function queryOnce(lab: Lab, options: string): Promise<void> {
  const { client, directory } = lab;
  const lines = [
    `server ${SERVER.v4} iburst maxsamples 4 ${options}`,
    `keyfile ${directory}/keys`,
    "cmdport 0",
    `pidfile ${directory}/query.pid`,
  ];
  await client.attempt("chronyd", [...words("-Q -x -t 3 -u root -f /dev/null"), ...lines]);
}

/** Interleaved and symmetric modes need associations that last for some exchanges. */
async function associations(lab: Lab): Promise<void> {
  await chrony(lab, "client", `server ${SERVER.v4} minpoll -4 maxpoll -4 xleave\nserver ${SERVER.v6} minpoll -3 maxpoll -3\n`);
  const sent = async (): Promise<boolean> => (await received(lab)) > 120;
  await eventually("sixty exchanges", sent, 12_000).catch(() => undefined);
}

async function received(lab: Lab): Promise<number> {
  const counters = await lab.client.run("cat", ["/sys/class/net/eth0/statistics/rx_packets"]);
  return Number(counters.text);
}

export const time: Scenario = {
  name: "time",
  peers: [
    { command: "chronyd", package: "chrony" },
    { command: "ntpdig", package: "ntpsec-ntpdig" },
    { command: "ntpdate", package: "ntpsec-ntpdate" },
    { command: "busybox", package: "busybox" },
  ],
  record: async (lab) => {
    await writeFile(`${lab.directory}/keys`, KEYS);
    await writeFile(
      `${lab.directory}/ntpkeys`,
      "1 SHA1 0102030405060708090a0b0c0d0e0f1011121314\n2 MD5 documented\n3 AES128 000102030405060708090a0b0c0d0e0f\n",
    );
    const broadcast = `broadcast 2 192.0.2.255\npeer ${CLIENT.v4} minpoll -2 maxpoll -2\n`;
    await chrony(lab, "server", `local stratum 3\nallow\n${broadcast}`);
    await serving(lab);
    await lab.record("time", "pcapng");
    await clients(lab);
    for (const version of ["1", "2", "3", "4"]) await queryOnce(lab, `version ${version}`);
    for (const key of ["1", "2", "3"]) await queryOnce(lab, `key ${key}`);
    await associations(lab);
  },
};
