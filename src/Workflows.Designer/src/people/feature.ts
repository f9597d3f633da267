import type { Feature } from "../session/pages";

export const people: Feature = {
  routes: [{ path: "/cuenta", lazy: async () => ({ Component: (await import("./AccountPage")).AccountPage }) }],
  menu: [],
};
