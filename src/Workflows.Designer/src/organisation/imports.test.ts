import { expect, test } from "vitest";
import { columnsOf, lists, summaryOf, templateOf } from "./imports";

test("a preview says what would happen, and the import what happened", () => {
  const counts = { added: 2, changed: 1, unchanged: 5, invited: 2, examples: [] };
  expect(summaryOf({ ...counts, isPreview: true })).toBe("2 se agregan, 1 cambia y 5 quedan igual. Se invitará a 2 personas.");
  expect(summaryOf({ ...counts, isPreview: false, invited: 0 })).toBe("2 se agregaron, 1 cambió y 5 quedaron igual.");
});

test("each list says its columns in Spanish, and has its empty sheet", () => {
  for (const { value } of lists) {
    expect(columnsOf(value).length).toBeGreaterThan(1);
    for (const { name } of columnsOf(value)) expect(name).not.toMatch(/_|valid|name|email|scope/);
  }
  expect(templateOf("people")).toBe("/api/organisation/import/people/template?format=Xlsx");
});
