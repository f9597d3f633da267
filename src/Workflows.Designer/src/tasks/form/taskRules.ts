import { spanish } from "../../ui/numbers";
import { arrivedIn, arrivedInRow, hasFixedRows, isFixedBy, isSame, type ArrivedAt } from "./arrived";
import { asked } from "./asked";
import {
  chosenOf, defaultMaxLength, defaultMaxRows, isMissing, optionId, typeOf, whyNot, type Answers, type Arrived, type Content, type Field, type Remark, type Requirement,
} from "./content";
import { findingsOfDates } from "./dateOrder";
import { findingsOfProposal } from "./proposal";

/** Something to say about what is about to be sent: a refusal stops it, a warning does not. */
export type Finding = { place: string; message: string; blocks: boolean };

export const refusal = (place: string, message: string): Finding => ({ place, message, blocks: true });
export const warning = (place: string, message: string): Finding => ({ place, message, blocks: false });

const mostRemarks = 100;
const longestText = 4000;
const shownOfRemark = 60;
const longestChoice = 400;
const longestFileName = 200;
const longestOfficialNumber = 60;

type Payload = { answers?: unknown; evidence?: unknown; remarks?: unknown; replies?: unknown; comment?: unknown };

/**
 * What the server will say of an act, said before it is sent: the same sentences in the same places. Both sides pass
 * tests/form-cases.json.
 */
export function findingsOf(actions: readonly string[], content: Content, action: string, payload: Payload): Finding[] {
  if (!actions.includes(action)) return [refusal("action", `Esta tarea no admite la acción «${action}».`)];
  const found = [
    ...(content.formFor?.includes(action) ? ofForm(content, payload) : []),
    ...ofRemarks(payload.remarks, content.remarksFor?.includes(action) ?? false),
    ...ofReplies(content.remarks ?? [], payload.replies),
    ...ofComment(payload.comment, content.commentFor?.includes(action) ?? false),
  ];
  return [...found.filter((finding) => finding.blocks), ...found.filter((finding) => !finding.blocks)];
}

/** The server has others, which need more than the page knows. */
const ruleSets: Record<string, (parameters: unknown, answers: unknown) => Finding[]> = { "pmg.proposal": findingsOfProposal, fechas: findingsOfDates };

function ofForm(content: Content, payload: Payload): Finding[] {
  const ofAnswers = ofFields(content.form ?? [], payload.answers, "answers", "", arrivedIn(content));
  // Rules over several fields are told only of answers that each field accepts.
  const ofRules = ofAnswers.length === 0 && content.rules ? (ruleSets[content.rules.set]?.(content.rules.parameters, payload.answers) ?? []) : [];
  return [...ofAnswers, ...ofEvidence(content.evidence ?? [], payload.evidence), ...ofRules];
}

function ofFields(fields: readonly Field[], answers: unknown, place: string, where: string, at: ArrivedAt): Finding[] {
  const given = isObject(answers) ? answers : {};
  const isAsked = asked(fields, given);
  const unknown = Object.keys(given)
    .filter((id) => !fields.some((field) => field.id === id))
    .map((id) => refusal(`${place}.${id}`, `El campo «${id}» no existe en el formulario${where}.`));
  return [...unknown, ...fields.flatMap((field) => ofField(field, given[field.id], isAsked.has(field.id), `${place}.${field.id}`, where, at(field)))];
}

function ofField(field: Field, answer: unknown, isAsked: boolean, at: string, where: string, arrived: Arrived | undefined): Finding[] {
  if (!isAsked) {
    return isMissing(answer) ? [] : [refusal(at, `«${field.label}»${where} no corresponde con lo que respondiste antes: bórralo.`)];
  }
  if (isFixedBy(field, arrived)) {
    return isMissing(answer) || isSame(answer, arrived.value) ? [] : [refusal(at, `«${field.label}»${where} viene de «${arrived.title}» y no se cambia aquí.`)];
  }
  if (isMissing(answer)) return field.required ? [refusal(at, `Falta «${field.label}»${where}.`)] : [];
  const why = whyNot(answer);
  if (why !== undefined) {
    const refused = problemOfWhyNot(field, why);
    return refused ? [refusal(at, `«${field.label}»${where} ${refused}`)] : [];
  }
  if (typeOf(field) === "table") return ofRows(field, answer, at, arrived);
  const problem = problemOf(field, answer);
  return problem ? [refusal(at, `«${field.label}»${where} ${problem}`)] : [];
}

