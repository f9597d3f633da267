// Text with facts of the process in it, as people write it: «Informe de {name}». Its formula is a template of the engine's language.

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const braced = new RegExp(String.raw`\{(${name})((?:\.${name})*)\}`, "gu");
/** A piece of a template: an escaped character, a blank with nothing but a fact, or any other character. */
const piece = new RegExp(String.raw`\\(?<escaped>[\\$\x60])|\$\{\s*(?<fact>${name}(?:\.${name})*)\s*\}|(?<other>[^\\\x60])`, "suy");

type Pieces = { readonly fact?: string; readonly words?: string }[];

/** The text of a formula that only puts facts into words; null when it computes something more, or its braces could be taken for a fact. */
export function textOfFormula(formula: string, facts: ReadonlySet<string>): string | null {
  const pieces = piecesOf(formula);
  if (!pieces) return null;
  const known = new Set([...facts, ...rootsIn(pieces)]);
  const words = pieces.map((one) => one.words ?? "\0").join("");
  if ([...words.matchAll(braced)].some(([, root]) => known.has(root!))) return null;
  return pieces.map((one) => one.words ?? `{${one.fact}}`).join("");
}

/** The formula that puts facts into a text; null when the text names none of them. */
export function formulaOfText(text: string, facts: ReadonlySet<string>): string | null {
  const written: string[] = [];
  let at = 0;
  let hasFacts = false;
  for (const found of text.matchAll(braced)) {
    if (!facts.has(found[1]!)) continue;
    written.push(escaped(text.slice(at, found.index)), `\${${found[1]}${found[2]}}`);
    at = found.index + found[0].length;
    hasFacts = true;
  }
  return hasFacts ? `\`${[...written, escaped(text.slice(at))].join("")}\`` : null;
}

/** The facts that a formula puts into words. */
export const factsOfFormula = (formula: string): readonly string[] => rootsIn(piecesOf(formula) ?? []);

const escaped = (words: string) => words.replaceAll(/[\\`]|\$(?=\{)|\$$/g, "\\$&");

const rootsIn = (pieces: Pieces) => pieces.flatMap(({ fact }) => (fact ? [fact.split(".")[0]!] : []));

function piecesOf(formula: string): Pieces | null {
  const trimmed = formula.trim();
  if (trimmed.length < 2 || !trimmed.startsWith("`") || !trimmed.endsWith("`")) return null;
  const inside = trimmed.slice(1, -1);
  const pieces: { fact?: string; words?: string }[] = [];
  for (let at = 0; at < inside.length; ) {
    piece.lastIndex = at;
    const found = piece.exec(inside);
    if (!found) return null;
    const { escaped: plain, fact, other } = found.groups!;
    // Something that is computed begins here.
    if (fact === undefined && plain === undefined && inside.startsWith("${", at)) return null;
    pieces.push(fact === undefined ? { words: plain ?? other } : { fact });
    at += found[0].length;
  }
  return pieces;
}
