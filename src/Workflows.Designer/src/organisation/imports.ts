import type { Api } from "../api/client";

/** What can be imported, in the order people need it. */
export const lists = [
  { value: "people", label: "Personas y cargos" },
  { value: "institutions", label: "Instituciones" },
  { value: "ministries", label: "Ministerios" },
  { value: "dependencies", label: "Ministerio de cada institución, por fechas" },
  { value: "undersecretariats", label: "Subsecretarías" },
  { value: "supervisions", label: "Subsecretaría de cada institución, por fechas" },
  { value: "units", label: "Unidades" },
  { value: "committees", label: "Comités" },
  { value: "seats", label: "Asientos de los comités" },
  { value: "unit-posts", label: "Orden jerárquico de las unidades" },
];

/** A column of a file: how its head is written, and what stands in it. */
type FileColumn = { name: string; what: string; isOptional?: boolean };

const from: FileColumn[] = [
  { name: "desde", what: "Primer día, como 2026-09-18", isOptional: true },
  { name: "hasta", what: "Último día, como 2026-09-18", isOptional: true },
];
const norm: FileColumn = { name: "norma", what: "Ley, decreto o resolución", isOptional: true };

const columns: Record<string, FileColumn[]> = {
  people: [
    { name: "identificador", what: "Un código que no cambia; la persona se repite en cada cargo" }, { name: "nombre", what: "Nombre" }, { name: "correo", what: "Correo institucional" },
    { name: "cargo", what: "Código del rol" }, { name: "lugar", what: "Código del lugar: institución, ministerio, región, comité o CL" },
    { name: "activa", what: "sí o no", isOptional: true }, ...from, { name: "subrogante", what: "sí, cuando subroga", isOptional: true },
    { name: "en lugar de", what: "A quién subroga", isOptional: true }, { name: "run", what: "RUN, para ingresar con ClaveÚnica", isOptional: true },
  ],
  institutions: [
    { name: "código", what: "Código de la institución" }, { name: "nombre", what: "Nombre completo" }, { name: "ministerio", what: "Código de su ministerio" },
    { name: "incentivo", what: "PMG, MEI u otro" }, { name: "confianza", what: "Si el incentivo está confirmado" },
  ],
  ministries: [{ name: "código", what: "Código del ministerio" }, { name: "nombre", what: "Nombre completo" }],
  dependencies: [{ name: "institución", what: "Código de la institución" }, { name: "ministerio", what: "Código del ministerio" }, norm, ...from],
  undersecretariats: [
    { name: "código", what: "Código de la subsecretaría" }, { name: "nombre", what: "Nombre completo" }, { name: "ministerio", what: "Código de su ministerio" }, ...from,
    { name: "confianza", what: "Si está confirmada", isOptional: true },
  ],
  supervisions: [
    { name: "institución", what: "Código de la institución" }, { name: "subsecretaría", what: "Código de la subsecretaría" },
    { name: "confirmada", what: "sí o no: si alguien lo confirmó", isOptional: true }, norm, ...from,
  ],
  committees: [{ name: "código", what: "Código del comité" }, { name: "nombre", what: "Nombre completo" }, norm, ...from],
  seats: [
    { name: "comité", what: "Código del comité" }, { name: "asiento", what: "Nombre del asiento" }, { name: "cargo", what: "Qué es en el comité: código del rol" },
    { name: "calidad", what: "cargo, designación o elección" }, { name: "por el cargo", what: "Por cargo: código del rol que llega al asiento", isOptional: true },
    { name: "lugar de ese cargo", what: "Por cargo: código del lugar", isOptional: true }, { name: "persona", what: "Por designación o elección: código de la persona", isOptional: true },
    { name: "suplente de", what: "El asiento del que es suplente", isOptional: true }, norm, ...from,
  ],
  units: [
    { name: "código", what: "Código de la unidad" }, { name: "nombre", what: "Nombre" }, { name: "institución o ministerio", what: "Código de su institución" },
    { name: "unidad superior", what: "Código de la unidad de que depende", isOptional: true }, ...from,
  ],
  "unit-posts": [
    { name: "unidad", what: "Código de la unidad" }, { name: "lugar en el orden", what: "Lugar en el orden: 1 es el más alto" }, { name: "denominación", what: "Nombre del cargo" },
    { name: "cargo", what: "Código del rol de quien lo tiene", isOptional: true }, { name: "persona", what: "O el código de la persona", isOptional: true },
    { name: "requisitos", what: "sí o no: reúne los requisitos para subrogar", isOptional: true }, ...from,
  ],
};

export function columnsOf(list: string): FileColumn[] {
  return columns[list] ?? [];
}

/** Where the empty sheet of a list is, with its heads. */
export const templateOf = (list: string) => `/api/organisation/import/${list}/template?format=Xlsx`;

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
