import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { longDateTime } from "../ui/dates";
import { ReasonDialog } from "../ui/ReasonDialog";
import { DeciderField } from "./DeciderField";
import { pathOfProcess } from "./states";

type Incident = Api["IncidentView"];
type Decision = "retry" | "skip" | "handOver";

const words: Record<Decision, { title: string; explanation: string; confirm: string }> = {
  retry: { title: "Reintentar", explanation: "El paso se hace otra vez desde donde falló.", confirm: "Reintentar" },
  skip: { title: "Seguir sin repetir", explanation: "El proceso sigue por la salida que elijas. El paso no se repite.", confirm: "Seguir" },
  handOver: { title: "Encargar la decisión", explanation: "La persona o el rol que elijas decide sobre esta falla. Le avisamos por correo.", confirm: "Encargar" },
};

type Props = {
  incidents: readonly Incident[];
  /** Where each is not about the process of the page. */
  namesProcess?: boolean;
};

/** What failed and waits for somebody, each with what can be decided. */
export function IncidentList({ incidents, namesProcess = false }: Props) {
  const session = useSession();
  const [deciding, setDeciding] = useState<{ incident: Incident; decision: Decision } | null>(null);
  const canDecide = Boolean(session && hasRole(session, "national.coordinator", "national.administrator"));

  if (incidents.length === 0) return <p>No hay fallas por decidir.</p>;
  return (
    <>
      {incidents.map((incident) => (
        <article key={`${incident.instanceId} ${incident.id}`} className="incident" aria-label={`Falla en ${incident.step}`}>
          <p>
            <strong>{incident.message}</strong>
          </p>
          <p>
            En el paso «{incident.step}», el {longDateTime(incident.at)}.{incident.handedToName && ` La decisión está encargada a ${incident.handedToName}.`}
          </p>
          <Group mt="sm">
            {namesProcess && <Link to={pathOfProcess(incident.instanceId)}>Ver el proceso{incident.institutionCode && ` de ${incident.institutionCode}`}</Link>}
            {canDecide &&
              (Object.keys(words) as Decision[]).map((decision) => (
                <Button key={decision} variant="default" onClick={() => setDeciding({ incident, decision })}>
                  {words[decision].title}
                </Button>
              ))}
          </Group>
        </article>
      ))}
      {deciding && <Deciding {...deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

type DecidingProps = { incident: Incident; decision: Decision; onClose: () => void };

function Deciding({ incident, decision, onClose }: DecidingProps) {
  const outcomes = useOutcomesOf(incident, decision === "skip");
  const [chosen, setChosen] = useState("");
  const outcome = chosen || outcomes[0]?.value || "Done";
  const [to, setTo] = useState("");
  const path = { id: incident.instanceId, incidentId: incident.id };
  const decide = useCommand(
    (reason: string, header) => {
      const params = { path, header };
      if (decision === "retry") return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/retry", { params, body: { reason } }));
      if (decision === "skip") return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/skip", { params, body: { outcome, reason } }));
      return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/hand-over", { params, body: { to, reason } }));
    },
    { changes: "instances", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={words[decision].title}
      explanation={words[decision].explanation}
      confirm={words[decision].confirm}
      isWaiting={decide.isPending}
      problem={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
      canConfirm={decision !== "handOver" || to.trim() !== ""}
    >
      {decision === "skip" &&
        (outcomes.length > 0 ? (
          <NativeSelect label="Salida" data={outcomes} value={outcome} onChange={(event) => setChosen(event.currentTarget.value)} />
        ) : (
          <p>Es el último paso: el proceso termina ahí.</p>
        ))}
      {decision === "handOver" && <DeciderField onChange={setTo} />}
    </ReasonDialog>
  );
}

/** The ways out of the step that failed, as its flow is drawn. */
function useOutcomesOf(incident: Incident, isAsked: boolean): { value: string; label: string }[] {
  const process = useQuery({
    queryKey: ["/api/processes", incident.instanceId],
    queryFn: ({ signal }) => answerOf(api.GET("/api/processes/{id}", { params: { path: { id: incident.instanceId } }, signal })),
    enabled: isAsked,
  });
  const ports = new Map(process.data?.drawing.arrows.filter((arrow) => arrow.from === incident.activityId).map((arrow) => [arrow.port, arrow.portLabel]));
  return [...ports].map(([value, label]) => ({ value, label }));
}
