import { describe, expect, test } from "vitest";
import type { Content } from "../form/content";
import { emptyDraft, firstDraft, payloadOf, readDraft, sameDraft } from "./draft";

const content: Content = {
  formFor: ["submit"],
  form: [{ id: "resumen", label: "Resumen" }],
  evidence: [{ id: "oficio", label: "Oficio" }],
  previous: { answers: { resumen: "el de antes", otro: "de otra tarea" }, evidence: [{ requirement: "oficio", fileHash: "a", fileName: "a.pdf" }, { requirement: "acta", fileHash: "b", fileName: "b.pdf" }] },
};

describe("a draft", () => {
  test("of a correction starts with what was handed in, and only with what this form asks", () => {
    expect(firstDraft(content)).toMatchObject({ answers: { resumen: "el de antes" }, evidence: [{ requirement: "oficio" }] });
  });

  test("sends nothing blank and nothing the server does not know", () => {
    const draft = {
      ...emptyDraft,
      action: "submit",
      answers: { resumen: "listo", otro: "x" },
      evidence: [{ requirement: "oficio", fileHash: "a", fileName: "a.pdf", size: 10, officialNumber: "12", officialDate: "", replaced: [] }],
      remarks: [{ text: "no es de esta acción" }],
      replies: [{ remark: "s:1", text: " " }],
      comment: "  ",
    };

    expect(payloadOf(content, "submit", draft)).toEqual({
      answers: { resumen: "listo" }, evidence: [{ requirement: "oficio", fileHash: "a", fileName: "a.pdf", officialNumber: "12" }],
    });
  });

  test("is the same whatever the order of its members and with blanks left out", () => {
    expect(sameDraft({ answers: { a: 1, b: "" }, remarks: [], comment: null }, { comment: "", answers: { a: 1 } })).toBe(true);
    expect(sameDraft({ answers: { a: 1 } }, { answers: { a: 2 } })).toBe(false);
    expect(sameDraft({ evidence: [{ fileHash: "a" }, { fileHash: "b" }] }, { evidence: [{ fileHash: "b" }, { fileHash: "a" }] })).toBe(false);
  });

  test.each([null, undefined, 7, "texto"])("of another shape is none: %j", (kept) => expect(readDraft(kept)).toBeUndefined());
});
