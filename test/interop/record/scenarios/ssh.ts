/** SSH key exchanges: OpenSSH and Dropbear, client and server, one method after another. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type Lab, SERVER } from "../lab.js";
import type { Scenario } from "./scenario.js";

const METHODS = [
  "curve25519-sha256",
  "curve25519-sha256@libssh.org",
  "ecdh-sha2-nistp256",
  "ecdh-sha2-nistp384",
  "ecdh-sha2-nistp521",
  "diffie-hellman-group14-sha256",
  "diffie-hellman-group14-sha1",
  "diffie-hellman-group16-sha512",
  "diffie-hellman-group18-sha512",
  "diffie-hellman-group-exchange-sha256",
  "diffie-hellman-group-exchange-sha1",
  "sntrup761x25519-sha512@openssh.com",
];
/** A second address of the server, so that both servers can have port 22. */
const DROPBEAR = "198.51.100.3";
const HOST_KEYS = ["ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512"];

function serverConfiguration(directory: string): string {
  return `Port 22
ListenAddress ${SERVER.v4}
ListenAddress ${SERVER.v6}
${["ed25519", "ecdsa", "rsa"].map((type) => `HostKey ${directory}/host-${type}`).join("\n")}
PidFile none
AuthorizedKeysFile ${directory}/user.pub
StrictModes no
UsePAM no
PermitRootLogin yes
KexAlgorithms ${METHODS.join(",")}
`;
}

async function makeKey(lab: Lab, type: string, name: string): Promise<void> {
  await lab.server.run("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "recorded", "-f", `${lab.directory}/${name}`]);
}

async function serve(lab: Lab): Promise<void> {
  const { directory, server } = lab;
  for (const type of ["ed25519", "ecdsa", "rsa"]) await makeKey(lab, type, `host-${type}`);
  await makeKey(lab, "ed25519", "user");
  await writeFile(`${directory}/sshd_config`, serverConfiguration(directory));
  await mkdir("/run/sshd", { recursive: true });
  await server.start(
    "/usr/sbin/sshd",
    ["-D", "-e", "-f", `${directory}/sshd_config`],
    /Server listening on [^\n]*\n[^\n]*Server listening on/,
  );
  await server.ip(`address add ${DROPBEAR}/24 dev eth0\n`);
  await server.run("dropbearkey", ["-t", "ecdsa", "-f", `${directory}/dropbear`]);
  await server.start(
    "dropbear",
    ["-F", "-E", "-P", `${directory}/dropbear.pid`, "-p", `${DROPBEAR}:22`, "-r", `${directory}/dropbear`],
    /Not backgrounding/,
  );
}

async function openSsh(lab: Lab, address: string, options: readonly string[]): Promise<void> {
  const always = [
    "BatchMode=yes",
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
    "GlobalKnownHostsFile=/dev/null",
    ...options,
  ];
  const flags = always.flatMap((option) => ["-o", option]);
  await lab.client.attempt("ssh", ["-F", "none", "-i", `${lab.directory}/user`, ...flags, `root@${address}`, "true"]);
}

async function exchanges(lab: Lab): Promise<void> {
  for (const method of METHODS) await openSsh(lab, SERVER.v4, [`KexAlgorithms=${method}`]);
  for (const key of HOST_KEYS) await openSsh(lab, SERVER.v6, [`HostKeyAlgorithms=${key}`]);
  await openSsh(lab, SERVER.v4, ["KexAlgorithms=curve25519-sha256", "Compression=yes", "IPQoS=none"]);
}

async function dropbear(lab: Lab): Promise<void> {
  await openSsh(lab, DROPBEAR, []);
  await openSsh(lab, DROPBEAR, ["KexAlgorithms=diffie-hellman-group14-sha256"]);
  const flags = ["-y", "-y", "-p", "22"];
  await lab.client.attempt("dbclient", [...flags, "-i", `${lab.directory}/none`, `root@${SERVER.v4}`, "true"], {
    environment: { HOME: lab.directory },
  });
}

/** No method in common, then a peer that speaks something else: both end in a disconnect message or a closed connection. */
async function failures(lab: Lab): Promise<void> {
  await openSsh(lab, DROPBEAR, ["KexAlgorithms=diffie-hellman-group18-sha512"]);
  await lab.client.attempt("nc", ["-w", "1", SERVER.v4, "22"], { input: "GET / HTTP/1.0\r\n\r\n" });
}

/** A key that the client offers must be unreadable to others. */
async function protectKey(lab: Lab): Promise<void> {
  const key = await readFile(`${lab.directory}/user`);
  await writeFile(`${lab.directory}/user`, key, { mode: 0o600 });
}

export const ssh: Scenario = {
  name: "ssh",
  peers: [
    { command: "ssh", package: "openssh-client" },
    { command: "sshd", package: "openssh-server" },
    { command: "dropbear", package: "dropbear-bin" },
    { command: "nc", package: "netcat-openbsd" },
  ],
  record: async (lab) => {
    await serve(lab);
    await protectKey(lab);
    await lab.record("ssh", "pcap");
    await exchanges(lab);
    await dropbear(lab);
    await failures(lab);
  },
};
