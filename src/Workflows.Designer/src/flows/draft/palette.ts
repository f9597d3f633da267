import type { Api } from "../../api/client";
import { plain } from "../../ui/plain";
import type { Step } from "./document";

/** Everything that flows are drawn with, as the server says it. */
export type Palette = Api["Palette"];
export type Kind = Api["PaletteStep"];
export type Port = Api["DrawnPort"];

export const kindOf = (palette: Palette, type: string): Kind | undefined => palette.steps.find((kind) => kind.type === type);

/** What a kind of step is called; one that this server does not know keeps the name its file gives it. */
export const nameOfKind = (palette: Palette, type: string): string => kindOf(palette, type)?.name ?? `Paso de otro sistema (${type})`;

/** A way out in words; a branch that somebody named keeps its name. */
export const labelOfPort = (palette: Palette, port: string): string => palette.ports[port] ?? port;

/** The ways out of a step: as the last check of the drawing said, or as its kind has them. */
export function portsOf(palette: Palette, step: Step, checked: ReadonlyMap<string, readonly Port[]>): readonly Port[] {
  return checked.get(step.id) ?? kindOf(palette, step.type)?.ports ?? [{ name: "Done", label: "Listo", isFailure: false }];
}

/** The subjects of the palette, in their order, each with what may be added. */
export function subjectsOf(palette: Palette, search = ""): { subject: string; kinds: Kind[] }[] {
  const wanted = plain(search);
  return ["Personas", "Tiempo", "Avisos", "Camino", "Hechos"]
    .map((subject) => ({
      subject,
      kinds: palette.steps.filter((kind) => kind.isOffered && kind.category === subject && plain(`${kind.name} ${kind.description}`).includes(wanted)),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}

/** What a new step brings, so that it says something before anybody fills it in. */
export function firstInputsOf(kind: Kind, label: string): Record<string, unknown> {
  const literal = (value: string) => ({ typeName: "String", expression: { type: "Literal", value } });
  return kind.inputs.some((input) => input.name === "title") ? { title: literal(label) } : {};
}

/** The way out that goes on when all is well: the first that is no failure. */
export const mainPortOf = (ports: readonly Port[]): string | undefined => ports.find((port) => !port.isFailure)?.name;
