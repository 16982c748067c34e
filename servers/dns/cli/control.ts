/** `deens control`: asks a server that runs, and shows what it says. */
import { reasonOf } from "../node/message-of.js";
import { connect } from "node:net";
import { resolve } from "node:path";
import { type ControlResponse, parseResponse } from "../node/control-protocol.js";
import { nearest } from "../config/nearest.js";
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
  if (command === undefined) throw unknownCommand(name);
  checkArgument(command, argument);
  const path = await socketOf(options);
  const response = await ask(path, { command, arguments: argument === undefined ? [] : [argument] });
  if (!response.ok) throw refused(response);
  if (options.json === true) terminal.out(JSON.stringify(response.result));
  else for (const line of formatResult(command, response.result)) terminal.out(line);
  return command === "reload" && hasErrors(response.result) ? EXIT.WRONG : EXIT.OK;
}

function unknownCommand(name: string): Failure {
  const near = COMMANDS.find((command) => command.startsWith(name)) ?? nearest(name, COMMANDS);
  const help = near === undefined ? `there are ${COMMANDS.join(", ")}` : `did you mean \`${near}\`?`;
  return new Failure(EXIT.WRONG, `there is no command \`${name}\``, help);
}

/** Commands that are for the whole server. */
const PLAIN_COMMANDS: ReadonlySet<ControlCommand> = new Set(["zones", "metrics", "stop"]);

function checkArgument(command: ControlCommand, argument: string | undefined): void {
  if (command === "query-log" && argument !== "on" && argument !== "off") throw new Failure(EXIT.WRONG, "`query-log` takes `on` or `off`");
  if (command === "retransfer" && argument === undefined)
    throw new Failure(EXIT.WRONG, "`retransfer` takes the zone that is to be fetched whole");
  if (argument !== undefined && PLAIN_COMMANDS.has(command)) {
    const help = command === "zones" ? `\`status ${argument}\` tells of one zone` : undefined;
    throw new Failure(EXIT.WRONG, `\`${command}\` takes no argument`, help);
  }
}

/** What the server says is wrong: in the first line what it comes to, behind it each problem. */
function refused({ error, help }: Extract<ControlResponse, { readonly ok: false }>): Failure {
  const [message = "", ...problems] = error.split(/\n(?=\S)/);
  return new Failure(EXIT.FAILED, message, help, problems);
}

/** Whether a zone could not be taken over: who deploys one has to know. */
function hasErrors(result: unknown): boolean {
  return Array.isArray(result) && result.some((zone: { readonly errors?: unknown } | null) => Number(zone?.errors) > 0);
}

async function socketOf({ socket, config }: ControlOptions): Promise<string> {
  if (socket !== undefined) return resolve(socket);
  if (config === undefined) return defaultSocket(process.cwd());
  const path = (await readConfiguration(config).catch(withOtherWay)).control;
  if (path === undefined) throw new Failure(EXIT.WRONG, `${config} says \`control: off\``, "there is no other way to ask that server");
  return path;
}

/** A server that runs can be asked, whatever has been done to its configuration since. */
function withOtherWay(error: unknown): never {
  if (!(error instanceof Failure)) throw error;
  throw new Failure(error.exitCode, error.message, error.help ?? "`--socket PATH` asks the server without it", error.problems);
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
    const help = "is it running? `--socket` or `--config` says where its socket is; `serve --zone` has one only with `--data-directory`";
    return new Failure(EXIT.FAILED, `no server answers at ${path}`, help);
  }
  if (code === "EACCES") return new Failure(EXIT.FAILED, `${path} is for its owner only`, "run this as root or as the server's user");
  return new Failure(EXIT.FAILED, `can't ask ${path}: ${reasonOf(error)}`);
}
