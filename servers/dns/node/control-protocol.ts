/**
 * What is said on the control socket: a request is one line of JSON, `{"command":"reload","arguments":["example.com"]}`, and so is its
 * response. A connection may have several, one after the other.
 */

export interface ControlRequest {
  readonly command: string;
  readonly arguments: readonly string[];
}

export type ControlResponse =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string; readonly help?: string | undefined };

/** Nobody has more to say. */
export const MOST_LINE = 0x1_0000;

/** Undefined for what is no request. */
export function parseRequest(line: string): ControlRequest | undefined {
  const value = parseJson(line);
  if (typeof value !== "object" || value === null || !("command" in value) || typeof value.command !== "string") return undefined;
  const given: unknown = "arguments" in value ? value.arguments : [];
  if (!Array.isArray(given) || !given.every((each): each is string => typeof each === "string")) return undefined;
  return { command: value.command, arguments: given };
}

/** Undefined for what is no response. */
export function parseResponse(line: string): ControlResponse | undefined {
  const value = parseJson(line);
  if (typeof value !== "object" || value === null || !("ok" in value)) return undefined;
  if (value.ok === true) return { ok: true, result: "result" in value ? value.result : undefined };
  const error = "error" in value && typeof value.error === "string" ? value.error : "it failed";
  return { ok: false, error, help: "help" in value && typeof value.help === "string" ? value.help : undefined };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
