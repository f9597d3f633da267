import { Navigate, Outlet, useLocation } from "react-router";
import { WaitingPage } from "../ui/WaitingPage";
import { useSession } from "./session";

/** Pages behind it are for people who have entered; the others enter first and come back. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();

  if (session === undefined) return <WaitingPage />;
  if (session === null) return <Navigate to={`/ingresar?volver=${encodeURIComponent(pathname + search)}`} replace />;
  return <Outlet />;
}
