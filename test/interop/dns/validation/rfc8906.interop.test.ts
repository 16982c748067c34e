/** RFC 8906: its own commands for dig, at a running `deens`. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHECKED_ZONE, CHECKED_ZONE_TEXT, CHECKLIST, expectedOver, observeDig, SERVER_ID } from "../../../support/dns/rfc8906.js";
import { freePort } from "../../../support/dns/port.js";
import { finish, Shell } from "../../../support/dns/shell.js";
import { requirePeers } from "../../peers.js";

const peers = requirePeers([{ command: "dig", package: "bind9-dnsutils" }]);

describe.skipIf(!peers.available)(`RFC 8906 by dig${peers.reason === "" ? "" : ` (${peers.reason})`}`, () => {
  let folder = "";
  let shell: Shell | undefined;
  let port = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
    await writeFile(join(folder, "zone"), CHECKED_ZONE_TEXT);
    port = await freePort();
    const config = [
      `listen: [127.0.0.1:${port}]`,
      "workers: 1",
      `server-id: ${SERVER_ID}`,
      `zones: [{origin: ${CHECKED_ZONE}, file: zone}]`,
      "",
    ];
    await writeFile(join(folder, "deens.yaml"), config.join("\n"));
    shell = new Shell(["--config", "deens.yaml"], folder);
    await shell.ready();
  });

  afterAll(async () => {
    await shell?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(CHECKLIST)("section $section: $what", (check) => {
    test.each(["UDP", "TCP"])("over %s", async (transport) => {
      const isTcp = transport === "TCP" || check.dig.includes("+tcp");
      const question = check.query.questions.length === 0 ? [] : [`${CHECKED_ZONE}.`];
      const place = ["@127.0.0.1", "-p", String(port), "+tries=1", "+time=5"];
      const { out } = await finish("dig", [...place, ...check.dig.split(" "), ...(isTcp ? ["+tcp"] : []), ...question]);
      expect(out).not.toMatch(/WARNING: (?!recursion)/u);
      expect(observeDig(out)).toEqual(expectedOver(isTcp, check));
    });
  });
});
