/** 9P2000.L between diod and its own clients. */
import { mkdir, writeFile } from "node:fs/promises";
import { type Lab, SERVER } from "../lab.js";
import { eventually } from "../process.js";
import type { Scenario } from "./scenario.js";

async function serve(lab: Lab): Promise<string> {
  const exported = `${lab.directory}/export`;
  await mkdir(`${exported}/folder`, { recursive: true });
  for (const name of ["one", "two", "three"]) await writeFile(`${exported}/folder/${name}`, `${name}\n`.repeat(40));
  await writeFile(`${exported}/large`, Buffer.alloc(6_000, "nine pee "));
  await lab.server.start("diod", ["-f", "-n", "-N", "-L", "stderr", "-l", `${SERVER.v4}:564`, "-e", exported, "-e", "ctl"]);
  await eventually("diod listens", async () => (await lab.server.run("ss", ["-ltn"])).text.includes(":564"));
  return exported;
}

async function use(lab: Lab, exported: string): Promise<void> {
  const { client } = lab;
  const at = ["-s", `${SERVER.v4}:564`];
  for (const msize of ["1400", "8192", "65536"]) {
    await client.attempt("diodls", [...at, "-m", msize, "-a", exported, "-l", "/", "folder"]);
    await client.attempt("diodls", [...at, "-m", msize, "-a", exported, "folder", "missing"]);
    await client.attempt("diodcat", [...at, "-m", msize, "-a", exported, "folder/one", "folder/two", "large"]);
    await client.attempt("diodcat", [...at, "-m", msize, "-a", exported, "missing"]);
    await client.attempt("diodcat", [...at, "-m", msize, "version", "exports", "connections"]);
  }
  await client.attempt("diodcat", [...at, "-a", "/nowhere", "file"]);
  await client.attempt("diodls", [...at, "-u", "1000", "-a", exported]);
}

export const files: Scenario = {
  name: "files",
  peers: [{ command: "diod", package: "diod" }],
  record: async (lab) => {
    const exported = await serve(lab);
    await lab.record("files", "pcap");
    await use(lab, exported);
  },
};
