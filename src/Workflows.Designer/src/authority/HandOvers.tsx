import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
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
      <p className="support">
        Un cargo se traspasa desde la página de su institución, en <Link to="/organizacion?ver=instituciones">Organización</Link>.
      </p>
      <Answer query={handOvers}>
        {(list) =>
          list.length === 0 ? (
            <p>Ningún cargo se ha traspasado.</p>
          ) : (
            <DataTable
              caption="Cargos traspasados" minWidth="48rem" rows={list} keyOf={(row) => String(row.id)}
              columns={[
                {
                  key: "post", head: "Cargo", names: true,
                  cell: (row) => (
                    <>
                      {row.roleLabel}
                      <div className="support">{row.scopeName}</div>
                    </>
                  ),
                },
                { key: "from", head: "De", cell: (row) => row.fromName },
                { key: "to", head: "A", cell: (row) => row.toName },
                { key: "day", head: "Desde", cell: (row) => <span className="one-line">{longDay(row.firstDay)}</span> },
                { key: "tasks", head: "Tareas abiertas", align: "right", cell: (row) => row.taskIds.length },
                { key: "note", head: "Nota", cell: (row) => `«${row.note}»` },
              ]}
            />
          )
        }
      </Answer>
    </section>
  );
}
