/** DNS over TLS (RFC 7858) on Node's own TLS: the handshake, and certificates that can be changed while it runs. */
import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { createSecureContext, createServer, type Server } from "node:tls";
import { messageOf } from "./message-of.js";

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The name for ALPN (RFC 9103 section 7.1). */
const ALPN = "dot";

export class TlsAcceptor {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on("tlsClientError", (_error, socket) => void socket.destroy());
  }

  /**
   * @param handshakeSeconds a client that takes longer to agree on keys is cut off
   * @param established is given each connection on which keys were agreed
   */
  static async open(files: CertificateFiles, handshakeSeconds: number, established: (socket: Socket) => void): Promise<TlsAcceptor> {
    const options = {
      ...(await readCertificate(files)),
      ALPNProtocols: [ALPN],
      handshakeTimeout: handshakeSeconds * 1000,
      allowHalfOpen: true,
    };
    return new TlsAcceptor(createServer(options, established));
  }

  /** Takes other certificates: connections that are there keep theirs. Throws where they are no good, and stays with the old ones. */
  async reload(files: CertificateFiles): Promise<void> {
    this.#server.setSecureContext(await readCertificate(files));
  }

  /** Begins TLS on a connection. */
  upgrade(socket: Socket): void {
    socket.on("error", () => socket.destroy());
    this.#server.emit("connection", socket);
  }
}

/** A certificate and its key. Throws where they can't be read, or don't belong together. */
export async function readCertificate({ certificate, key }: CertificateFiles): Promise<{ cert: string; key: string }> {
  const [cert, secret] = await Promise.all([readFile(certificate, "utf8"), readFile(key, "utf8")]);
  try {
    // Node takes an empty text as none at all.
    if (cert.trim() === "" || secret.trim() === "") throw new Error("one of them is empty");
    createSecureContext({ cert, key: secret });
  } catch (error) {
    throw new Error(`${certificate} and ${key} are no certificate with its key: ${messageOf(error)}`, { cause: error });
  }
  return { cert, key: secret };
}
