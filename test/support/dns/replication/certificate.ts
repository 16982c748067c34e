/** Certificates that openssl makes for a test. */
import { join } from "node:path";
import { finish } from "../shell.js";

export interface Certificate {
  /** The name that it is for. */
  readonly name: string;
  /** Files in PEM. The certificate is its own authority. */
  readonly certificate: string;
  readonly key: string;
}

export async function makeCertificate(folder: string, name: string): Promise<Certificate> {
  const [certificate, key] = [join(folder, `${name}.cert.pem`), join(folder, `${name}.key.pem`)];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  const { code, err } = await finish("openssl", [
    ...["req", "-x509", ...curve, "-keyout", key, "-out", certificate],
    ...["-addext", `subjectAltName=DNS:${name}`],
  ]);
  if (code !== 0) throw new Error(err);
  return { name, certificate, key };
}
