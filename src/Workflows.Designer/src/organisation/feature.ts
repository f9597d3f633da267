import { hasRole } from "../session/session";
import type { Feature } from "../session/pages";

export const organisation: Feature = {
  routes: [
    { path: "/organizacion", lazy: async () => ({ Component: (await import("./OrganisationPage")).OrganisationPage }) },
    { path: "/organizacion/personas/:id/cargos", lazy: async () => ({ Component: (await import("./PersonPage")).PersonPage }) },
    { path: "/organizacion/lugares/:code/cargos", lazy: async () => ({ Component: (await import("./PlacePage")).PlacePage }) },
    { path: "/organizacion/comites/:code/asientos", lazy: async () => ({ Component: (await import("./CommitteePage")).CommitteePage }) },
    { path: "/organizacion/importar", lazy: async () => ({ Component: (await import("./ImportPage")).ImportPage }) },
    { path: "/organizacion/claves", lazy: async () => ({ Component: (await import("./ApiKeysPage")).ApiKeysPage }) },
    { path: "/organizacion/separacion", lazy: async () => ({ Component: (await import("./SeparationPage")).SeparationPage }) },
    { path: "/organizacion/lecturas", lazy: async () => ({ Component: (await import("./ReadingsPage")).ReadingsPage }) },
  ],
  menu: [
    {
      label: "Organización",
about: "Instituciones, cargos y personas",
      to: "/organizacion",
      group: "Administración",
      isFor: (session) => hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator", "national.auditor"),
    },
  ],
};
