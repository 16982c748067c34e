/** Echo over IPv4 and IPv6: sizes, fragments, IPv4 options, traffic classes. */
import { type Lab, ROUTER, SERVER } from "../lab.js";
import { PING, type Scenario } from "./scenario.js";

const TARGETS = [SERVER.v4, SERVER.v6];

async function ping(lab: Lab, ...flags: readonly string[]): Promise<void> {
  await lab.client.attempt("ping", ["-i", "0.005", "-W", "1", ...flags]);
}

async function sizes(lab: Lab): Promise<void> {
  for (const target of TARGETS) {
    for (const size of ["0", "1", "8", "55", "512", "1472"]) await ping(lab, "-c", "3", "-s", size, target);
    await ping(lab, "-c", "6", "-s", "4000", target);
    await ping(lab, "-c", "30", "-p", "a55a", target);
  }
}

async function headerFields(lab: Lab): Promise<void> {
  for (const option of [["-R"], ["-T", "tsonly"], ["-T", "tsandaddr"], ["-Q", "0xb8"], ["-t", "3"], ["-M", "do"], ["-M", "dont"]]) {
    await ping(lab, "-c", "4", ...option, SERVER.v4);
  }
  await ping(lab, "-c", "2", "-T", "tsprespec", ROUTER.v4, SERVER.v4);
  for (const option of [
    ["-Q", "0xb8"],
    ["-F", "0xabcde"],
    ["-t", "3"],
  ])
    await ping(lab, "-c", "4", ...option, SERVER.v6);
  await ping(lab, "-c", "2", "ff02::1%eth0");
  await ping(lab, "-b", "-c", "2", "192.0.2.255");
}

export const echo: Scenario = {
  name: "echo",
  peers: [PING],
  record: async (lab) => {
    await lab.record("echo", "pcapng");
    await sizes(lab);
    await headerFields(lab);
  },
};
