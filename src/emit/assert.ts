/** The end of an exhaustive switch: tsc reports the missing case. */
export function assertUnreachable(value: never): never {
  throw new Error(`not reachable: ${JSON.stringify(value)}`);
}
