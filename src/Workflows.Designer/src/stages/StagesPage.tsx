import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDate } from "../ui/dates";
import { Page } from "../ui/Page";

/** Every stage: one flow in one year, for all its institutions. */
export function StagesPage() {
  const stages = useQuery({ queryKey: ["/api/stages"], queryFn: ({ signal }) => answerOf(api.GET("/api/stages", { signal })) });

  const opens = decides(useSession());

  return (
    <Page title="Etapas" actions={opens && <Button component={Link} to="/etapas/abrir">Abrir una etapa</Button>}>
      <Answer query={stages}>
        {(all) =>
          all.length === 0 ? (
            <p>No hay etapas abiertas. Aparecen cuando se abre un flujo para un año.</p>
          ) : (
            <DataTable
              caption="Etapas por año, con cuántos procesos están en cada estado" rows={all} keyOf={(stage) => `${stage.definitionId} ${stage.year}`}
              columns={[
                {
                  key: "stage", head: "Etapa", names: true,
                  cell: (stage) => (
                    <Link to={`/etapas/${stage.definitionId}/${stage.year}`}>
                      {stage.name} {stage.year}
                    </Link>
                  ),
                },
                { key: "total", head: "Procesos", align: "right", cell: (stage) => stage.total },
                { key: "late", head: "Atrasados", align: "right", cell: (stage) => stage.late },
                { key: "blocked", head: "Detenidos", align: "right", cell: (stage) => stage.blocked },
                { key: "finished", head: "Terminados", align: "right", cell: (stage) => stage.finished },
                { key: "next", head: "Lo próximo vence", cell: (stage) => (stage.nextDueAt ? longDate(stage.nextDueAt) : "—") },
              ]}
            />
          )
        }
      </Answer>
    </Page>
  );
}
