/** The systemd unit, as systemd itself reads it. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finish } from "../../support/dns/shell.js";

const UNIT = new URL("../../../servers/dns/packaging/deens.service", import.meta.url);
/** Where systemd calls what is open to a service "OK": from 2 on it is "MEDIUM". Most services of a distribution have 9. */
const MOST_EXPOSURE = 2;
const isThere = spawnSync("systemd-analyze", ["--version"]).status === 0;

/** A missing peer fails where it was promised. */
describe.skipIf(!isThere && process.env["CI"] !== "true")("deens.service (apt-get install systemd)", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "deens-unit-"));
    // It is looked for whether programs are there: ours is, wherever node is on this machine.
    const text = await readFile(UNIT, "utf8");
    await writeFile(join(folder, "deens.service"), text.replaceAll("/usr/bin/node", process.execPath));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("has no mistakes", async () => {
    expect(await finish("systemd-analyze", ["verify", join(folder, "deens.service")])).toEqual({ code: 0, out: "", err: "" });
  });

  test("leaves little open", async () => {
    const { out } = await finish("systemd-analyze", ["security", "--offline=true", "--no-pager", join(folder, "deens.service")]);
    expect(Number(/exposure level for deens\.service: ([0-9.]+)/.exec(out)?.[1])).toBeLessThan(MOST_EXPOSURE);
  });

  test("starts and reloads the program that the package has", async () => {
    const text = await readFile(UNIT, "utf8");
    const { bin } = JSON.parse(await readFile(new URL("../../../package.json", import.meta.url), "utf8")) as {
      readonly bin: Readonly<Record<string, string>>;
    };
    expect(text).toContain(`/node_modules/mplc/${bin["deens"]} serve --config /etc/deens/deens.yaml\n`);
    expect(text).toContain(`/node_modules/mplc/${bin["deens"]} control --socket /var/lib/deens/control.sock reload\n`);
    expect(text).toContain("\nStateDirectory=deens\n");
    expect(text).toContain("AmbientCapabilities=CAP_NET_BIND_SERVICE\n");
  });
});
