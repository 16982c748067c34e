/** `deens control`: asks a server that runs, and shows what it says. */
import { reasonOf } from "../node/message-of.js";
import { connect } from "node:net";
import { resolve } from "node:path";
import { type ControlResponse, parseResponse } from "../node/control-protocol.js";
import { codeOf } from "../node/listen-error.js";
import { defaultSocket, readConfiguration } from "./configuration.js";
import { EXIT, type ExitCode, Failure } from "./exit.js";
import { formatResult } from "./control-output.js";
import type { Terminal } from "./terminal.js";

export interface ControlOptions {
  readonly socket?: string;
  readonly config?: string;
  readonly json?: boolean;
}

const COMMANDS = ["status", "zones", "reload", "refresh", "retransfer", "notify", "query-log", "metrics", "stop"] as const;
export type ControlCommand = (typeof COMMANDS)[number];

/** Throws a Failure where there is no server, or none that may be asked. */
export async function control(name: string, argument: string | undefined, options: ControlOptions, terminal: Terminal): Promise<ExitCode> {
  const command = COMMANDS.find((each) => each === name);
  if (command === undefined) throw new Failure(EXIT.WRONG, `there is no command \`${name}\``, `there are ${COMMANDS.join(", ")}`);
  if (command === "query-log" && argument !== "on" && argument !== "off") throw new Failure(EXIT.WRONG, "`query-log` takes `on` or `off`");
  if (command === "retransfer" && argument === undefined)
    throw new Failure(EXIT.WRONG, "`retransfer` takes the zone that is to be fetched whole");
  const path = await socketOf(options);
  const response = await ask(path, { command, arguments: argument === undefined ? [] : [argument] });
  if (options.json === true) terminal.out(JSON.stringify(response.ok ? response.result : response));
  if (!response.ok) throw new Failure(EXIT.FAILED, response.error, response.help);
  if (options.json !== true) for (const line of formatResult(command, response.result)) terminal.out(line);
  return EXIT.OK;
}

async function socketOf({ socket, config }: ControlOptions): Promise<string> {
  if (socket !== undefined) return resolve(socket);
  if (config === undefined) return defaultSocket(process.cwd());
  const path = (await readConfiguration(config)).control;
  if (path === undefined) throw new Failure(EXIT.WRONG, `${config} says \`control: off\``, "there is no other way to ask that server");
  return path;
}

function ask(path: string, request: object): Promise<ControlResponse> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(path);
    socket.setEncoding("utf8");
    socket.on("connect", () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on("data", (piece: string) => {
      text += piece;
      if (!text.includes("\n")) return;
      socket.end();
      resolve(parseResponse(text) ?? { ok: false, error: "the server said something else" });
    });
    socket.on("error", (error) => reject(unreachable(path, error)));
    socket.on("close", () => reject(new Failure(EXIT.FAILED, "the server ended before it answered")));
  });
}

function unreachable(path: string, error: Error): Failure {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ECONNREFUSED") {
    return new Failure(EXIT.FAILED, `no server answers at ${path}`, "is it running? `--socket` or `--config` says where its socket is");
  }
  if (code === "EACCES") return new Failure(EXIT.FAILED, `${path} is for its owner only`, "run this as root or as the server's user");
  return new Failure(EXIT.FAILED, `can't ask ${path}: ${reasonOf(error)}`);
}
