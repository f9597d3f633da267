import { coordinates } from "../session/places";
import { hasRole } from "../session/session";
import type { Feature } from "../session/pages";

export const mails: Feature = {
  routes: [
    { path: "/correos", lazy: async () => ({ Component: (await import("./MailsPage")).MailsPage }) },
    { path: "/correos/servidor", lazy: async () => ({ Component: (await import("./MailServerPage")).MailServerPage }) },
    { path: "/correos/:id", lazy: async () => ({ Component: (await import("./MailPage")).MailPage }) },
  ],
  menu: [
    { label: "Correos", about: "Lo que salió y lo que falta", to: "/correos", group: "Avisos", isFor: coordinates },
    { label: "Servidor de correo", about: "Por dónde salen los correos", to: "/correos/servidor", group: "Administración", isFor: (session) => hasRole(session, "national.administrator") },
  ],
};
