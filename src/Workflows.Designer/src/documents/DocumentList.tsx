import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { longDay } from "../ui/dates";

/** The documents a process has written: nothing while there is none, or for who may not read what was handed in. */
export function DocumentList({ instanceId }: { instanceId: string }) {
  const answer = useQuery({
    queryKey: ["/api/instances", instanceId, "documents"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/instances/{id}/documents", { params: { path: { id: instanceId } }, signal })),
    retry: false,
  });
  if (!answer.data?.length) return null;

  return (
    <section className="section" aria-labelledby="documentos">
      <h2 id="documentos">Documentos</h2>
      <ul>
        {answer.data.map((line) => (
          <li key={line.id}>
            <Link to={`/documentos/${encodeURIComponent(line.id)}`}>{line.title}</Link>, {line.kind.toLowerCase()} del {longDay(line.date)}
          </li>
        ))}
      </ul>
    </section>
  );
}
