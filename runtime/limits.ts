/** Budgets for what a stranger's bytes can make generated code do. */
export interface Limits {
  /** How deep packets may nest in themselves. */
  readonly depth: number;
  /** How many elements an array may have. */
  readonly elements: number;
}

/** How deep values may nest, in JSON and where packets contain themselves: none exhausts the stack, whoever made it. */
export const MOST_LEVELS = 400;

/** Deep and long enough for real packets: 32 levels, 1,048,576 elements an array. */
export const defaultLimits: Limits = { depth: 32, elements: 1_048_576 };
