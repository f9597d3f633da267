import { useCallback, useEffect, useState } from "react";
import { getHealth } from "../api/health";
import { readHealth, type HealthView } from "./health";

/** Asks the server how it is when the page opens and each time the person asks again. */
export function useHealth() {
  const [current, setCurrent] = useState<HealthView>({ kind: "asking" });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    setCurrent({ kind: "asking" });
    getHealth(leaving.signal)
      .then((answer) => setCurrent({ kind: "told", health: readHealth(answer) }))
      .catch(() => {
        if (!leaving.signal.aborted) setCurrent({ kind: "unreachable" });
      });

    return () => leaving.abort();
  }, [turn]);

  const askAgain = useCallback(() => setTurn((turn) => turn + 1), []);

  return { current, askAgain };
}
