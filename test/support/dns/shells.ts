/** Servers as programs, in a folder of their own, which end with their test. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Shell } from "./shell.js";

export class Shells {
  readonly folder: string;
  #shells: Shell[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<Shells> {
    return new Shells(await mkdtemp(join(tmpdir(), "deens-shells-")));
  }

  /** Starts one in the folder. @param args behind `deens serve` */
  start(...args: readonly string[]): Shell {
    return this.#start(args, this.folder);
  }

  /** Starts one in a folder of that name in the folder, with these lines as its configuration; resolves when it is ready. */
  async configured(name: string, lines: readonly string[]): Promise<Shell> {
    const place = join(this.folder, name);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "deens.yaml"), [...lines, "workers: 1", "rate-limit: off"].join("\n"));
    const shell = this.#start(["--config", "deens.yaml"], place);
    await shell.ready();
    return shell;
  }

  #start(args: readonly string[], place: string): Shell {
    const shell = new Shell(args, place);
    this.#shells.push(shell);
    return shell;
  }

  /** What all have said on standard error. */
  get said(): string {
    return this.#shells.map(({ err }) => err).join("\n");
  }

  /** Ends all, and keeps their folders. */
  async kill(): Promise<void> {
    await Promise.all(this.#shells.map((shell) => shell.kill()));
    this.#shells = [];
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
