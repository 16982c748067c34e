/** Started by root, with another user to become: what is kept belongs to that user, and can be written by them. */
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findUser } from "../../../servers/dns/node/privileges.js";
import { freePort } from "../../support/dns/port.js";
import { Shell } from "../../support/dns/shell.js";
import { Updater } from "../../support/dns/updates.js";

const ZONE = "owned.example";
const USER = "nobody";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "owned-"));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts the server, makes an update, and ends it; whether that was acknowledged. */
async function updated(name: string): Promise<boolean> {
  const port = await freePort();
  const zone = [`  - origin: ${ZONE}`, "    file: zone", '    allow-update: ["127.0.0.1"]'];
  const config = [`listen: ["127.0.0.1:${port}"]`, "workers: 1", `user: ${USER}`, "data-directory: kept/data", "zones:", ...zone, ""];
  await writeFile(join(folder, "deens.yaml"), config.join("\n"));
  const shell = new Shell(["--config", "deens.yaml"], folder);
  await shell.ready();
  const updater = await Updater.open(port, ZONE);
  const isAcknowledged = await updater.add(`${name}.${ZONE}`);
  updater.close();
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  return isAcknowledged;
}

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)("the data directory, the folder that was made for it, and all in it are the user's (needs root)", async () => {
  await writeFile(join(folder, "zone"), `$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n`);
  const user = (await findUser(USER))?.user;
  expect(await updated("first")).toBe(true);
  const data = join(folder, "kept/data");
  const names = await readdir(data);
  expect(names).toEqual(expect.arrayContaining([`${ZONE}.journal`, `${ZONE}.zone`]));
  for (const path of [join(folder, "kept"), data, ...names.map((name) => join(data, name))])
    expect((await stat(path)).uid, path).toBe(user);
  expect(await updated("second")).toBe(true);
});

test.skipIf(!isRoot)("so is a data directory that root has made and used before (needs root)", async () => {
  await writeFile(join(folder, "zone"), `$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n`);
  const data = join(folder, "kept/data");
  await mkdir(data, { recursive: true });
  await writeFile(join(data, `${ZONE}.journal`), "");
  expect(await updated("first")).toBe(true);
  for (const name of await readdir(data)) expect((await stat(join(data, name))).uid, name).not.toBe(0);
});

test.skipIf(!isRoot)("a directory with other files is left alone, and it is said why it cannot be used (needs root)", async () => {
  await writeFile(join(folder, "zone"), `$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n`);
  const data = join(folder, "kept/data");
  await mkdir(data, { recursive: true });
  await writeFile(join(data, "letter.txt"), "");
  await expect(updated("first")).rejects.toThrow("has files that are not the server's, such as letter.txt");
  expect((await stat(data)).uid).toBe(0);
});
