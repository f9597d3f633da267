import { coordinates } from "../session/places";
import type { Feature } from "../session/pages";

export const flows: Feature = {
  routes: [
    { path: "/flujos", lazy: async () => ({ Component: (await import("./page/FlowsPage")).FlowsPage }) },
    { path: "/flujos/:id", lazy: async () => ({ Component: (await import("./page/FlowPage")).FlowPage }) },
    { path: "/flujos/:id/versiones", lazy: async () => ({ Component: (await import("./versions/VersionsPage")).VersionsPage }) },
    { path: "/flujos/publicaciones/:id", lazy: async () => ({ Component: (await import("./versions/PublicationPage")).PublicationPage }) },
  ],
  menu: [{ label: "Flujos", about: "Dibujar, revisar y publicar cómo se trabaja", to: "/flujos", group: "Administración", isFor: coordinates }],
};
