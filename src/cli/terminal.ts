/** Where commands write to and read from; main.ts makes the real one, tests one that records. */
import picocolors from "picocolors";
import type { Palette } from "../diagnostics/render.js";

export interface Terminal {
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  /** Waits until what was written is taken, so that long output needs no memory. */
  readonly drained: () => Promise<void>;
  /** Standard input, piece by piece. Who stops early leaves the rest unread. */
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Colours are wanted there. */
  readonly outColours: boolean;
  readonly errColours: boolean;
}

export type Colours = ReturnType<typeof picocolors.createColors>;

export function coloursOf(enabled: boolean): Colours {
  return picocolors.createColors(enabled);
}

export function paletteOf(enabled: boolean): Palette {
  const colours = coloursOf(enabled);
  return {
    error: (text) => colours.red(colours.bold(text)),
    warning: (text) => colours.yellow(text),
    strong: (text) => colours.bold(text),
    faint: (text) => colours.dim(text),
    note: (text) => colours.cyan(text),
  };
}

export function plural(count: number, word: string, several = `${word}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? word : several}`;
}
