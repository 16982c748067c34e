/** The control socket, with what to do where it can't be opened. */
import { lstat } from "node:fs/promises";
import type { Server } from "node:net";
import { type ControlHandler, serveControl } from "../node/control-server.js";
import { codeOf, ListenError } from "../node/listen-error.js";
import { EXIT, Failure } from "./exit.js";

/** Bytes of a path that the system takes (`sun_path` of unix(7), with its final NUL); Node cuts a longer one off. */
const MOST_PATH = 107;

/** Throws a Failure, or a ListenError. */
export async function openControl(path: string, handler: ControlHandler): Promise<Server> {
  const length = Buffer.byteLength(path);
  if (length > MOST_PATH) {
    const help = "`control` names another one, or `data-directory` a folder with a shorter path";
    throw new Failure(EXIT.WRONG, `the path of the control socket has ${length} bytes, more than ${MOST_PATH}: ${path}`, help);
  }
  if (await isOther(path))
    throw new Failure(EXIT.WRONG, `${path} is there, and is no socket`, "`control` says where the control socket is");
  try {
    return await serveControl(path, handler);
  } catch (error) {
    if (!(error instanceof ListenError) || codeOf(error.cause) !== "EADDRINUSE") throw error;
    const help = "`deens control stop` ends that one; two servers need two data directories, or two settings of `control`";
    throw new Failure(EXIT.FAILED, `another server answers at ${path}`, help);
  }
}

/** A file of somebody else's, which must not be replaced. */
async function isOther(path: string): Promise<boolean> {
  try {
    return !(await lstat(path)).isSocket();
  } catch {
    return false;
  }
}
