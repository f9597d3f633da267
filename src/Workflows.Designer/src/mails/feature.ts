import { coordinates } from "../session/places";
import type { Feature } from "../shell/feature";

export const mails: Feature = {
  routes: [
    { path: "/correos", lazy: async () => ({ Component: (await import("./MailsPage")).MailsPage }) },
    { path: "/correos/:id", lazy: async () => ({ Component: (await import("./MailPage")).MailPage }) },
  ],
  menu: [{ label: "Correos", to: "/correos", group: "Avisos", isFor: coordinates }],
};
