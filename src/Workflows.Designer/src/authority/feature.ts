import type { Feature } from "../session/pages";
import { coordinates } from "../session/places";
import { hasRole } from "../session/session";

const authorities = [
  "institution.head", "institution.regionalAdministrator", "institution.governor", "ministry.minister", "ministry.undersecretary", "ministry.cabinet",
  "ministry.pmgOfficer", "national.interministerialCoordination", "national.technicalSecretariat",
];

/** As `AuthorityWeek.Readers` of the server. */
const ofTheWeek = ["ministry.cabinet", "ministry.minister", "ministry.undersecretary"];

export const authority: Feature = {
  routes: [
    { path: "/alertas", lazy: async () => ({ Component: (await import("./AlertsPage")).AlertsPage }) },
    { path: "/semana", lazy: async () => ({ Component: (await import("./WeekPage")).WeekPage }) },
    { path: "/avisos-retenidos", lazy: async () => ({ Component: (await import("./HeldPage")).HeldPage }) },
    { path: "/no-salio", lazy: async () => ({ Component: (await import("./UnsentPage")).UnsentPage }) },
    { path: "/ausencias", lazy: async () => ({ Component: (await import("./AbsencesPage")).AbsencesPage }) },
    { path: "/a-quien-le-llega", lazy: async () => ({ Component: (await import("./WhoPage")).WhoPage }) },
  ],
  menu: [
    { label: "Mis alertas", about: "Lo que espera tu respuesta como autoridad", to: "/alertas", group: "Trabajo", isFor: (session) => hasRole(session, ...authorities) },
    { label: "La semana", about: "Lo que su autoridad debe, decide y atiende", to: "/semana", group: "Trabajo", isFor: (session) => hasRole(session, ...ofTheWeek) },
    { label: "Avisos retenidos", about: "Esperan tu visto bueno antes de salir", to: "/avisos-retenidos", group: "Avisos", isFor: coordinates },
    { label: "Lo que no salió", about: "Avisos sin a quién llegar", to: "/no-salio", group: "Avisos", isFor: coordinates },
    { label: "Ausencias", about: "Quién no está y quién actúa", to: "/ausencias", group: "Administración", isFor: coordinates },
    { label: "¿A quién le llega?", about: "Cada aviso de atraso, con nombre y cargo", to: "/a-quien-le-llega", group: "Avisos", isFor: coordinates },
  ],
};

/** Open to whoever has the link of a mail. */
export const linkRoute = { path: "/acuse", lazy: async () => ({ Component: (await import("./LinkPage")).LinkPage }) };
