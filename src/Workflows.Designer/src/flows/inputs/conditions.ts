/** How a fact is compared, with its words. */
export const operators = [
  { value: "is", label: "es", code: "==" },
  { value: "isNot", label: "no es", code: "!=" },
  { value: "more", label: "es mayor que", code: ">" },
  { value: "atLeast", label: "es al menos", code: ">=" },
  { value: "less", label: "es menor que", code: "<" },
  { value: "atMost", label: "es a lo más", code: "<=" },
  { value: "empty", label: "está vacío", code: "== null" },
  { value: "filled", label: "tiene algo", code: "!= null" },
  { value: "holds", label: "se cumple", code: "" },
  { value: "fails", label: "no se cumple", code: "!" },
] as const;

export type Operator = (typeof operators)[number]["value"];
export type Constant = string | number | boolean;

/** One comparison: a fact, or how many there are of it (`count(rows)`), and what it is compared with. */
export type Comparison = { readonly fact: string; readonly operator: Operator; readonly value?: Constant };

/** Comparisons that hold all, or of which one is enough. */
export type Condition = { readonly joinedBy: "and" | "or"; readonly parts: readonly Comparison[] };

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const path = `(?!(?:true|false|null|undefined)\\b)${name}(?:\\.${name})*`;
const one = new RegExp(
  String.raw`\s*(?<fails>!)?\s*(?<fact>count\(\s*${path}\s*\)|${path})(?!\s*[(\[?])`
  + String.raw`(?:\s*(?<code>==|!=|>=|<=|>|<)(?!=)\s*(?<value>"(?:[^"\\]|\\.)*"|'[^'\\]*'|-?\d+(?:\.\d+)?|(?:true|false|null)\b))?\s*`,
  "uy",
);

/** A condition of that simple shape; null when it says more, and only a formula can say it. */
export function conditionOf(text: string): Condition | null {
  const parts: Comparison[] = [];
  let joint = "";
  for (let at = 0; ; ) {
    one.lastIndex = at;
    const found = one.exec(text);
    const part = found && comparisonOf(found.groups!);
    if (!found || !part) return null;
    parts.push(part);
    at += found[0].length;
    if (at === text.length) return { joinedBy: joint === "||" ? "or" : "and", parts };
    const next = text.slice(at, at + 2);
    if ((next !== "&&" && next !== "||") || (joint !== "" && next !== joint)) return null;
    joint = next;
    at += 2;
  }
}

/** The formula that says the same. */
export function textOfCondition({ joinedBy, parts }: Condition): string {
  return parts.map(textOfComparison).join(joinedBy === "or" ? " || " : " && ");
}

/** Which operators need a value to compare with. */
export const comparesWithValue = (operator: Operator): boolean => !["empty", "filled", "holds", "fails"].includes(operator);

function comparisonOf({ fails, fact, code, value }: Record<string, string | undefined>): Comparison | null {
  const plain = fact!.replaceAll(/\s/g, "");
  if (code === undefined) return { fact: plain, operator: fails ? "fails" : "holds" };
  if (fails) return null;
  if (value === "null") return code === "==" || code === "!=" ? { fact: plain, operator: code === "==" ? "empty" : "filled" } : null;
  const constant = constantOf(value!);
  return constant === null ? null : { fact: plain, operator: operators.find((operator) => operator.code === code)!.value, value: constant };
}

function constantOf(text: string): Constant | null {
  if (text === "true" || text === "false") return text === "true";
  if (text.startsWith("'")) return text.slice(1, -1);
  if (!text.startsWith('"')) return Number(text);
  try {
    return JSON.parse(text) as string;
  } catch {
    return null;
  }
}

function textOfComparison({ fact, operator, value }: Comparison): string {
  if (operator === "holds") return fact;
  if (operator === "fails") return `!${fact}`;
  const { code } = operators.find((known) => known.value === operator)!;
  return comparesWithValue(operator) ? `${fact} ${code} ${JSON.stringify(value ?? "")}` : `${fact} ${code}`;
}
