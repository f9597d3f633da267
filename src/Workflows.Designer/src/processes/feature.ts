import { coordinates } from "../session/places";
import type { Feature } from "../session/pages";

export const processes: Feature = {
  routes: [
    { path: "/coordinacion", lazy: async () => ({ Component: (await import("./CoordinationPage")).CoordinationPage }) },
    { path: "/procesos", lazy: async () => ({ Component: (await import("./ProcessesPage")).ProcessesPage }) },
    { path: "/procesos/:id", lazy: async () => ({ Component: (await import("./ProcessPage")).ProcessPage }) },
  ],
  menu: [
    { label: "Hoy", about: "Lo que espera tu decisión", to: "/coordinacion", group: "Trabajo", isFor: coordinates },
    { label: "Procesos", about: "Uno por institución, con su historia", to: "/procesos", group: "Seguimiento", isFor: () => true },
  ],
};
