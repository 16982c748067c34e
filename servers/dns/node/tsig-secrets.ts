/** Keys of TSIG (RFC 8945): those of the configuration, with secrets that stand in files of their own. */
import { readFile } from "node:fs/promises";
import type { KeyConfig } from "../config/types.js";
import { type TsigKeyInput, type TsigKeys, tsigKeys } from "../security/tsig-keys.js";

/** Throws where a file can't be read, or has no secret in it. */
export async function readKeys(keys: readonly KeyConfig[]): Promise<TsigKeys> {
  return tsigKeys(await Promise.all(keys.map(readKey)));
}

async function readKey({ name, algorithm, secret, secretFile, allowWeak }: KeyConfig): Promise<TsigKeyInput> {
  const bytes = secret ?? (secretFile === undefined ? undefined : await readSecret(secretFile));
  return { name, algorithm, secret: bytes ?? new Uint8Array(0), allowWeak };
}

async function readSecret(file: string): Promise<Uint8Array> {
  const text = await readFile(file, "utf8");
  // It comes with YAML, which takes a while to load: only a configuration in a file names a file.
  const { decodeBase64 } = await import("../config/values.js");
  const secret = decodeBase64(text);
  // What the file holds must not be on anybody's screen.
  if (secret === undefined || secret.length === 0) throw new Error(`${file}: this is no secret in base64`);
  return secret;
}
