import { hasRole, type Session } from "./session";

/** The page to go on to: only one of ours, never another site's. */
export function placeAfterLogin(wanted: string | null): string {
  return wanted?.startsWith("/") && !wanted.startsWith("//") && !wanted.startsWith("/\\") ? wanted : "/";
}

/** The page that answers what this person comes for. */
export function homeOf(session: Session): string {
  return hasRole(session, "national.coordinator", "national.technicalSecretariat") ? "/procesos" : "/tareas";
}
