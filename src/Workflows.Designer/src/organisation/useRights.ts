import { hasRole, useSession } from "../session/session";

/** What the person who looks may change of the organisation; the server decides again. */
export function useRights() {
  const session = useSession()!;
  return { administers: hasRole(session, "national.administrator"), coordinates: hasRole(session, "national.coordinator") };
}
