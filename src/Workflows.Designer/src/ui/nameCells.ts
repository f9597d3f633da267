const roles: Record<string, string> = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

/** Writes beside each cell the name of its column, and what each part of the table is: drawn as cards, a browser would forget both. */
export function nameCells(table: HTMLTableElement) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")]) part.setAttribute("role", roles[part.tagName]!);
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");

  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent?.trim() ?? "");
  for (const body of table.tBodies) {
    for (const row of body.rows) {
      let column = 0;
      for (const cell of row.cells) {
        const name = cell.colSpan === 1 ? (columns[column] ?? "") : "";
        if (cell.dataset.column !== name) cell.dataset.column = name;
        column += cell.colSpan;
      }
    }
  }
}
