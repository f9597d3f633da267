import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const library = "node_modules/@mantine";
const ofCore = /(?:import|export) \{([^}]*)\} from "@mantine\/core"/g;

/** The files of a folder, however deep. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));

test("every part of the library that we use, and every part that those use, brings its style", () => {
  const ours = filesIn("src").filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
  const theirs = ["spotlight", "notifications", "charts"].flatMap((name) => filesIn(join(library, name, "esm")).filter((file) => file.endsWith(".mjs")));
  const named = [...ours, ...theirs].flatMap((file) => [...readFileSync(file, "utf8").matchAll(ofCore)].flatMap((found) => found[1]!.split(",").map((name) => name.trim().split(" ")[0]!)));
  const parts = new Map(filesIn(join(library, "core/esm/components")).map((file) => [file.split("/").at(-1)!.replace(".mjs", ""), resolve(file)]));

  const seen = new Set<string>();
  const waiting = named.flatMap((name) => parts.get(name) ?? []);
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, other] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)) if (existsSync(resolve(dirname(file), other!))) waiting.push(resolve(dirname(file), other!));
  }

  const needed = [...seen].filter((file) => file.endsWith(".module.mjs")).map((file) => file.split("/").at(-1)!.replace(".module.mjs", ""));
  const brought = readFileSync("src/shell/library.ts", "utf8");
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter((name) => !brought.includes(`/${name}.layer.css"`))).toEqual([]);
});
