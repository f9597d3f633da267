import type { Api } from "../api/client";

/** What is asked again after the organisation changed: a key is matched whole, never by how it begins. */
export const organisationQueries = [
  "/api/organisation/people", "/api/organisation/appointments", "/api/organisation/places", "/api/organisation/institutions", "/api/organisation/ministries", "/api/session",
  "/api/organisation/designations", "/api/organisation/committees", "/api/organisation/absences", "/api/organisation/authority",
] as const;

export type Appointment = Api["AppointmentView"];

/** Where a refusal of a post is told: a contradiction with other posts is one of dates, so it stands at the first day. */
export function fieldsOfPost(fields: Readonly<Record<string, string[]>>): Record<string, string | undefined> {
  const first = (name: string) => fields[name]?.[0];
  return {
    personId: first("personId") ?? first("successorId"), role: first("role"), scope: first("scope"), from: first("validFrom") ?? first("from") ?? first("organisation"),
    validTo: first("validTo"), insteadOf: first("insteadOf"), note: first("note"), lastDay: first("lastDay") ?? first("organisation"), reason: first("reason"),
  };
}

/** Whether the person who looks may change a post: national ones are for whoever administers. */
export function mayChange(rights: { administers: boolean; coordinates: boolean }, scopeKind: string): boolean {
  return rights.administers || (rights.coordinates && scopeKind !== "National");
}

/** Posts held now and those to come; and those of before. */
export function byTime<T extends { when: Appointment["when"] }>(appointments: readonly T[]): { current: T[]; before: T[] } {
  return { current: appointments.filter((post) => post.when !== "Before"), before: appointments.filter((post) => post.when === "Before") };
}
