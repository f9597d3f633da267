import { hasRole, type Session } from "./session";

/** The page to go on to: only one of ours, never another site's. */
export function placeAfterLogin(wanted: string | null): string {
  return wanted?.startsWith("/") && !wanted.startsWith("//") && !wanted.startsWith("/\\") ? wanted : "/";
}

/** Whether the person follows everybody: coordination, its technical secretariat, whoever runs or audits the server. */
export function coordinates(session: Session): boolean {
  return hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator", "national.auditor");
}

/** The page that answers what this person comes for. */
export function homeOf(session: Session): string {
  return hasRole(session, "national.coordinator", "national.technicalSecretariat") ? "/coordinacion" : "/tareas";
}
