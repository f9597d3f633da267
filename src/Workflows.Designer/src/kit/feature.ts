import type { Feature } from "../session/pages";

/** The parts that pages are made of, for whoever makes pages: no entry of the menu leads here. */
export const kit: Feature = {
  routes: [{ path: "/piezas", lazy: async () => ({ Component: (await import("./KitPage")).KitPage }) }],
  menu: [],
};
