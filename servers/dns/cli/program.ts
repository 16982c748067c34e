/** The command line: what there is, and what it says of itself. Each command is loaded when it is called. */
import { Command, CommanderError } from "commander";
import type { CheckZoneOptions } from "./check-zone.js";
import type { ControlOptions } from "./control.js";
import { EXIT, type ExitCode, Failure } from "./exit.js";
import { listenOption, metricsOption, workersOption, zoneOption } from "./options.js";
import type { ServeOptions } from "./serve.js";
import { tellFailure, type Terminal } from "./terminal.js";
import { packageVersion } from "./version.js";

/** Runs a command; its exit code, unless it goes on (a server does). */
export async function run(args: readonly string[], terminal: Terminal): Promise<number | undefined> {
  let exitCode: number | undefined = EXIT.OK;
  const program = makeProgram(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.WRONG;
    if (!(error instanceof Failure)) throw error;
    tellFailure(error, terminal);
    return error.exitCode;
  }
}

const OVERVIEW = `
Examples:
  deens serve --zone example.com=example.com.zone    answers on port 5300 of this machine
  deens serve --config /etc/deens/deens.yaml         answers as the configuration says
  deens control --config /etc/deens/deens.yaml reload

Exit codes: 0 it is fine; 1 what was given is wrong (options, a configuration, a zone); 2 it could not be
carried out (a file can't be read, a port is taken).`;

/** With `--json` a failure is JSON too, on standard output: a program has something to read, whatever happens. */
async function told({ json }: { readonly json?: boolean }, { out }: Terminal, task: () => ExitCode | Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await task();
  } catch (error) {
    if (json === true && error instanceof Failure) {
      const { message, help, problems } = error;
      out(JSON.stringify({ ok: false, error: message, help, ...(problems.length === 0 ? {} : { problems }) }));
    }
    throw error;
  }
}

type Ended = (exitCode: number | undefined) => void;

function makeProgram(terminal: Terminal, ended: Ended): Command {
  const write = (line: (text: string) => void) => (text: string) => line(text.replace(/\n$/, ""));
  const program = new Command("deens")
    .description("An authoritative DNS server.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: write(terminal.out), writeErr: write(terminal.err), outputError: asFailure(terminal) })
    .showHelpAfterError("(`deens help COMMAND` shows what there is)")
    .addHelpText("after", OVERVIEW);
  addServe(program, terminal, ended);
  addChecks(program, terminal, ended);
  addControl(program, terminal, ended);
  return program;
}

/** What commander finds wrong, as all other failures are told: `error: what`, and in brackets what may have been meant. */
function asFailure(terminal: Terminal): (text: string) => void {
  return (text) => {
    const [what = "", meant] = text
      .replace(/^error: /, "")
      .trimEnd()
      .split("\n");
    const help = meant?.replace(/^\(Did you mean (.*)\?\)$/, "did you mean `$1`?");
    tellFailure(new Failure(EXIT.WRONG, what, help), terminal);
  };
}

function addServe(program: Command, terminal: Terminal, ended: Ended): void {
  program
    .command("serve")
    .description("answer queries, from a configuration or from zone files alone")
    .option("-c, --config <FILE>", "the configuration: docs/dns-configuration.md")
    .option("--zone <ORIGIN=FILE>", "a zone and its file; again for more", zoneOption)
    .option("--listen <ADDRESS:PORT>", "where to answer; again for more (default: 127.0.0.1:5300)", listenOption)
    .option("--workers <N>", "threads for UDP (default: one for each core)", workersOption)
    .option("--metrics <ADDRESS:PORT>", "where Prometheus reads, on this machine", metricsOption)
    .option("--query-log <FILE>", "where a line for each query goes; `stdout` for standard output")
    .option("--data-directory <FOLDER>", "where the control socket is; none without it")
    .addHelpText(
      "after",
      `
Examples:
  deens serve --zone example.com=example.com.zone
  deens serve --zone example.com=example.com.zone --listen 192.0.2.53:53 --listen '[2001:db8::53]:53'
  deens serve --config /etc/deens/deens.yaml

One of --zone and --config is needed. It stays in the foreground, and says on standard output when it answers.
SIGHUP reads configuration, zones and certificates again; SIGTERM and SIGINT end it after what has come is answered.

Exit codes: 0 it was ended; 1 what was given is wrong, or no zone can be served; 2 it could not start.`,
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./serve.js");
      await serve(options, terminal);
      ended(undefined);
    });
}

function addChecks(program: Command, terminal: Terminal, ended: Ended): void {
  program
    .command("check-config")
    .description("say what is wrong with a configuration")
    .argument("<file>", "the configuration")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  deens check-config /etc/deens/deens.yaml\n\nExit codes: 0 it is fine, 1 it is not, 2 it can't be read.",
    )
    .action(async (file: string, options: { readonly json?: boolean }) => {
      const { checkConfig } = await import("./check-config.js");
      ended(await told(options, terminal, () => checkConfig(file, options.json === true, terminal)));
    });
  program
    .command("check-zone")
    .description("say what is wrong with zone files")
    .argument("[origin-and-file...]", "ORIGIN FILE, again for more; or one FILE that is named for its zone; `-` is standard input")
    .option("--zone <ORIGIN=FILE>", "a zone and its file; again for more", zoneOption)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  deens check-zone example.com example.com.zone
  deens check-zone zones/example.com.zone
  deens check-zone --zone example.com=a.zone --zone example.net=b.zone --json
  dig @192.0.2.53 example.com AXFR | deens check-zone example.com -

Exit codes: 0 all can be served (there may be warnings), 1 some can't, 2 some can't be read.`,
    )
    .action(async (names: string[], options: CheckZoneOptions) => {
      const { checkZones } = await import("./check-zone.js");
      ended(await told(options, terminal, () => checkZones(names, options, terminal)));
    });
}

function addControl(program: Command, terminal: Terminal, ended: Ended): void {
  program
    .command("control")
    .description("talk to a server that runs")
    .argument("<command>", "status, zones, reload, refresh, retransfer, notify, query-log, metrics or stop")
    .argument("[argument]", "a zone, or `on` or `off` for `query-log`")
    .option("--socket <PATH>", "its control socket (default: data/control.sock)")
    .option("-c, --config <FILE>", "its configuration, which says where the socket is")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Commands:
  status [ZONE]       what runs, since when, where; or how one zone is doing
  zones               the zones with their serials
  reload [ZONE]       read the configuration, zones and certificates again; or one zone
  refresh [ZONE]      ask the primaries of zones that are fetched, or of one, whether there is something new
  retransfer ZONE     fetch a zone whole, whatever its serial
  notify [ZONE]       tell those in \`notify\` of the zones, or of one, again
  query-log on|off    a line for each query, to \`query-log\` of the configuration or standard output
  metrics             what Prometheus would read
  stop                end it after what has come is answered

Example:
  deens control --config /etc/deens/deens.yaml reload example.com`,
    )
    .action(async (command: string, argument: string | undefined, options: ControlOptions) => {
      const { control } = await import("./control.js");
      ended(await told(options, terminal, () => control(command, argument, options, terminal)));
    });
}
