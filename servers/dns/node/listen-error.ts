/** Why a server could not be opened: which address, what is wrong, what to do. */

const REASONS: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  EADDRINUSE: ["another program has it", "end that program, or listen on another port; `ss -lnptu` shows who has it"],
  EACCES: [
    "permission denied",
    "ports below 1024 are for root and for who has CAP_NET_BIND_SERVICE; start as root with `user`, or take a port from 1024 on",
  ],
  EADDRNOTAVAIL: ["no interface of this machine has that address", "`ip address` shows those it has"],
  EAFNOSUPPORT: ["this machine does not speak that version of IP", "leave that address out"],
};

/** The control socket is a file. */
const SOCKET_HELP = "its folder has to belong to the server's user, who makes the socket there: the setting `data-directory`";

export class ListenError extends Error {
  /** What to do. */
  readonly help: string | undefined;

  /** @param what was to be opened, as in `127.0.0.1:53 for TCP` */
  constructor(what: string, cause: unknown) {
    const code = codeOf(cause);
    const known = REASONS[code];
    super(`can't listen on ${what}: ${known?.[0] ?? (cause instanceof Error ? cause.message : String(cause))}`, { cause });
    this.help = code === "EACCES" && what.startsWith("/") ? SOCKET_HELP : known?.[1];
  }
}

/** The name of a system error, empty for what is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** An address and a port as they are written: IPv6 in brackets. */
export function formatPlace({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}
