import type { Feature } from "../session/pages";
import { coordinates } from "../session/places";

export const stages: Feature = {
  routes: [
    { path: "/etapas", lazy: async () => ({ Component: (await import("./StagesPage")).StagesPage }) },
    { path: "/etapas/abrir", lazy: async () => ({ Component: (await import("./OpeningPage")).OpeningPage }) },
    { path: "/etapas/:definitionId/:year", lazy: async () => ({ Component: (await import("./StagePage")).StagePage }) },
  ],
  menu: [{ label: "Etapas", about: "Todas las instituciones, por paso", to: "/etapas", group: "Seguimiento", isFor: coordinates }],
};
