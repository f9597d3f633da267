import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Pages } from "../ui/Pages";
import { Timeline } from "../ui/Timeline";
import { together } from "./history";

const shown = 20;

/** Everything that happened to a process, the latest first: who, what, when, on whose behalf. */
export function History({ instanceId }: { instanceId: string }) {
  const [page, setPage] = useState(1);
  const journal = useQuery({
    queryKey: ["/api/instances", instanceId, "journal", page],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/instances/{id}/journal", { params: { path: { id: instanceId }, query: { page, pageSize: shown, sort: "-number" } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });

  return (
    <Answer query={journal}>
      {(found) => (
        <>
          <Timeline
            label="Lo que pasó, lo último primero"
            moments={together(found.items).map(({ burst, times }) => ({
              key: String(burst.number),
              title: times > 1 ? `${burst.what} (${times} veces)` : burst.what,
              at: longDateTime(burst.at),
              children: (
                <>
                  {(burst.by || burst.onBehalfOf) && (
                    <div className="support">
                      {burst.by}
                      {burst.onBehalfOf && `, a nombre de ${burst.onBehalfOf}`}
                    </div>
                  )}
                  {burst.lines.length > 0 && (
                    <ul>
                      {burst.lines.map((line, at) => (
                        <li key={at}>{line}</li>
                      ))}
                    </ul>
                  )}
                </>
              ),
            }))}
          />
          <Pages number={found.number} size={found.size} total={found.total} onTurn={setPage} />
        </>
      )}
    </Answer>
  );
}
