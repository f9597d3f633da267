import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { Choices, type Choice } from "../ui/Choices";
import { CommandForm } from "../ui/CommandForm";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { problemsOf, type Rung } from "./ladder";
import { stagesIn, withPolicy, type Policy } from "./policies";
import { PolicyEditor } from "./PolicyEditor";
import { ProposePolicy } from "./ProposePolicy";

/** «Plazos de los flujos»: how each stage counts its time and whom it tells. For the processes to come, and for those that are open. */
export function PoliciesPage() {
  const [id, setId] = useState("pmg-formulacion");
  const [saved, setSaved] = useState("");
  const [round, setRound] = useState(0);
  const flows = useQuery({
    queryKey: ["/api/definitions", { state: "Published" }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions", { params: { query: { state: "Published", pageSize: 200 } }, signal })),
  });
  const flow = useQuery({
    queryKey: ["policies", id, round],
    queryFn: ({ signal }) => latestOf(id, signal),
    // What one edits is not taken away under one's hands; whoever saved meanwhile is told when saving.
    staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false,
  });

  return (
    <Page title="Plazos de los flujos" facts={["Cuándo vence cada etapa, cuándo se recuerda y a quién se avisa si no llega"]}>
      <Answer query={flow}>
        {(view) => (
          <EditPolicies
            key={`${id} ${round}`} view={view} onReload={() => setRound((count) => count + 1)}
            onSaved={() => {
              setSaved(view.summary.name);
              setRound((count) => count + 1);
            }}
            flowField={
              <Answer query={flows}>
                {(list) => (
                  <NativeSelect
                    label="Flujo" value={id} data={list.items.map((item) => ({ value: item.definitionId, label: item.name }))} onChange={(event) => setId(event.currentTarget.value)}
                  />
                )}
              </Answer>
            }
          />
        )}
      </Answer>
      <p role="status">{saved && `El borrador de «${saved}» quedó guardado.`}</p>
    </Page>
  );
}

/** The newest version, a draft too: what somebody already began is gone on with. */
async function latestOf(definitionId: string, signal: AbortSignal): Promise<Api["DefinitionView"]> {
  const versions = await answerOf(api.GET("/api/definitions", { params: { query: { definitionId, pageSize: 200 } }, signal }));
  const version = Math.max(...versions.items.map((item) => item.version));
  return answerOf(api.GET("/api/definitions/{definitionId}", { params: { path: { definitionId }, query: { version } }, signal }));
}

/** Somebody saved this draft since it was opened here: on this page, or in the designer. */
const staleStatus = 412;

/** What was typed stays on the page until the person says otherwise. */
function Overtaken({ definitionId, onReload }: { definitionId: string; onReload: () => void }) {
  return (
    <p>
      Tus cambios siguen en esta página. <Link to={`/flujos/${encodeURIComponent(definitionId)}/versiones`} target="_blank">Mira qué cambió en el borrador</Link>, anota lo tuyo y{" "}
      <button type="button" className="link-button" onClick={onReload}>
        carga lo que se guardó, sin mis cambios
      </button>
      .
    </p>
  );
}

type Target = "draft" | "open";

const targets: Choice<Target>[] = [
  { value: "draft", label: "Para los procesos que se abran", description: "Queda un borrador del flujo: rige después de publicarlo." },
  { value: "open", label: "Para las tareas que ya están abiertas", description: "Lo propones: otra persona ve qué plazos mueve y lo aprueba." },
];

type EditProps = { view: Api["DefinitionView"]; /** The choice of the flow, beside that of its stage. */ flowField: ReactNode; onSaved: () => void; onReload: () => void };

function EditPolicies({ view, flowField, onSaved, onReload }: EditProps) {
  const stages = stagesIn(view.document);
  const [stage, setStage] = useState(stages[0]?.id ?? "");
  const [policies, setPolicies] = useState<Record<string, Policy>>(Object.fromEntries(stages.map(({ id, policy }) => [id, policy])));
  const [target, setTarget] = useState<Target>("draft");
  const [isProposing, setProposing] = useState(false);
  const { definitionId } = view.summary;
  const save = useCommand(
    (document: unknown) =>
      answerOf(api.PUT("/api/definitions/{definitionId}/draft", { params: { path: { definitionId } }, headers: { "If-Match": view.eTag }, body: document as never })),
    { changes: "definitions", onDone: onSaved },
  );
  const policy = policies[stage];
  const problems = Object.values(policies).flatMap((other) => problemsOf((other.ladder as Rung[] | undefined) ?? []));

  function submit() {
    if (target === "open") setProposing(true);
    else save.mutate(Object.entries(policies).reduce<unknown>((document, [id, changed]) => withPolicy(document, id, changed), view.document));
  }

  return (
    <>
      <div className="filters">
        {flowField}
        {policy && (
          <NativeSelect label="Etapa" value={stage} data={stages.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setStage(event.currentTarget.value)} />
        )}
      </div>
      {policy ? (
        <>
          <PolicyEditor key={stage} policy={policy} onChange={(changed) => setPolicies({ ...policies, [stage]: changed })} />
          <section className="section" aria-label="Guardar">
            <CommandForm
              command={save} submit={target === "draft" ? "Guardar el borrador" : "Proponer para las tareas abiertas"} blockedBy={problems.length > 0 ? "Corrige el escalamiento." : undefined} onSubmit={submit}
            >
              {() => <Choices label="¿Para qué procesos rige el cambio?" choices={targets} value={target} onChoose={setTarget} />}
            </CommandForm>
            {save.error?.status === staleStatus && <Overtaken definitionId={definitionId} onReload={onReload} />}
          </section>
        </>
      ) : (
        <EmptyState title="Este flujo no tiene etapas con plazo" />
      )}
      {isProposing && policy && <ProposePolicy definitionId={definitionId} activityId={stage} policy={policy} onClose={() => setProposing(false)} />}
    </>
  );
}
