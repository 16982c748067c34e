/**
 * Between generated code and the user's custom types stand modules that know whose function has thrown: generated code takes an
 * exception for a value that has no encoding, and a stack trace for people would blame mplc. No file access.
 */
import type { ModuleExports } from "../../dissect/packet.js";
import { Problem, EXIT_UNABLE } from "../problem.js";

const FUNCTIONS = ["check", "read", "size", "write", "print", "toJson", "fromJson", "equals"];
const STATE_FUNCTIONS = ["checkIn", "readState", "decodeState", "writeState", "begin", "rewind"];

/** What a custom type's module has to export, where it has its state in itself. */
export function functionsOf({ state }: { readonly state: boolean }): readonly string[] {
  return state ? [...FUNCTIONS, ...STATE_FUNCTIONS] : FUNCTIONS;
}

/** The text of the module that is imported instead of the custom type's own; none of its functions has more than four parameters. */
export function guardText(imported: string, codec: { readonly state: boolean }): string {
  return `import * as codec from ${JSON.stringify(imported)};

export const guard = {
  caught(_name, error) {
    throw error;
  },
};

const guarded = (name) => {
  const own = codec[name];
  return (a, b, c, d) => {
    try {
      return own(a, b, c, d);
    } catch (error) {
      return guard.caught(name, error);
    }
  };
};

${functionsOf(codec)
  .map((name) => `export const ${name} = guarded("${name}");\n`)
  .join("")}`;
}

export type Caught = (name: string, error: unknown) => never;

/** To be called before anything of the guarded module is. */
export function onCaught({ guard }: ModuleExports, caught: Caught): void {
  (guard as { caught: Caught }).caught = caught;
}

/** A function of a custom type has thrown. */
export class CodecFault extends Problem {
  constructor(message: string) {
    super(message, {
      exitCode: EXIT_UNABLE,
      help: "the mistake is in this module, not in mplc nor in the input; docs/codecs.md tells what each function is given, and what it returns",
    });
  }
}

/** Generated code that measures a value catches whatever is thrown: so it is remembered what that was. */
export class Faults {
  #latest: CodecFault | undefined;

  get latest(): CodecFault | undefined {
    return this.#latest;
  }

  throw(fault: CodecFault): never {
    this.#latest = fault;
    throw fault;
  }

  /** @throws CodecFault where the call has swallowed one */
  during<Result>(call: () => Result): Result {
    this.#latest = undefined;
    const result = call();
    const { latest } = this;
    if (latest !== undefined) throw latest;
    return result;
  }
}
