import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { problemsOf, type Rung } from "./ladder";
import { stagesIn, withPolicy, type Policy } from "./policies";
import { PolicyEditor } from "./PolicyEditor";
import { ProposePolicy } from "./ProposePolicy";

/** «Plazos de los flujos»: how each stage counts its time and whom it tells. For the processes to come, and for those that are open. */
export function PoliciesPage() {
  const [id, setId] = useState("pmg-formulacion");
  const [saved, setSaved] = useState("");
  const flows = useQuery({
    queryKey: ["/api/definitions", { state: "Published" }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions", { params: { query: { state: "Published", pageSize: 200 } }, signal })),
  });
  const flow = useQuery({
    queryKey: ["/api/definitions", { id }],
    queryFn: ({ signal }) => latestOf(id, signal),
    refetchOnWindowFocus: false,
  });

  return (
    <Page title="Plazos de los flujos">
      <Answer query={flows}>
        {(list) => (
          <NativeSelect
            mb="md" maw="28rem" label="Flujo" value={id} data={list.items.map((item) => ({ value: item.definitionId, label: item.name }))}
            onChange={(event) => setId(event.currentTarget.value)}
          />
        )}
      </Answer>
      <Answer query={flow}>{(view) => <EditPolicies key={view.eTag} view={view} onSaved={() => setSaved(view.summary.name)} />}</Answer>
      <Text mt="sm" role="status">
        {saved && `El borrador de «${saved}» quedó guardado.`}
      </Text>
    </Page>
  );
}

/** The newest version, a draft too: what somebody already began is gone on with. */
async function latestOf(definitionId: string, signal: AbortSignal): Promise<Api["DefinitionView"]> {
  const versions = await answerOf(api.GET("/api/definitions", { params: { query: { definitionId, pageSize: 200 } }, signal }));
  const version = Math.max(...versions.items.map((item) => item.version));
  return answerOf(api.GET("/api/definitions/{definitionId}", { params: { path: { definitionId }, query: { version } }, signal }));
}

function EditPolicies({ view, onSaved }: { view: Api["DefinitionView"]; onSaved: () => void }) {
  const stages = stagesIn(view.document);
  const [stage, setStage] = useState(stages[0]?.id ?? "");
  const [policies, setPolicies] = useState<Record<string, Policy>>(Object.fromEntries(stages.map(({ id, policy }) => [id, policy])));
  const [isProposing, setProposing] = useState(false);
  const { definitionId } = view.summary;
  const save = useCommand(
    (document: unknown) =>
      answerOf(api.PUT("/api/definitions/{definitionId}/draft", { params: { path: { definitionId } }, headers: { "If-Match": view.eTag }, body: document as never })),
    { changes: "definitions", onDone: onSaved },
  );
  const policy = policies[stage];
  const problems = Object.values(policies).flatMap((other) => problemsOf((other.ladder as Rung[] | undefined) ?? []));

  if (!policy) return <Text>Este flujo no tiene etapas con plazo.</Text>;
  return (
    <>
      <NativeSelect
        mb="md" maw="28rem" label="Etapa" value={stage} data={stages.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setStage(event.currentTarget.value)}
      />
      <PolicyEditor key={stage} policy={policy} onChange={(changed) => setPolicies({ ...policies, [stage]: changed })} />
      <Text mt="md">
        Guardar deja un borrador del flujo: rige para los procesos que se abran después de publicarlo. Para las tareas que ya están abiertas, propone el
        cambio: otra persona ve qué plazos mueve y lo aprueba.
      </Text>
      <Group mt="sm">
        <Button
          loading={save.isPending} disabled={problems.length > 0}
          onClick={() => save.mutate(Object.entries(policies).reduce<unknown>((document, [id, changed]) => withPolicy(document, id, changed), view.document))}
        >
          Guardar el borrador
        </Button>
        <Button variant="default" disabled={problems.length > 0} onClick={() => setProposing(true)}>
          Proponer para las tareas abiertas
        </Button>
      </Group>
      {save.error && <ProblemAlert problem={save.error} />}
      {isProposing && <ProposePolicy definitionId={definitionId} activityId={stage} policy={policy} onClose={() => setProposing(false)} />}
    </>
  );
}
