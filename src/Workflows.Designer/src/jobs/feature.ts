import { coordinates } from "../session/places";
import type { Feature } from "../session/pages";

export const jobs: Feature = {
  routes: [{ path: "/trabajos", lazy: async () => ({ Component: (await import("./JobsPage")).JobsPage }) }],
  menu: [{ label: "Trabajos en curso", about: "Lo que el servidor prepara por encargo", to: "/trabajos", group: "Administración", isFor: coordinates }],
};
