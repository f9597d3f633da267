import { expect, test } from "vitest";
import brought from "./library.ts?raw";

type Files = Record<string, string>;

const ours: Files = import.meta.glob(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../**/*.d.ts"], { query: "?raw", import: "default", eager: true, exhaustive: true });
const theirs: Files = import.meta.glob("../../node_modules/@mantine/{spotlight,notifications,charts}/esm/**/*.mjs", { query: "?raw", import: "default", eager: true, exhaustive: true });
const parts: Files = import.meta.glob("../../node_modules/@mantine/core/esm/components/**/*.mjs", { query: "?raw", import: "default", eager: true, exhaustive: true });

const nameOf = (path: string) => path.split("/").at(-1)!.replace(".mjs", "");

/** Where an import of another file leads to. */
const pathFrom = (file: string, other: string) => new URL(other, `file:///a/b${file.replace("../..", "")}`).pathname.replace("/a/b", "../..");

test("every part of the library that we use, and every part that those use, brings its style", () => {
  const byName = new Map(Object.keys(parts).map((path) => [nameOf(path), path]));
  const named = Object.values({ ...ours, ...theirs }).flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, names]) => names!.split(",").map((name) => name.trim().split(" ")[0]!)));

  const seen = new Set<string>();
  const waiting = named.flatMap((name) => byName.get(name) ?? []);
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const [, other] of parts[path]!.matchAll(/from "(\.[^"]+)"/g)) if (pathFrom(path, other!) in parts) waiting.push(pathFrom(path, other!));
  }

  const needed = [...seen].filter((path) => path.endsWith(".module.mjs")).map((path) => nameOf(path).replace(".module", ""));
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter((name) => !brought.includes(`/${name}.layer.css"`))).toEqual([]);
});
