/** `deens`: the command line of the name server. */
import { run } from "./cli/program.js";
import { processTerminal } from "./cli/terminal.js";

// Not awaited here: built, this is a function. What could not be written was an error already.
void run(process.argv.slice(2), processTerminal()).then((exitCode) => (process.exitCode ||= exitCode));
