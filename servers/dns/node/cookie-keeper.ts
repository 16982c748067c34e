/** Keeps the secrets of cookies: reads them from a file, or makes them and replaces them after a time (RFC 9018 section 5). */
import { readFile } from "node:fs/promises";
import type { CookieConfig } from "../config/types.js";
import { COOKIE_SECRET_SIZE } from "../security/cookies.js";
import { randomSecret } from "../security/node.js";
import type { SharedSecrets } from "./shared-secrets.js";

/** What is wrong with the file. */
export class SecretFileError extends Error {}

export class CookieKeeper {
  readonly #secrets: SharedSecrets;
  #timer: NodeJS.Timeout | undefined;

  constructor(secrets: SharedSecrets) {
    this.#secrets = secrets;
  }

  /** Begins; where there is a file, this reads it (again). Throws where that is no good: the secrets stay as they were. */
  async start(config: CookieConfig | undefined): Promise<void> {
    if (config === undefined) return this.#secrets.write([]);
    if (config.secretFile !== undefined) return this.#secrets.write(await readSecrets(config.secretFile));
    if (this.#timer !== undefined) return;
    this.#secrets.write([randomSecret(COOKIE_SECRET_SIZE)]);
    const rotate = (): void => this.#secrets.rotate(randomSecret(COOKIE_SECRET_SIZE));
    this.#timer = setInterval(rotate, config.rotateSeconds * 1000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

async function readSecrets(file: string): Promise<readonly Uint8Array[]> {
  const lines = (await readFile(file, "utf8")).split("\n").map((line) => line.trim());
  const secrets = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (secrets.length === 0 || !secrets.every((line) => /^[0-9a-fA-F]{32}$/.test(line))) {
    throw new SecretFileError(`${file}: each line is a secret of 32 hexadecimal digits`);
  }
  return secrets.map((line) => Uint8Array.from(line.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
}
