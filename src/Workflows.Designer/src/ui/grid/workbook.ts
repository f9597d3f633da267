import { answerOf, api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { GridColumn, Row } from "./columns";
import { workbookRows, type Sheet } from "./sheet";

const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The rows as a workbook of Excel. The page knows the rows; only the server knows workbooks. */
export const writeWorkbook = (columns: readonly GridColumn[], rows: readonly Row[]): Promise<Blob> =>
  answerOf<Blob>(api.POST("/api/sheets/workbook", { body: { rows: workbookRows(columns, rows) }, parseAs: "blob" }));

/** What the first sheet of a workbook says, as the same file in separated values would. */
export async function readWorkbook(file: File): Promise<Sheet> {
  const sheet = await answerOf(
    api.POST("/api/sheets/cells", { body: file as unknown as string, bodySerializer: (body) => body as unknown as BodyInit, headers: { "Content-Type": type } }),
  );
  return sheet.rows;
}

/** Why a workbook cannot be read or written, with each of its reasons. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  const reasons = Object.values(error.fields).flat();
  const more = reasons.length > most ? ` Y ${reasons.length - most} más.` : "";
  return `${error.detail} ${reasons.slice(0, most).join(" ")}${more}`.trim();
}

const most = 5;
