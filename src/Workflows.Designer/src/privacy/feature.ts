import { hasRole } from "../session/session";
import type { Feature } from "../session/pages";

export const privacy: Feature = {
  routes: [
    { path: "/proteccion-de-datos", lazy: async () => ({ Component: (await import("./PrivacyPage")).PrivacyPage }) },
    { path: "/cuenta/datos", lazy: async () => ({ Component: (await import("./MyDataPage")).MyDataPage }) },
  ],
  menu: [
    {
      label: "Protección de datos",
about: "Solicitudes, plazos y brechas",
      to: "/proteccion-de-datos",
      group: "Administración",
      isFor: (session) => hasRole(session, "national.administrator", "national.auditor"),
    },
  ],
};

/** For whoever has no account: it asks, and shows by the link of a mail what was answered. */
export const outsideRoute = { path: "/mis-datos", lazy: async () => ({ Component: (await import("./OutsidePage")).OutsidePage }) };
