import { Button, NativeSelect, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { problemsOf, type Rung } from "./ladder";
import { LadderEditor } from "./LadderEditor";
import { stagesIn, withLadder } from "./ladders";

/** «Escalas de avisos»: whom each stage of a flow tells when it is late. Saves a draft; publishing it is another step. */
export function LaddersPage() {
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
    <Page title="Escalas de avisos">
      <Answer query={flows}>
        {(list) => (
          <NativeSelect
            mb="md"
            maw="28rem"
            label="Flujo"
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            data={list.items.map((item) => ({ value: item.definitionId, label: item.name }))}
          />
        )}
      </Answer>
      <Answer query={flow}>{(view) => <EditLadders key={view.eTag} view={view} onSaved={() => setSaved(view.summary.name)} />}</Answer>
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

function EditLadders({ view, onSaved }: { view: Api["DefinitionView"]; onSaved: () => void }) {
  const stages = stagesIn(view.document);
  const [stage, setStage] = useState(stages[0]?.id ?? "");
  const [ladders, setLadders] = useState<Record<string, Rung[]>>(Object.fromEntries(stages.map(({ id, ladder }) => [id, ladder])));
  const queries = useQueryClient();
  const save = useMutation<unknown, ApiProblem, void>({
    mutationFn: () =>
      answerOf(api.PUT("/api/definitions/{definitionId}/draft", {
        params: { path: { definitionId: view.summary.definitionId } },
        headers: { "If-Match": view.eTag },
        body: Object.entries(ladders).reduce<unknown>((document, [id, ladder]) => withLadder(document, id, ladder), view.document) as never,
      })),
    onSuccess: () => {
      onSaved();
      return queries.invalidateQueries({ queryKey: ["/api/definitions"] });
    },
  });
  const problems = Object.values(ladders).flatMap(problemsOf);

  if (!stage) return <Text>Este flujo no tiene etapas con plazo.</Text>;
  return (
    <>
      <NativeSelect
        mb="md"
        maw="28rem"
        label="Etapa"
        value={stage}
        onChange={(event) => setStage(event.currentTarget.value)}
        data={stages.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <LadderEditor key={stage} ladder={ladders[stage] ?? []} onChange={(ladder) => setLadders({ ...ladders, [stage]: ladder })} />
      <Text mt="md">Guardar deja un borrador del flujo. Los procesos abiertos siguen con su escala; los nuevos la usan cuando se publica.</Text>
      <Button mt="sm" loading={save.isPending} disabled={problems.length > 0} onClick={() => save.mutate()}>
        Guardar el borrador
      </Button>
      {save.error && <ProblemAlert problem={save.error} />}
    </>
  );
}