function ofRows(table: Field, answer: unknown, at: string, arrived: Arrived | undefined): Finding[] {
  const most = table.rules?.maxRows ?? defaultMaxRows;
  if (!Array.isArray(answer)) return [refusal(at, `«${table.label}» tiene que ser una lista de filas.`)];
  if (answer.length > most) return [refusal(at, `«${table.label}» puede tener hasta ${most} filas.`)];
  if (hasFixedRows(table, arrived) && answer.length !== (arrived!.value as unknown[]).length) {
    return [refusal(at, `«${table.label}» viene de «${arrived!.title}»: no se agregan ni se quitan filas.`)];
  }
  return answer.flatMap((row, i) =>
    isObject(row)
      ? ofFields(table.columns ?? [], row, `${at}[${i}]`, ` en la fila ${i + 1} de «${table.label}»`, arrivedInRow(arrived, i))
      : [refusal(`${at}[${i}]`, `La fila ${i + 1} de «${table.label}» no se puede leer.`)],
  );
}

function problemOfWhyNot(field: Field, why: string): string | undefined {
  const { maxLength = defaultMaxLength } = field.rules ?? {};
  if (!field.mayNotApply) return "no admite «no aplica»: respóndelo.";
  if (!isText(why)) return "no aplica: di por qué.";
  return why.length > maxLength ? `puede tener hasta ${maxLength} caracteres.` : undefined;
}

function problemOfChoices(field: Field, answer: unknown): string | undefined {
  const ids = (field.options ?? []).map(optionId);
  if (!Array.isArray(answer) || answer.some((one) => !ids.includes(one as string))) return "tiene que ser una lista de opciones.";
  return new Set(answer).size < answer.length ? "repite una opción." : undefined;
}

function problemOf(field: Field, answer: unknown): string | undefined {
  const { min, max, maxLength = defaultMaxLength } = field.rules ?? {};
  switch (typeOf(field)) {
    case "text":
      if (typeof answer !== "string") return "tiene que ser un texto.";
      return answer.length > maxLength ? `puede tener hasta ${maxLength} caracteres.` : undefined;
    case "number":
      if (typeof answer !== "number" || !Number.isFinite(answer)) return "tiene que ser un número.";
      if (min !== undefined && answer < min) return `no puede ser menor que ${spanish(min)}.`;
      return max !== undefined && answer > max ? `no puede ser mayor que ${spanish(max)}.` : undefined;
    case "date":
      return isDate(answer) ? undefined : "tiene que ser una fecha, como 2026-03-09.";
    case "choice":
      return (field.options ?? []).some((option) => optionId(option) === answer) ? undefined : "tiene que ser una de las opciones.";
    case "choices":
      return problemOfChoices(field, answer);
    case "yesNo":
      return typeof answer === "boolean" ? undefined : "tiene que ser sí o no.";
    case "person":
    case "post":
    case "institution":
    case "place":
    case "commitment":
      return isChoice(answer) ? undefined : "tiene que elegirse de la lista.";
    default:
      return undefined;
  }
}

function ofEvidence(requirements: readonly Requirement[], files: unknown): Finding[] {
  if (!isListOrNothing(files)) return [refusal("evidence", "Los archivos tienen que venir en una lista.")];
  const list = (files ?? []) as Record<string, unknown>[];
  return [
    ...list.flatMap((file, i) => {
      const problem = problemOfFile(requirements, file);
      return problem ? [refusal(`evidence[${i}]`, problem)] : [];
    }),
    ...requirements
      .filter((one) => one.required && !list.some((file) => file.requirement === one.id))
      .map((one) => refusal("evidence", `Falta el archivo de «${one.label}».`)),
  ];
}

