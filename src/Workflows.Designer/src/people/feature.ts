import type { Feature } from "../shell/feature";

export const people: Feature = {
  routes: [{ path: "/cuenta", lazy: async () => ({ Component: (await import("./AccountPage")).AccountPage }) }],
  menu: [],
};
