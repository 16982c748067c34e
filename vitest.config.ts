import { defineConfig } from "vitest/config";

interface Suite {
  readonly include: string[];
  readonly exclude?: string[];
  readonly testTimeout: number;
  /** Files one after the other: they share a package cache, or the machine's network. */
  readonly alone?: boolean;
}

const MINUTE = 60_000;

/** `vitest run` is the suite for every change; the others are asked for with `--mode`. */
const suites: Readonly<Record<string, Suite>> = {
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
    exclude: ["test/deep/**", "test/package/**", "**/*.interop.test.ts", "**/node_modules/**"],
    testTimeout: MINUTE / 2,
  },
  deep: { include: ["test/deep/**/*.test.ts"], testTimeout: 10 * MINUTE },
  package: { include: ["test/package/**/*.test.ts"], testTimeout: 5 * MINUTE, alone: true },
  interop: { include: ["test/**/*.interop.test.ts"], testTimeout: 10 * MINUTE, alone: true },
};

export default defineConfig(({ mode }) => {
  const suite = suites[mode];
  if (suite === undefined) throw new Error(`no suite ${mode}; there are ${Object.keys(suites).join(", ")}`);
  return {
    test: {
      include: suite.include,
      exclude: suite.exclude ?? [],
      testTimeout: suite.testTimeout,
      hookTimeout: suite.testTimeout,
      fileParallelism: suite.alone !== true,
      pool: "threads",
      maxWorkers: 2,
    },
  };
});
