import type { Api } from "../api/client";

export type Appointment = Api["AppointmentView"];

/** What the server calls what each field of a post says. A contradiction with other posts is one of dates, so it stands at the first or last day. */
const namesOfField = {
  personId: ["personId", "successorId"], role: ["role"], scope: ["scope"], from: ["validFrom", "from", "organisation"], validTo: ["validTo"], note: ["note"],
  lastDay: ["lastDay", "organisation"], reason: ["reason"],
} as const;

/** What was refused of a field of a post, by whatever name. */
export function postError(errorOf: (field: string) => string | undefined, field: keyof typeof namesOfField): string | undefined {
  return namesOfField[field].map(errorOf).find(Boolean);
}

/** Whether the person who looks may change a post: national ones are for whoever administers. */
export function mayChange(rights: { administers: boolean; coordinates: boolean }, scopeKind: string): boolean {
  return rights.administers || (rights.coordinates && scopeKind !== "National");
}

/** Posts held now and those to come; and those of before. */
export function byTime<T extends { when: Appointment["when"] }>(appointments: readonly T[]): { current: T[]; before: T[] } {
  return { current: appointments.filter((post) => post.when !== "Before"), before: appointments.filter((post) => post.when === "Before") };
}
