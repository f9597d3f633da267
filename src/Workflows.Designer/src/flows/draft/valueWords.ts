import { lateNotice } from "../../ui/lateness";
import { isPart } from "./document";

/** What changed inside one input of a step, a sentence for each part that people know by name. */
export function wordsOfValue(label: string, editor: string, before: unknown, after: unknown): string[] {
  if (editor === "deadline") return partsOf(before, after, deadlineWords, label);
  if (editor === "form" || editor === "evidence") return rowsOf(label, editor === "form" ? "campo" : "medio de verificación", before, after);
  if (typeof before === "boolean" || typeof after === "boolean") return [`${label}: antes ${yesNo(before)}, ahora ${yesNo(after)}.`];
  if (isPlain(before) && isPlain(after)) return [`${label}: antes ${quoted(before)}, ahora ${quoted(after)}.`];
  return [`Cambió «${label}».`];
}

const deadlineWords: Record<string, string> = {
  "term.workingDays": "Días hábiles",
  "term.calendarDays": "Días corridos",
  "term.hours": "Horas",
  "term.on": "Vence el (mes y día)",
  "term.hour": "Hora de cierre",
  "term.yearOffset": "Años respecto del proceso",
  roll: "Si vence en día inhábil",
  late: "Lo que llega tarde",
  reminders: "Días hábiles antes en que se recuerda",
  "correction.term.workingDays": "Días hábiles para corregir",
  "correction.whicheverLater": "Al corregir rige el plazo que venza después",
  "acknowledgement.climbsAgainAfter": "Días hábiles para tomar conocimiento antes de volver a escalar",
  "silence.outcome": "Qué decide el silencio",
  "silence.norm": "Norma del silencio",
};

const values: Record<string, string> = { next: "pasa al día hábil siguiente", previous: "se adelanta al día hábil anterior", none: "queda en ese día", accept: "se recibe y se marca", refuse: "no se recibe" };

/** Each leaf that differs, by its Spanish name; the ladder by its levels. */
function partsOf(before: unknown, after: unknown, words: Record<string, string>, label: string): string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const said: string[] = [];
  let isOther = false;
  for (const path of [...new Set([...old.keys(), ...now.keys()])]) {
    const [was, is] = [old.get(path), now.get(path)];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    const rung = /^ladder\.(\d+)\.(workingDaysAfter|hoursAfter)$/.exec(path);
    if (rung) said.push(`${lateNotice(levelOf(rung[1]!, now, old))}, ${rung[2] === "hoursAfter" ? "horas" : "días hábiles"} después: antes ${quoted(was)}, ahora ${quoted(is)}.`);
    else if (words[path]) said.push(`${words[path]}: antes ${quoted(was)}, ahora ${quoted(is)}.`);
    else isOther = true;
  }
  return isOther && said.length === 0 ? [`Cambió «${label}».`] : said;
}

/** The level that a rung says of itself; its place is not it when one is skipped. */
const levelOf = (place: string, ...leaves: Map<string, unknown>[]) => Number(leaves.map((one) => one.get(`ladder.${place}.level`)).find((level) => level !== undefined) ?? Number(place) + 1);

function leavesOf(value: unknown, path = ""): Map<string, unknown> {
  if (Array.isArray(value) && value.some(isPart)) return leavesOf(Object.fromEntries(value.entries()), path);
  if (!isPart(value)) return new Map(value === undefined || path === "" ? [] : [[path, value]]);
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leavesOf(part, path === "" ? name : `${path}.${name}`)]));
}

/** Fields that came, went or are other now; by their id, called by their words. */
function rowsOf(label: string, what: string, before: unknown, after: unknown): string[] {
  const rows = (value: unknown) => (Array.isArray(value) ? value : []).filter(isPart);
  const [old, now] = [rows(before), rows(after)];
  if (old.length === 0 && now.length === 0) return [`Cambió «${label}».`];
  const name = (row: Record<string, unknown>) => `«${String(row.label ?? row.id)}»`;
  const find = (list: typeof old, id: unknown) => list.find((row) => row.id === id);
  const said = [
    ...now.filter((row) => !find(old, row.id)).map((row) => `${label}: se agregó el ${what} ${name(row)}.`),
    ...old.filter((row) => !find(now, row.id)).map((row) => `${label}: se quitó el ${what} ${name(row)}.`),
    ...now.flatMap((row) => {
      const was = find(old, row.id);
      if (!was || JSON.stringify(was) === JSON.stringify(row)) return [];
      if (was.label !== row.label) return [`${label}: el ${what} ${name(was)} se llama ahora ${name(row)}.`];
      if (was.required !== row.required) return [`${label}: el ${what} ${name(row)} ${row.required === true ? "es ahora obligatorio" : "ya no es obligatorio"}.`];
      return [`${label}: cambió el ${what} ${name(row)}.`];
    }),
  ];
  return said.length > 0 ? said : [`${label}: cambió el orden.`];
}

const isPlain = (value: unknown) => value === undefined || value === null || typeof value === "string" || typeof value === "number" || Array.isArray(value);

function quoted(value: unknown): string {
  if (value === undefined || value === null || value === "") return "sin decir";
  if (Array.isArray(value)) return value.length === 0 ? "ninguno" : value.map(String).join(", ");
  if (typeof value === "boolean") return yesNo(value);
  return typeof value === "number" ? String(value) : `«${values[String(value)] ?? String(value)}»`;
}

const yesNo = (value: unknown) => (value === true ? "sí" : value === false ? "no" : "sin decir");
