import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/interop/**", "test/deep/**"],
    testTimeout: 30_000,
    pool: "threads",
    maxWorkers: 2,
  },
});
