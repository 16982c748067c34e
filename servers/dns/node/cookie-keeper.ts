/** Keeps the secrets of cookies: reads them from a file, or makes them and replaces them after a time (RFC 9018 section 5). */
import { readFile } from "node:fs/promises";
import type { CookieConfig } from "../config/types.js";
import { COOKIE_SECRET_SIZE } from "../security/cookies.js";
import { randomSecret } from "../security/node.js";
import type { SharedSecrets } from "./shared-secrets.js";

/** Timers of Node wait no longer, in milliseconds: with more, they don't wait at all. */
const MOST_WAIT = 2 ** 31 - 1;

export class CookieKeeper {
  readonly #secrets: SharedSecrets;
  /** Replaces random secrets, and after how long. */
  #timer: NodeJS.Timeout | undefined;
  #rotateSeconds = 0;

  constructor(secrets: SharedSecrets) {
    this.#secrets = secrets;
  }

  /** Begins; where there is a file, this reads it (again). Throws where that is no good: the secrets stay as they were. */
  async start(config: CookieConfig | undefined): Promise<void> {
    if (config === undefined) return this.#take([]);
    if (config.secretFile !== undefined) return this.#take(await readSecrets(config.secretFile));
    if (this.#timer === undefined) this.#secrets.write([randomSecret(COOKIE_SECRET_SIZE)]);
    else if (this.#rotateSeconds === config.rotateSeconds) return;
    this.stop();
    this.#rotateSeconds = config.rotateSeconds;
    this.#rotateAfter(config.rotateSeconds * 1000);
  }

  #rotateAfter(milliseconds: number): void {
    const left = milliseconds - MOST_WAIT;
    const end = (): void => {
      if (left > 0) return this.#rotateAfter(left);
      this.#secrets.rotate(randomSecret(COOKIE_SECRET_SIZE));
      this.#rotateAfter(this.#rotateSeconds * 1000);
    };
    this.#timer = setTimeout(end, Math.min(milliseconds, MOST_WAIT)).unref();
  }

  /** Secrets that somebody chose: none is replaced by a random one from then on. */
  #take(secrets: readonly Uint8Array[]): void {
    this.stop();
    this.#secrets.write(secrets);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** The secrets of a file, the current one first. Throws where it can't be read, or has others than 32 hexadecimal digits a line. */
export async function readSecrets(file: string): Promise<readonly Uint8Array[]> {
  const text = await readFile(file, "utf8");
  // It comes with YAML, which takes a while to load: only a configuration in a file names a file.
  const { parseCookieSecrets } = await import("../config/values.js");
  const secrets = parseCookieSecrets(text);
  if (secrets === undefined) throw new Error(`${file}: not every line is a secret of 32 hexadecimal digits`);
  return secrets;
}
