/** Keeps the secrets of cookies: reads them from a file, or makes them and replaces them after a time (RFC 9018 section 5). */
import { readFile } from "node:fs/promises";
import type { CookieConfig } from "../config/types.js";
import { COOKIE_SECRET_SIZE } from "../security/cookies.js";
import { randomSecret } from "../security/node.js";
import type { SharedSecrets } from "./shared-secrets.js";

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
  const text = await readFile(file, "utf8");
  // It comes with YAML, which takes a while to load: only a configuration in a file names a file.
  const { parseCookieSecrets } = await import("../config/values.js");
  const secrets = parseCookieSecrets(text);
  if (secrets === undefined) throw new Error(`${file}: each line is a secret of 32 hexadecimal digits`);
  return secrets;
}
