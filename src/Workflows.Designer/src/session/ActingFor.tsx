import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { actFor, actingFor } from "../api/client";
import { placesOf } from "./places";
import type { Session } from "./session";

/** For which of their places a person with several acts in this tab. Whoever has one place is not asked. */
export function ActingFor({ session }: { session: Session }) {
  const queries = useQueryClient();
  const places = placesOf(session);
  const [chosen, setChosen] = useState(() => {
    // A place that is no longer one's own would refuse everything.
    const kept = places.some((place) => place.code === actingFor()) ? actingFor() : "";
    actFor(kept);
    return kept;
  });

  function choose(code: string) {
    actFor(code);
    setChosen(code);
    void queries.invalidateQueries();
  }

  if (places.length < 2) return null;
  return (
    <NativeSelect
      label="Actúas por" size="xs" value={chosen} onChange={(event) => choose(event.currentTarget.value)} style={{ maxWidth: "16rem" }}
      data={[{ value: "", label: "Todos tus lugares" }, ...places.map((place) => ({ value: place.code, label: place.name }))]}
    />
  );
}
