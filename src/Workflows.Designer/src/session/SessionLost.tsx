import { lazy, Suspense, useEffect, useState } from "react";
import { onSessionLost } from "../api/client";
import { useSession } from "./session";

// Nobody waits for what most never see.
const SessionLostDialog = lazy(() => import("./SessionLostDialog"));

/** Watches for the end of the session on whatever page somebody is. */
export function SessionLost() {
  const session = useSession();
  const [isLost, setLost] = useState(false);

  useEffect(() => onSessionLost(() => setLost(true)), []);

  if (!session || !isLost) return null;
  return (
    <Suspense fallback={null}>
      <SessionLostDialog email={session.email} onClose={() => setLost(false)} />
    </Suspense>
  );
}
