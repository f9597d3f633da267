import { decides } from "../session/places";
import type { Feature } from "../session/pages";

export const deadlines: Feature = {
  routes: [{ path: "/plazos", lazy: async () => ({ Component: (await import("./PoliciesPage")).PoliciesPage }) }],
  menu: [{ label: "Plazos de los flujos", about: "Cuándo vence y cuándo se avisa", to: "/plazos", group: "Calendario", isFor: decides }],
};
