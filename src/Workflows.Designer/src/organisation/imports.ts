import type { Api } from "../api/client";

/** What can be imported, in the order people need it. */
export const lists = [
  { value: "people", label: "Personas y cargos" },
  { value: "institutions", label: "Instituciones" },
  { value: "ministries", label: "Ministerios" },
  { value: "dependencies", label: "Ministerio de cada institución, por fechas" },
  { value: "units", label: "Unidades" },
  { value: "committees", label: "Comités" },
  { value: "seats", label: "Asientos de los comités" },
  { value: "unit-posts", label: "Orden jerárquico de las unidades" },
];

const columns: Record<string, string> = {
  people: "id, name, email, role, scope; y si quieres active, valid_from, valid_to, substitute, instead_of, run",
  institutions: "code, name, ministry, incentive, confidence",
  ministries: "code, name",
  dependencies: "institution, ministry; y si quieres norm, valid_from, valid_to",
  committees: "code, name; y si quieres norm, valid_from, valid_to",
  seats: "committee, seat, role, basis (cargo, designación o elección), y of_role con of_scope, o person; y si quieres alternate_of (el asiento del que es suplente), norm, valid_from, valid_to",
  units: "code, name, place; y si quieres parent, valid_from, valid_to",
  "unit-posts": "unit, rank, title, y role o person; y si quieres requirements (sí o no), valid_from, valid_to",
};

export function columnsOf(list: string): string {
  return columns[list] ?? "";
}

/** How a file is announced to the server, which looks at its bytes. */
export function sheetType(fileName: string): string {
  return fileName.toLowerCase().endsWith(".xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv";
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** «2 se agregan, 1 cambia y 5 quedan igual. Se invita a 2 personas.» */
export function summaryOf({ isPreview, added, changed, unchanged, invited }: Api["ImportOrganisationResponse"]): string {
  const rows = isPreview
    ? `${count(added, "se agrega", "se agregan")}, ${count(changed, "cambia", "cambian")} y ${count(unchanged, "queda igual", "quedan igual")}.`
    : `${count(added, "se agregó", "se agregaron")}, ${count(changed, "cambió", "cambiaron")} y ${count(unchanged, "quedó igual", "quedaron igual")}.`;

  return invited > 0 ? `${rows} ${isPreview ? "Se invitará" : "Se invitó"} a ${count(invited, "persona", "personas")}.` : rows;
}
