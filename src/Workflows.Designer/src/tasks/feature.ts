import type { Feature } from "../session/pages";

export const tasks: Feature = {
  routes: [
    { path: "/tareas", lazy: async () => ({ Component: (await import("./inbox/InboxPage")).InboxPage }) },
    { path: "/tareas/:id", lazy: async () => ({ Component: (await import("./page/TaskPage")).TaskPage }) },
  ],
  menu: [{ label: "Mis tareas", about: "Lo que te toca hacer", to: "/tareas", group: "Trabajo", isFor: () => true }],
};
