/** A progress bar on standard error, where a person looks; elsewhere nothing. */
import type { Terminal } from "./terminal.js";

export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

/** Quicker work than this shows no bar. */
const PATIENCE = 400;

interface Bar {
  start(total: number, done: number): void;
  setTotal(total: number): void;
  update(done: number): void;
  stop(): void;
}

async function makeBar(doing: string, unit: string): Promise<Bar> {
  const { default: cliProgress } = await import("cli-progress");
  const format = `${doing} {bar} {value}/{total} ${unit}`;
  const style = { format, hideCursor: true, clearOnComplete: true, stream: process.stderr, barsize: 30 };
  return new cliProgress.SingleBar(style, cliProgress.Presets.shades_classic);
}

export function progressBar(terminal: Terminal, doing: string, unit: string): Progress {
  if (!terminal.errIsTerminal) return { update: () => undefined, stop: () => undefined };
  const begun = performance.now();
  let bar: Bar | undefined;
  let state: "waiting" | "loading" | "stopped" = "waiting";
  const show = (done: number, total: number): void => {
    state = "loading";
    void makeBar(doing, unit).then((made) => {
      if (state === "stopped") return;
      bar = made;
      bar.start(total, done);
    });
  };
  return {
    update: (done, total) => {
      if (bar !== undefined) {
        bar.setTotal(total);
        bar.update(done);
      } else if (state === "waiting" && performance.now() - begun > PATIENCE) {
        show(done, total);
      }
    },
    stop: () => {
      state = "stopped";
      bar?.stop();
    },
  };
}
