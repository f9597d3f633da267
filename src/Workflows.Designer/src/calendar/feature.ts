import { hasRole } from "../session/session";
import type { Feature } from "../session/pages";

const deciders = ["national.coordinator", "national.technicalSecretariat", "ministry.pmgOfficer"];

export const calendar: Feature = {
  routes: [
    { path: "/calendario", lazy: async () => ({ Component: (await import("./CalendarPage")).CalendarPage }) },
    { path: "/calendario/propuestas", lazy: async () => ({ Component: (await import("./ProposalsPage")).ProposalsPage }) },
    { path: "/calendario/propuestas/:id", lazy: async () => ({ Component: (await import("./ProposalPage")).ProposalPage }) },
    { path: "/prorrogas", lazy: async () => ({ Component: (await import("./ExtensionsPage")).ExtensionsPage }) },
    { path: "/mi-calendario", lazy: async () => ({ Component: (await import("./MyCalendarPage")).MyCalendarPage }) },
  ],
  menu: [
    { label: "Calendario", about: "Feriados y días hábiles", to: "/calendario", group: "Calendario", isFor: () => true },
    { label: "Prórrogas", about: "Pedidas y resueltas", to: "/prorrogas", group: "Calendario", isFor: (session) => hasRole(session, ...deciders) },
    { label: "Mi calendario", about: "Tus plazos en tu propio calendario", to: "/mi-calendario", group: "Calendario", isFor: () => true },
  ],
};
