/** The command line: names, options and help of every command. What each one does is loaded when it is called. */
import { Command, CommanderError, Option } from "commander";
import type { BuildOptions } from "./commands/build.js";
import type { CheckOptions } from "./commands/check.js";
import type { Context } from "./commands/context.js";
import type { DecodeOptions } from "./commands/decode.js";
import type { DissectOptions } from "./commands/dissect.js";
import type { EncodeOptions } from "./commands/encode.js";
import type { FormatOptions } from "./commands/fmt.js";
import type { TestOptions } from "./commands/test.js";
import { BYTE_ORDERS, CONFIG_NAME } from "./config.js";
import { packageVersion } from "./package-files.js";
import { EXIT_OK, EXIT_UNABLE, Problem, renderProblem } from "./problem.js";
import { reportDiagnostics } from "./report.js";
import { SpecErrors } from "./run/spec-errors.js";
import type { Terminal } from "./terminal.js";

/** What a run of the command line has to tell: its exit code. */
interface Outcome {
  exitCode: number;
}

interface Setup {
  readonly program: Command;
  readonly context: () => Context;
  readonly outcome: Outcome;
}

function examples(...lines: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, meaning]) => `  ${command.padEnd(width)}  ${meaning}`).join("\n")}`;
}

const SETTINGS_HELP = `
Settings (${CONFIG_NAME}, in the working folder or one above it; all optional):
  source           ["specs"]       folders or files of specs
  out              "generated"     where modules are written
  runtime          "mplc/runtime"  what modules import; "./..." is relative to the settings
  importExtension  ".js"           of imports between modules
  byteOrder        "big"           or "little", "caller" (a parameter of each packet that needs it)
  codecs           {}              modules of custom types, by the name that specs use
`;

const EXIT_CODES_HELP = `Exit codes:
  0  all is well; warnings change nothing
  1  what was given is wrong: specs with errors, failed examples, malformed packets; with --check, also what would change
  2  the command could not be carried out: wrong options or settings, files that cannot be read or written, a custom type's own code
