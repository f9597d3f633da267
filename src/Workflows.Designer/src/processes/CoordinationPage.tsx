import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { IncidentList } from "./IncidentList";
import "./processes.css";
import { ProcessTable } from "./ProcessTable";

const shown = 10;

/** What a coordinator looks at first: what is blocked, what is late, and what waits for a decision of theirs. */
export function CoordinationPage() {
  const stages = useQuery({ queryKey: ["/api/stages"], queryFn: ({ signal }) => answerOf(api.GET("/api/stages", { signal })) });
  const late = useQuery({
    queryKey: ["/api/processes", { state: "Late", pageSize: shown }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/processes", { params: { query: { state: "Late", pageSize: shown } }, signal })),
  });
  const incidents = useQuery({
    queryKey: ["/api/incidents", { pageSize: shown }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/incidents", { params: { query: { pageSize: shown } }, signal })),
  });
  const uncertain = useQuery({
    queryKey: ["/api/mails", { state: "Uncertain", pageSize: 1 }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/mails", { params: { query: { state: "Uncertain", pageSize: 1 } }, signal })),
  });

  return (
    <Page title="Lo atrasado y lo detenido">
      <ul className="counts">
        <li>
          <span className="counts__number">{incidents.data?.total ?? "…"}</span>
          <a href="#fallas">procesos con fallas por decidir</a>
        </li>
        <li>
          <span className="counts__number">{late.data?.total ?? "…"}</span>
          <Link to="/procesos?state=Late">procesos atrasados</Link>
        </li>
        <li>
          <span className="counts__number">{uncertain.data?.total ?? "…"}</span>
          <Link to="/correos?state=Uncertain">correos inciertos por decidir</Link>
        </li>
      </ul>

      <section className="section" aria-labelledby="etapas">
        <h2 id="etapas">Etapas</h2>
        <Answer query={stages}>
          {(all) => (
            <ul className="counts">
              {all.map((stage) => (
                <li key={`${stage.definitionId} ${stage.year}`}>
                  <Link to={`/etapas/${stage.definitionId}/${stage.year}`}>
                    {stage.name} {stage.year}
                  </Link>
                  <div>
                    {stage.total} procesos: {stage.late} atrasados, {stage.blocked} detenidos, {stage.finished} terminados
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </section>

      <section className="section" aria-labelledby="fallas">
        <h2 id="fallas">Fallas por decidir</h2>
        <Answer query={incidents}>{(found) => <IncidentList incidents={found.items} namesProcess />}</Answer>
      </section>

      <section className="section" aria-labelledby="atrasados">
        <h2 id="atrasados">Los más atrasados</h2>
        <Answer query={late}>
          {(found) => (found.items.length === 0 ? <p>Ningún proceso está atrasado.</p> : <ProcessTable caption="Procesos atrasados, el plazo más antiguo primero" lines={found.items} />)}
        </Answer>
      </section>
    </Page>
  );
}
