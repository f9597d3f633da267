import type { Feature } from "../shell/feature";

export const documents: Feature = {
  routes: [{ path: "/documentos/:id", lazy: async () => ({ Component: (await import("./DocumentPage")).DocumentPage }) }],
  menu: [],
};