`;

/** Makes a command's action: its result is the exit code. */
function doing<Arguments extends readonly unknown[]>(
  { context, outcome }: Setup,
  action: (context: Context, ...given: Arguments) => Promise<number>,
): (...given: Arguments) => Promise<void> {
  return async (...given) => {
    outcome.exitCode = await action(context(), ...given);
  };
}

function byteOrderOption(): Option {
  return new Option("--byte-order <order>", "of integers that do not say theirs").choices(
    BYTE_ORDERS.filter((order) => order !== "caller"),
  );
}

function addBuild(setup: Setup): void {
  setup.program
    .command("build")
    .summary("compile specs to TypeScript modules")
    .description("Compiles specs to TypeScript modules, one a spec. What has not changed is not compiled again.")
    .argument("[files...]", "specs, or folders of specs (default: the settings' source)")
    .option("-o, --out <folder>", "where modules are written (default: the settings' out)")
    .option("--runtime <module>", "what modules import as the runtime")
    .option("--check", "write nothing; fail if anything would change, and list it")
    .option("-w, --watch", "build again whenever a spec changes")
    .addHelpText(
      "after",
      examples(
        ["mplc build", "specs/ to generated/, or as the settings say"],
        ["mplc build protocol.mpl -o src/packets", "one spec and what it imports"],
        ["mplc build --check", "in continuous integration"],
      ) + `\n${SETTINGS_HELP}`,
    )
    .action(
      doing(setup, async (context, files: string[], options: BuildOptions) =>
        (await import("./commands/build.js")).runBuild(context, files, options),
      ),
    );
}

function addCheck(setup: Setup): void {
  setup.program
    .command("check")
    .summary("check specs, without generating code")
    .description("Checks specs and says everything that is wrong with them.")
    .argument("[files...]", "specs, or folders of specs (default: the settings' source)")
    .option("--proofs", "list what is proved, and what is left to run-time checks; look for inputs that fail at those")
    .option("--seconds <number>", "how long to look for such inputs (default: until all is tried; 0: not at all)")
    .option("-v, --verbose", "with --proofs: the inputs")
    .option("--json", "for programs: diagnostics with exact places, and the proofs with all inputs")
    .addHelpText(
      "after",
      examples(
        ["mplc check", "every spec of the project"],
        ["mplc check dns.mpl --proofs", "which bounds are proved, and why"],
        ["mplc check dns.mpl --proofs --seconds 10 -v", "and what fails at the others"],
      ),
    )
    .action(
      doing(setup, async (context, files: string[], options: CheckOptions) =>
        (await import("./commands/check.js")).runCheck(context, files, options),
      ),
    );
}

function addFormat(setup: Setup): void {
  setup.program
    .command("fmt")
    .summary("format specs")
    .description("Writes specs in the one style of the language. Comments are kept, the meaning never changes.")
    .argument("[files...]", 'specs, or folders of specs; "-" formats standard input (default: the settings\' source)')
    .option("--check", "write nothing; fail if anything would change, and list it")
    .addHelpText(
      "after",
      examples(["mplc fmt", "every spec of the project"], ["mplc fmt - < rough.mpl", "to standard output, for editors"]),
    )
    .action(
      doing(setup, async (context, files: string[], options: FormatOptions) =>
        (await import("./commands/fmt.js")).runFormat(context, files, options),
      ),
    );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

const FILES_HELP = "specs (folders, or files ending in .mpl; without any, those of the settings), and the input (default: standard input)";

function addDecode(setup: Setup): void {
  setup.program
    .command("decode")
    .summary("decode bytes with a spec, compiled on the spot")
    .description(
      "Decodes a packet. Malformed input ends with exit code 1 and says which field, byte and bit, and what the spec wants there.",
    )
    .argument("[files...]", FILES_HELP)
    .requiredOption("-p, --packet <name>", "which packet of the specs")
    .option("--hex", "the input is text: hex digits, or a dump of xxd, hexdump -C, od -t x1 or tcpdump -x")
    .option("--arg <name=value>", "an argument of the packet; repeat for several", collect, [])
    .option("--at <offset>", "where in the input the packet starts", "0")
    .option("--base <offset>", "where in the input a message starts that the packet is a part of: domain names point from there")
    .option("--exact", "bytes behind the packet are an error")
    .option("--repeat", "packet after packet, to the end of the input; from a pipe, each as soon as it is complete")
    .addOption(new Option("--format <format>", "what to print").choices(["tree", "json"]).default("tree"))
    .addOption(byteOrderOption())
    .addHelpText(
      "after",
      examples(
        ["mplc decode -p dns_message specs/dns/dns.mpl query.bin", "a tree of fields"],
        ["mplc decode -p dns_record specs/dns/dns.mpl reply.bin --at 29 --base 0", "a part of a message"],
        ['echo "cf84 0035 0008 0000" | mplc decode -p udp --arg pseudo_header_sum=0 udp.mpl --hex', ""],
        ["mplc decode -p packet spec.mpl in.bin --format json | mplc encode -p packet spec.mpl > out.bin", "and back"],
      ),
    )
    .action(
      doing(setup, async (context, files: string[], options: DecodeOptions) =>
        (await import("./commands/decode.js")).runDecode(context, files, options),
      ),
    );
}

function addEncode(setup: Setup): void {
  setup.program
    .command("encode")
    .summary("encode JSON with a spec, compiled on the spot")
    .description("Encodes a packet from the JSON that `mplc decode --format json` prints; computed fields may be left out.")
    .argument("[files...]", FILES_HELP)
    .requiredOption("-p, --packet <name>", "which packet of the specs")
    .option("--hex", "print hex digits; with --repeat, one line a packet")
    .option("--arg <name=value>", "an argument of the packet; repeat for several", collect, [])
    .option("--repeat", "one packet a line, as decode --repeat --format json prints them; each is written as soon as its line is complete")
    .addOption(byteOrderOption())
    .addHelpText(
      "after",
      examples(
        ["mplc encode -p udp --arg pseudo_header_sum=0 udp.mpl udp.json --hex", ""],
        ["mplc encode -p dns_message dns.mpl query.json > query.bin", ""],
        ["mplc encode -p dns_message dns.mpl --repeat queries.jsonl > queries.bin", "one behind the other"],
      ),
    )
    .action(
      doing(setup, async (context, files: string[], options: EncodeOptions) =>
        (await import("./commands/encode.js")).runEncode(context, files, options),
      ),
    );
}

function addDissect(setup: Setup): void {
  setup.program
    .command("dissect")
    .summary("walk the packets of a capture file")
    .description(
      "Walks every frame of a pcap or pcapng file as the specs' `dissect` declarations say. IP fragments and TCP streams are put together.",
    )
    .argument("<capture>", "the capture file")
    .argument("[specs...]", "specs with dissect declarations (default: those that come with mplc)")
    .option("--tree", "every field of every packet, and its bytes")
    .option("--json", "one JSON object a frame")
    .option("--filter <protocol>", "only frames with this packet; repeat for several", collect, [])
    .option("--count <number>", "stop after so many frames")
    .addHelpText(
      "after",
      examples(["mplc dissect web.pcapng", "a line a frame"], ["mplc dissect names.pcap --filter dns_message --tree", "all of it"]),
    )
    .action(
      doing(setup, async (context, capture: string, specs: string[], options: DissectOptions) =>
        (await import("./commands/dissect.js")).runDissect(context, capture, specs, options),
      ),
    );
}

function addTest(setup: Setup): void {
  setup.program
    .command("test")
    .summary("run the examples in specs")
    .description(
      "Runs every `example`: its bytes are decoded, compared with the value beside them, and encoded again; malformed ones must be refused.",
    )
    .argument("[files...]", "specs, or folders of specs (default: the settings' source)")
    .option("--json", "for programs: what became of each example; of specs with errors, the diagnostics, as check --json gives them")
    .addHelpText("after", examples(["mplc test", "every spec of the project"], ["mplc test dns.mpl --json", ""]))
    .action(
      doing(setup, async (context, files: string[], options: TestOptions) =>
        (await import("./commands/test.js")).runTest(context, files, options),
      ),
    );
}

function addInit(setup: Setup): void {
  setup.program
    .command("init")
    .summary("write a first spec")
    .description("Writes a commented spec with examples, and a test. Never overwrites a file.")
    .argument("<name>", "the packet's name, as in a spec: lower-case letters, digits, _")
    .addHelpText("after", examples(["mplc init heartbeat", "specs/heartbeat.mpl, test/heartbeat.test.ts"]))
    .action(doing(setup, async (context, name: string) => (await import("./commands/init.js")).runInit(context, name)));
}

function addExplain(setup: Setup): void {
  setup.program
    .command("explain")
    .summary("what an error code means")
    .description("Explains a diagnostic code, with an example of the mistake and its mending.")
    .argument("[code]", "as in MPL0301; without one, all are listed")
    .addHelpText("after", examples(["mplc explain MPL0301", ""]))
    .action(doing(setup, async (context, code: string | undefined) => (await import("./commands/explain.js")).runExplain(context, code)));
}

const COMMANDS = [addBuild, addCheck, addFormat, addDecode, addEncode, addDissect, addTest, addInit, addExplain];

function makeProgram(terminal: Terminal, workingFolder: string, outcome: Outcome): Command {
  const program = new Command("mplc")
    .description("Compiles MPL packet descriptions to TypeScript, and decodes, encodes and dissects packets with them.")
    .version(packageVersion(), "-V, --version", "print the version")
    .option("--config <file>", `settings to use instead of the nearest ${CONFIG_NAME}`)
    .exitOverride()
    .showHelpAfterError("(--help tells more)")
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText("after", `\n${EXIT_CODES_HELP}`)
    .addHelpText("after", "Environment: MPLC_CACHE names another folder for the cache; NO_COLOR and FORCE_COLOR decide on colours.");
  const context = (): Context => ({ terminal, workingFolder, config: program.opts<{ config?: string }>().config });
  for (const add of COMMANDS) add({ program, context, outcome });
  return program;
}

function describe(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_UNABLE;
  if (error instanceof SpecErrors) {
    reportDiagnostics(terminal, error.diagnostics, terminal.err);
    return error.exitCode;
  }
  if (error instanceof Problem) {
    terminal.err(renderProblem(error));
    return error.exitCode;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`mplc: this is a bug in mplc, please report it:\n${details}\n`);
  return EXIT_UNABLE;
}

/** @returns the exit code */
export async function run(argv: readonly string[], terminal: Terminal, workingFolder: string): Promise<number> {
  const outcome: Outcome = { exitCode: EXIT_OK };
  try {
    await makeProgram(terminal, workingFolder, outcome).parseAsync([...argv], { from: "user" });
    return outcome.exitCode;
  } catch (error) {
    return describe(error, terminal);
  }
}
