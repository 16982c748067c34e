import type { Context } from "./context.js";
export interface DissectOptions {
  readonly tree?: boolean;
}
export function runDissect(_context: Context, _capture: string, _specs: readonly string[], _options: DissectOptions): Promise<number> {
  return Promise.resolve(1);
}
