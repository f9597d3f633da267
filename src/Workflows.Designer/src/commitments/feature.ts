import { hasRole } from "../session/session";
import type { Feature } from "../session/pages";
import { followsCommitments } from "./words";

export const commitments: Feature = {
  routes: [
    { path: "/compromisos", lazy: async () => ({ Component: (await import("./CommitmentsPage")).CommitmentsPage }) },
    { path: "/compromisos/importar", lazy: async () => ({ Component: (await import("./ImportCommitmentsPage")).ImportCommitmentsPage }) },
    { path: "/compromisos/regla", lazy: async () => ({ Component: (await import("./CriticalRulePage")).CriticalRulePage }) },
    { path: "/compromisos/:code", lazy: async () => ({ Component: (await import("./CommitmentPage")).CommitmentPage }) },
  ],
  menu: [{ label: "Compromisos", about: "Medidas, avance y lo crítico", to: "/compromisos", group: "Seguimiento", isFor: (session) => hasRole(session, ...followsCommitments) }],
};
