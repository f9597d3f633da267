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

/** A column of a file: how its head is written, and what stands in it. */
type FileColumn = { name: string; what: string; isOptional?: boolean };

const from: FileColumn[] = [
  { name: "valid_from", what: "Primer día, como 2026-09-18", isOptional: true },
  { name: "valid_to", what: "Último día, como 2026-09-18", isOptional: true },
];
const norm: FileColumn = { name: "norm", what: "Ley, decreto o resolución", isOptional: true };

const columns: Record<string, FileColumn[]> = {
  people: [
    { name: "id", what: "Un código que no cambia; la persona se repite en cada cargo" }, { name: "name", what: "Nombre" }, { name: "email", what: "Correo institucional" },
    { name: "role", what: "Código del rol" }, { name: "scope", what: "Código del lugar: institución, ministerio, región, comité o CL" },
    { name: "active", what: "sí o no", isOptional: true }, ...from, { name: "substitute", what: "sí, cuando subroga", isOptional: true },
    { name: "instead_of", what: "A quién subroga", isOptional: true }, { name: "run", what: "RUN, para ingresar con ClaveÚnica", isOptional: true },
  ],
  institutions: [
    { name: "code", what: "Código de la institución" }, { name: "name", what: "Nombre completo" }, { name: "ministry", what: "Código de su ministerio" },
    { name: "incentive", what: "PMG, MEI u otro" }, { name: "confidence", what: "Si el incentivo está confirmado" },
  ],
  ministries: [{ name: "code", what: "Código del ministerio" }, { name: "name", what: "Nombre completo" }],
  dependencies: [{ name: "institution", what: "Código de la institución" }, { name: "ministry", what: "Código del ministerio" }, norm, ...from],
  committees: [{ name: "code", what: "Código del comité" }, { name: "name", what: "Nombre completo" }, norm, ...from],
  seats: [
    { name: "committee", what: "Código del comité" }, { name: "seat", what: "Nombre del asiento" }, { name: "role", what: "Qué es en el comité: código del rol" },
    { name: "basis", what: "cargo, designación o elección" }, { name: "of_role", what: "Por cargo: código del rol que llega al asiento", isOptional: true },
    { name: "of_scope", what: "Por cargo: código del lugar", isOptional: true }, { name: "person", what: "Por designación o elección: código de la persona", isOptional: true },
    { name: "alternate_of", what: "El asiento del que es suplente", isOptional: true }, norm, ...from,
  ],
  units: [
    { name: "code", what: "Código de la unidad" }, { name: "name", what: "Nombre" }, { name: "place", what: "Código de su institución" },
    { name: "parent", what: "Código de la unidad de que depende", isOptional: true }, ...from,
  ],
  "unit-posts": [
    { name: "unit", what: "Código de la unidad" }, { name: "rank", what: "Lugar en el orden: 1 es el más alto" }, { name: "title", what: "Nombre del cargo" },
    { name: "role", what: "Código del rol de quien lo tiene", isOptional: true }, { name: "person", what: "O el código de la persona", isOptional: true },
    { name: "requirements", what: "sí o no: reúne los requisitos para subrogar", isOptional: true }, ...from,
  ],
};

export function columnsOf(list: string): FileColumn[] {
  return columns[list] ?? [];
}

/** A file with only its heads, as spreadsheets set to Spanish open it: semicolons, and the mark by which they know the letters. */
export function templateOf(list: string): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${columnsOf(list).map((column) => column.name).join(";")}\r\n`)}`;
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
