import { Radio, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { actFor, actingFor } from "../api/client";
import { placesOf } from "./places";
import type { Session } from "./session";

/** For which of their places a person acts in this tab; a place that is no longer one's own would refuse everything, so it is forgotten. */
export function useActingFor(session: Session) {
  const queries = useQueryClient();
  const places = placesOf(session);
  const [chosen, setChosen] = useState(() => {
    const kept = places.some((place) => place.code === actingFor()) ? actingFor() : "";
    actFor(kept);
    return kept;
  });

  function choose(code: string) {
    actFor(code);
    setChosen(code);
    void queries.invalidateQueries();
  }

  return { places, chosen, choose };
}

/** The choice among several places, each with the posts one has there. */
export function ActingFor({ places, chosen, choose }: ReturnType<typeof useActingFor>) {
  return (
    <Radio.Group label="Actúas como" value={chosen} onChange={choose}>
      <Stack gap="xs" mt="xs">
        <Radio size="sm" value="" label="Todos tus cargos" />
        {places.map((place) => (
          <Radio size="sm" key={place.code} value={place.code} label={place.name} description={place.posts.join(" · ")} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
