/** What is wrong with a certificate and its key, in words that say which file. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { TlsConfig } from "../config/types.js";
import { messageOf, reasonOf } from "../node/message-of.js";
import { readCertificate } from "../node/tls.js";

export interface CertificateFault {
  readonly text: string;
  /** Whether the files are there, and what they hold is wrong. */
  readonly isThere: boolean;
}

/** Undefined where TLS can begin with them. */
export async function faultOf(tls: TlsConfig): Promise<CertificateFault | undefined> {
  const parts = [
    { file: tls.certificate, what: "certificate", read: (text: string) => new X509Certificate(text) },
    { file: tls.key, what: "key without a password", read: (text: string) => createPrivateKey(text) },
  ];
  for (const { file, what, read } of parts) {
    const text = await readFile(file, "utf8").catch((error: unknown) => ({
      text: `can't read ${file}: ${reasonOf(error)}`,
      isThere: false,
    }));
    if (typeof text !== "string") return text;
    if (!isAccepted(() => read(text))) return { text: `${file} holds no ${what} in PEM`, isThere: true };
  }
  if (!(await isPair(tls))) return { text: `${tls.key} is not the key of ${tls.certificate}`, isThere: true };
  // What is left is for TLS itself to say: a key that is too short, a certificate behind the first one that is none.
  return readCertificate(tls).then(
    () => undefined,
    (error: unknown) => ({ text: messageOf(error), isThere: true }),
  );
}

async function isPair({ certificate, key }: TlsConfig): Promise<boolean> {
  return new X509Certificate(await readFile(certificate)).checkPrivateKey(await keyOf(key));
}

async function keyOf(file: string): Promise<KeyObject> {
  return createPrivateKey(await readFile(file));
}

function isAccepted(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

const DAY = 86_400_000;
/** Days before its end in which a certificate is warned of. */
const SOON = 7;

/** What clients won't believe, or soon won't. The files were found right by {@link faultOf}. @param now milliseconds since 1970 */
export async function warningsOf({ certificate }: TlsConfig, now: number): Promise<string[]> {
  const { validFrom, validTo } = new X509Certificate(await readFile(certificate));
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  const told = (text: string): string[] => [`${certificate}: warning: the certificate ${text}`];
  if (now < from) return told(`is not valid before ${dayOf(from)}`);
  if (now >= to) return told(`has expired on ${dayOf(to)}: clients don't believe it`);
  return to - now < SOON * DAY ? told(`expires on ${dayOf(to)}`) : [];
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
