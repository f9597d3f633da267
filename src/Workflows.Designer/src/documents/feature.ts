import type { Feature } from "../session/pages";

export const documents: Feature = {
  routes: [{ path: "/documentos/:id", lazy: async () => ({ Component: (await import("./DocumentPage")).DocumentPage }) }],
  menu: [],
};
