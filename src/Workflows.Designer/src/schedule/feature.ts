import { coordinates } from "../session/places";
import type { Feature } from "../session/pages";

export const schedule: Feature = {
  routes: [{ path: "/programador", lazy: async () => ({ Component: (await import("./SchedulePage")).SchedulePage }) }],
  menu: [{ label: "Programador", to: "/programador", group: "Administración", isFor: coordinates }],
};
