import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["journeys/**/*.test.mjs"],
    globalSetup: "./server.mjs",
    // One browser and one server for all: journeys follow each other, as the days of a stage do.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
