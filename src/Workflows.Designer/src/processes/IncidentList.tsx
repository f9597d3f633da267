import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { longDateTime } from "../ui/dates";
import { ReasonDialog } from "../ui/ReasonDialog";
import { pathOfProcess } from "./states";

type Incident = Api["IncidentView"];
type Decision = "retry" | "skip" | "handOver";

const words: Record<Decision, { title: string; explanation: string; confirm: string }> = {
  retry: { title: "Reintentar", explanation: "El paso se hace otra vez desde donde falló.", confirm: "Reintentar" },
  skip: { title: "Seguir sin repetir", explanation: "El proceso sigue por la salida que elijas. El paso no se repite.", confirm: "Seguir" },
  handOver: { title: "Encargar la decisión", explanation: "La persona o el rol que elijas decide sobre esta falla.", confirm: "Encargar" },
};

type Props = {
  incidents: readonly Incident[];
  /** Where each is not about the process of the page. */
  namesProcess?: boolean;
  /** The ways out of a step, when the page knows them. */
  outcomesOf?: (activityId: string) => { value: string; label: string }[];
};

/** What failed and waits for somebody, each with what can be decided. */
export function IncidentList({ incidents, namesProcess = false, outcomesOf }: Props) {
  const session = useSession();
  const [deciding, setDeciding] = useState<{ incident: Incident; decision: Decision } | null>(null);
  const canDecide = Boolean(session && hasRole(session, "national.coordinator", "national.administrator"));

  if (incidents.length === 0) return <p>No hay fallas por decidir.</p>;
  return (
    <>
      {incidents.map((incident) => (
        <article key={`${incident.instanceId} ${incident.id}`} className="incident" aria-label={`Falla en ${incident.activityId}`}>
          <p>
            <strong>{incident.message}</strong>
          </p>
          <p>
            En el paso «{incident.activityId}», el {longDateTime(incident.at)}.{incident.handedTo && ` La decisión está encargada a ${incident.handedTo}.`}
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
      {deciding && <Deciding {...deciding} outcomes={outcomesOf?.(deciding.incident.activityId)} onClose={() => setDeciding(null)} />}
    </>
  );
}

type DecidingProps = { incident: Incident; decision: Decision; outcomes?: { value: string; label: string }[]; onClose: () => void };

function Deciding({ incident, decision, outcomes, onClose }: DecidingProps) {
  const [outcome, setOutcome] = useState(outcomes?.[0]?.value ?? "Done");
  const [to, setTo] = useState("");
  const path = { id: incident.instanceId, incidentId: incident.id };
  const decide = useCommand(
    (reason: string, header) => {
      const params = { path, header };
      if (decision === "retry") return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/retry", { params, body: { reason } }));
      if (decision === "skip") return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/skip", { params, body: { outcome, reason } }));
      return answerOf(api.POST("/api/instances/{id}/incidents/{incidentId}/hand-over", { params, body: { to, reason } }));
    },
    { refreshes: ["/api/incidents", "/api/processes", "/api/stages", "/api/instances"], onDone: onClose },
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
        (outcomes && outcomes.length > 0 ? (
          <NativeSelect label="Salida" data={outcomes} value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)} />
        ) : (
          <TextInput label="Salida" description="El nombre de la salida en el flujo, como Done o Approved." value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)} />
        ))}
      {decision === "handOver" && (
        <NativeSelect label="A quién" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">Elige un rol</option>
          <option value="national.administrator">Administrador/a de sistema</option>
          <option value="national.technicalSecretariat">Secretaría Técnica (Dipres)</option>
          <option value="national.coordinator">Coordinador/a de flujos</option>
        </NativeSelect>
      )}
    </ReasonDialog>
  );
}
