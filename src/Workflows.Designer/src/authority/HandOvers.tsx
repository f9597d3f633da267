import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";

/** The posts that passed to somebody else, with their note. They pass on from the page of the place. */
export function HandOvers() {
  const handOvers = useQuery({
    queryKey: ["/api/organisation/hand-overs"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/hand-overs", { signal })),
  });

  return (
    <section className="section" aria-labelledby="traspasos">
      <h2 id="traspasos">Traspasos de cargos</h2>
      <Text>
        Un cargo se traspasa desde la página de su institución, en <Link to="/organizacion">Organización</Link>.
      </Text>
      <Answer query={handOvers}>
        {(list) => (
          <>
            {list.length === 0 && <Text>Ningún cargo se ha traspasado.</Text>}
            {list.map((row) => (
              <article key={row.id}>
                <Title order={3} size="h5" mt="md">
                  {row.roleLabel}, {row.scopeName}
                </Title>
                <Text>
                  De {row.fromName} a {row.toName}, desde el {longDay(row.firstDay)}. Tareas abiertas: {row.taskIds.length}.
                </Text>
                <Text>«{row.note}»</Text>
              </article>
            ))}
          </>
        )}
      </Answer>
    </section>
  );
}
