import { Loader } from "@mantine/core";
import { useEffect, useState } from "react";

/** Said only when an answer takes long enough to wonder. */
export function Waiting() {
  const [late, setLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);

  return <div role="status" data-waiting>{late && <><Loader size="sm" mr="sm" /> Cargando…</>}</div>;
}
