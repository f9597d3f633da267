import { Link } from "react-router";
import { hasRole, useSession } from "../session/session";
import { useMailServer } from "./useMailServer";

/** Over every page of whoever administers a rehearsal copy: nobody gets its mails. */
export function RehearsalBanner() {
  const session = useSession();
  const server = useMailServer(Boolean(session && hasRole(session, "national.administrator")));
  if (!server.data?.trapTo) return null;
  return (
    <div className="rehearsal" role="status">
      Este servidor es un ensayo: todos sus correos van a {server.data.trapTo}. <Link to="/correos/servidor">Ver el servidor de correo</Link>
    </div>
  );
}
