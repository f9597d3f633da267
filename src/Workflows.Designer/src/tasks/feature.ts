import type { Feature } from "../shell/feature";

export const tasks: Feature = {
  routes: [{ path: "/tareas", lazy: async () => ({ Component: (await import("./InboxPage")).InboxPage }) }],
  menu: [{ label: "Mis tareas", to: "/tareas", isFor: () => true }],
};
