import { coordinates } from "../session/places";
import type { Feature } from "../session/pages";

export const schedule: Feature = {
  routes: [{ path: "/programador", lazy: async () => ({ Component: (await import("./SchedulePage")).SchedulePage }) }],
  menu: [{ label: "Programador", about: "Lo que el sistema hará y lo que falló", to: "/programador", group: "Administración", isFor: coordinates }],
};
