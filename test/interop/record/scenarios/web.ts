/** TCP between curl and nginx: options, loss (so that SACK is seen), ECN, Fast Open, resets, half-closed connections. */
import { mkdir, writeFile } from "node:fs/promises";
import { type Lab, SERVER } from "../lab.js";
import { NFT, type Scenario } from "./scenario.js";

function configuration(directory: string): string {
  return `daemon off; master_process off; pid ${directory}/nginx.pid; error_log stderr info;
events {}
http {
  access_log off; client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy; fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi; scgi_temp_path ${directory}/scgi;
  server { listen 80 fastopen=16; listen [::]:80 fastopen=16; server_name www.example.org; root ${directory}/www; }
}
`;
}

async function serve(lab: Lab): Promise<void> {
  const { directory, server } = lab;
  await mkdir(`${directory}/www`);
  await writeFile(`${directory}/www/index.html`, "<!doctype html><title>example.org</title><p>recorded\n");
  await writeFile(`${directory}/www/large`, Buffer.alloc(200_000, "All work and no play makes a dull packet. "));
  await writeFile(`${directory}/nginx.conf`, configuration(directory));
  await server.sysctl({ "net.ipv4.tcp_fastopen": 3, "net.ipv4.tcp_ecn": 1 });
  await server.start("nginx", ["-e", "stderr", "-c", `${directory}/nginx.conf`], /start worker process|epoll/);
}

async function get(lab: Lab, address: string, path: string, ...flags: readonly string[]): Promise<void> {
  await lab.client.attempt("curl", [
    "-sS",
    "-o",
    "/dev/null",
    "-H",
    "Host: www.example.org",
    "--max-time",
    "10",
    ...flags,
    `http://${address}/${path}`,
  ]);
}

const LOSS = `add table inet loss
add chain inet loss forward { type filter hook forward priority 0; }
add rule inet loss forward tcp sport 80 numgen inc mod 15 == 7 drop
`;

async function fetchAll(lab: Lab): Promise<void> {
  for (const address of [SERVER.v4, `[${SERVER.v6}]`]) {
    await get(lab, address, "");
    await get(lab, address, "missing");
    await get(lab, address, "large", "--range", "0-40000");
    for (let round = 0; round < 3; round++) await get(lab, address, "", "--tcp-fastopen");
  }
}

async function withLoss(lab: Lab): Promise<void> {
  await lab.router.run("nft", ["-f", "-"], { input: LOSS });
  for (const address of [SERVER.v4, `[${SERVER.v6}]`]) await get(lab, address, "large");
  await lab.router.run("nft", ["flush", "ruleset"]);
}

/** Without the usual options, then with explicit congestion notification; a closed port, and a request cut off in the middle. */
async function variations(lab: Lab): Promise<void> {
  const plain = { "net.ipv4.tcp_timestamps": 0, "net.ipv4.tcp_sack": 0, "net.ipv4.tcp_window_scaling": 0 };
  await lab.client.sysctl(plain);
  await get(lab, SERVER.v4, "");
  await lab.client.sysctl({
    "net.ipv4.tcp_timestamps": 1,
    "net.ipv4.tcp_sack": 1,
    "net.ipv4.tcp_window_scaling": 1,
    "net.ipv4.tcp_ecn": 1,
  });
  await get(lab, SERVER.v4, "large", "--range", "0-9999");
  await get(lab, `${SERVER.v4}:81`, "");
  await lab.client.attempt("nc", ["-q", "0", "-w", "1", SERVER.v4, "80"], { input: "GET / HTTP/1.0\r\n" });
}

export const web: Scenario = {
  name: "web",
  peers: [
    NFT,
    { command: "nginx", package: "nginx-light" },
    { command: "curl", package: "curl" },
    { command: "nc", package: "netcat-openbsd" },
  ],
  record: async (lab) => {
    await serve(lab);
    await lab.client.sysctl({ "net.ipv4.tcp_fastopen": 1 });
    await lab.record("web", "pcapng");
    await fetchAll(lab);
    await withLoss(lab);
    await variations(lab);
  },
};