function problemOfFile(requirements: readonly Requirement[], file: Record<string, unknown>): string | undefined {
  const one = requirements.find((requirement) => requirement.id === file.requirement);
  if (!one) return `El medio de verificación «${String(file.requirement ?? "")}» no se pidió en esta tarea.`;
  if (typeof file.fileHash !== "string" || !/^[0-9a-f]{64}$/i.test(file.fileHash)) return `El archivo de «${one.label}» no llegó completo: vuelve a subirlo.`;
  const name = file.fileName;
  if (!isText(name) || name.length > longestFileName) return `El archivo de «${one.label}» necesita un nombre de hasta ${longestFileName} caracteres.`;
  if (one.types?.length && !one.types.includes(extensionOf(name))) return `El archivo de «${one.label}» tiene que ser ${one.types.join(" o ")}.`;
  if (file.officialDate != null && !isDate(file.officialDate)) return `La fecha del documento de «${one.label}» tiene que ser como 2026-03-09.`;
  return one.official && (!isText(file.officialNumber) || file.officialNumber.length > longestOfficialNumber || file.officialDate == null)
    ? `«${one.label}» es un documento oficial: escribe su número (hasta ${longestOfficialNumber} caracteres) y su fecha.`
    : undefined;
}

function ofRemarks(remarks: unknown, required: boolean): Finding[] {
  if (!isListOrNothing(remarks)) return [refusal("remarks", "Las observaciones tienen que venir en una lista.")];
  const list = (remarks ?? []) as { text?: unknown }[];
  return [
    ...(required && list.length === 0 ? [refusal("remarks", "Escribe al menos una observación: la institución necesita saber qué corregir.")] : []),
    ...(list.length > mostRemarks ? [refusal("remarks", `Puedes escribir hasta ${mostRemarks} observaciones.`)] : []),
    ...list.flatMap(({ text }, i) =>
      isText(text) && text.length <= longestText
        ? []
        : [refusal(`remarks[${i}].text`, `La observación ${i + 1} necesita un texto de hasta ${longestText} caracteres.`)],
    ),
  ];
}

function shortened(text: string): string {
  return text.length <= shownOfRemark ? text : `${text.slice(0, shownOfRemark).trimEnd()}…`;
}

function ofReplies(remarks: readonly Remark[], replies: unknown): Finding[] {
  if (!isListOrNothing(replies)) return [refusal("replies", "Las respuestas a las observaciones tienen que venir en una lista.")];
  const ids = new Set(remarks.flatMap((remark) => (remark.id ? [remark.id] : [])));
  const unanswered = new Set(ids);
  const found: Finding[] = [];
  for (const [i, reply] of ((replies ?? []) as { remark?: unknown; text?: unknown }[]).entries()) {
    if (typeof reply.remark !== "string" || !ids.has(reply.remark)) found.push(refusal(`replies[${i}].remark`, "Esa observación no es de esta tarea."));
    else if (!unanswered.delete(reply.remark)) found.push(refusal(`replies[${i}].remark`, "Respondiste dos veces la misma observación."));
    if (!isText(reply.text) || reply.text.length > longestText || reply.text.trim() === "") {
      found.push(refusal(`replies[${i}].text`, `La respuesta ${i + 1} necesita un texto de hasta ${longestText} caracteres.`));
    }
  }
  const missing = remarks.flatMap((remark, i) => (remark.id && unanswered.has(remark.id) ? [`${i + 1}, «${shortened(remark.text)}»`] : []));
  if (missing.length > 0) {
    found.push(refusal("replies", `${missing.length === 1 ? "Responde la observación que falta" : "Responde las observaciones que faltan"}: ${missing.join("; ")}.`));
  }
  return found;
}

function ofComment(comment: unknown, required: boolean): Finding[] {
  if ((comment != null && typeof comment !== "string") || (typeof comment === "string" && comment.length > longestText)) {
    return [refusal("comment", `El comentario tiene que ser un texto de hasta ${longestText} caracteres.`)];
  }
  return required && !isText(comment) ? [refusal("comment", "Escribe tu comentario antes de enviarlo.")] : [];
}

/** An id and the name it had: whether it exists is the server's to say. */
function isChoice(answer: unknown): boolean {
  const chosen = chosenOf(answer);
  return chosen !== undefined && [chosen.id, chosen.name].every((text) => isText(text) && text.length <= longestChoice);
}

const isObject = (value: unknown): value is Answers => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isListOrNothing = (value: unknown) => value == null || Array.isArray(value);
const extensionOf = (name: string) => (name.includes(".") ? name.slice(name.lastIndexOf(".") + 1).toLowerCase() : "");

export function isDate(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
