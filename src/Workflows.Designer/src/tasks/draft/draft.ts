import { arrivedAnswers } from "../form/arrived";
import { answersToSend } from "../form/asked";
import { isMissing, type Answers, type Content, type EvidenceFile } from "../form/content";

/** A file chosen for a requirement. The versions it replaced stay in the draft, to go back to. */
export type DraftFile = EvidenceFile & { replaced?: { fileHash: string; fileName: string }[] };

/** What was typed and not yet sent, of whatever kind the task is. */
export type Draft = {
  action?: string;
  answers: Answers;
  evidence: DraftFile[];
  remarks: { field?: string | null; text: string }[];
  replies: { remark: string; text: string }[];
  comment: string;
};

export const emptyDraft: Draft = { answers: {}, evidence: [], remarks: [], replies: [], comment: "" };

/** A draft as it was kept, whoever wrote it: what is missing or of another shape is empty. */
export function readDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const found = kept as Record<string, unknown>;
  const list = <T>(value: unknown) => (Array.isArray(value) ? (value as T[]) : []);
  return {
    ...(typeof found.action === "string" && { action: found.action }),
    answers: (typeof found.answers === "object" && found.answers !== null ? found.answers : {}) as Answers,
    evidence: list(found.evidence),
    remarks: list(found.remarks),
    replies: list(found.replies),
    comment: typeof found.comment === "string" ? found.comment : "",
  };
}

/** What a page opens with when nothing was typed yet: what other steps answered and, in a correction, what was handed in before. */
export function firstDraft(content: Content): Draft {
  const previous = content.previous;
  const fields = new Set((content.form ?? []).map((field) => field.id));
  const requirements = new Set((content.evidence ?? []).map((requirement) => requirement.id));
  return {
    ...emptyDraft,
    answers: { ...arrivedAnswers(content), ...Object.fromEntries(Object.entries(previous?.answers ?? {}).filter(([id]) => fields.has(id))) },
    evidence: (previous?.evidence ?? []).filter((file) => requirements.has(file.requirement)),
  };
}

/** What is sent for an action: nothing blank, nothing that is not asked, nothing the server does not know. */
export function payloadOf(content: Content, action: string, draft: Draft) {
  const fillsForm = content.formFor?.includes(action) ?? false;
  const remarks = draft.remarks.filter((remark) => !isMissing(remark.text));
  const replies = draft.replies.filter((reply) => !isMissing(reply.text));
  return {
    ...(fillsForm && { answers: answersToSend(content.form ?? [], draft.answers) }),
    ...(fillsForm && draft.evidence.length > 0 && {
      evidence: draft.evidence.map(({ requirement, fileHash, fileName, officialNumber, officialDate }) => ({
        requirement, fileHash, fileName, ...(officialNumber && { officialNumber }), ...(officialDate && { officialDate }),
      })),
    }),
    ...(content.remarksFor?.includes(action) && { remarks: remarks.map(({ field, text }) => ({ text, ...(field && { field }) })) }),
    ...(replies.length > 0 && { replies }),
    ...(!isMissing(draft.comment) && { comment: draft.comment }),
  };
}

/** Whether two drafts say the same, whatever the order of their members and with blanks left out. */
export function sameDraft(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, ordered(member)] as const)
      .filter(([, member]) => !isMissing(member) && !(typeof member === "object" && !Array.isArray(member) && Object.keys(member as object).length === 0))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
