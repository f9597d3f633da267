import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = "http://localhost:5080";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "wwwroot",
    emptyOutDir: true,
    // Nothing inline: the content security policy allows no data URIs and no inline script.
    assetsInlineLimit: 0,
    // Only what opens over a page places itself: no page waits for it.
    rolldownOptions: { output: { advancedChunks: { includeDependenciesRecursively: false, groups: [{ name: "floating", test: /@floating-ui/ }] } } },
  },
  server: {
    proxy: { "/api": server, "/health": server, "/swagger": server },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
