/**
 * Loaded into a server before its own code (`node --import`): a clock around each call of the kernel that a thread makes to answer
 * over UDP. A profile does not show them reliably: V8 can't always tell whose time native code takes.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isMainThread, threadId } from "node:worker_threads";

/** Milliseconds of a thread from the first datagram that came to the last that it sent. */
export interface KernelTimes {
  readonly receive: number;
  readonly send: number;
  /** While datagrams gathered, or it waited for one. */
  readonly asleep: number;
  readonly all: number;
}

type NativeFunction = (...values: readonly number[]) => number;

interface Koffi {
  load: (path: null) => { func: (prototype: string) => NativeFunction };
}

const MSG_WAITFORONE = 0x10000;

class KernelClock {
  #receive = 0;
  #send = 0;
  #asleep = 0;
  /** Asleep since a datagram came: counted when another comes. */
  #idle = 0;
  #first = NaN;
  #last = NaN;

  /** Undefined for a thread that received nothing. */
  get times(): KernelTimes | undefined {
    const all = this.#last - this.#first;
    return Number.isNaN(all) ? undefined : { receive: this.#receive, send: this.#send, asleep: this.#asleep, all };
  }

  readonly #recvmmsg = (call: NativeFunction, values: readonly number[]): number => {
    const before = performance.now();
    const count = call(...values);
    const after = performance.now();
    if (count > 0 && Number.isNaN(this.#first)) this.#first = after;
    else if (((values[3] ?? 0) & MSG_WAITFORONE) !== 0) this.#idle += after - before;
    else this.#receive += after - before;
    if (count > 0) {
      this.#asleep += this.#idle;
      this.#idle = 0;
    }
    return count;
  };

  readonly #sendmmsg = (call: NativeFunction, values: readonly number[]): number => {
    const before = performance.now();
    const count = call(...values);
    this.#last = performance.now();
    this.#send += this.#last - before;
    return count;
  };

  readonly #usleep = (call: NativeFunction, values: readonly number[]): number => {
    const before = performance.now();
    const result = call(...values);
    this.#idle += performance.now() - before;
    return result;
  };

  /** The function of this prototype, with a clock around it if it is one of these. */
  around(prototype: string, call: NativeFunction): NativeFunction {
    const clocks = { recvmmsg: this.#recvmmsg, sendmmsg: this.#sendmmsg, usleep: this.#usleep };
    const [, clock] = Object.entries(clocks).find(([name]) => prototype.includes(` ${name}(`)) ?? [];
    return clock === undefined ? call : (...values) => clock(call, values);
  }
}

/** The program whose koffi it is, and where the times go: given by the benchmark. */
const { KERNEL_CLOCK_PROGRAM: program, KERNEL_CLOCK_FOLDER: folder } = process.env;
if (!isMainThread && program !== undefined && folder !== undefined) {
  const clock = new KernelClock();
  // CommonJS gives the same object to all of a thread.
  const koffi = createRequire(program)("koffi") as Koffi;
  const load = koffi.load;
  koffi.load = (path) => {
    const library = load(path);
    return { func: (prototype) => clock.around(prototype, library.func(prototype)) };
  };
  process.on("exit", () => {
    if (clock.times !== undefined) writeFileSync(join(folder, `${threadId}.json`), JSON.stringify(clock.times));
  });
}
