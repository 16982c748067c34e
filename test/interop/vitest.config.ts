/** `npx vitest run --config test/interop/vitest.config.ts`: needs root, network namespaces and the packages of packages.txt. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
  },
});
