import { Anchor, Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { useSession } from "../session/session";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDateTime, longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { ReasonDialog } from "../ui/ReasonDialog";
import { commitmentColumns } from "./columns";
import { EditCommitmentDialog } from "./EditCommitmentDialog";
import { keepsCommitments, percent, sourceLabels, stateLabels, tierLabels, toldIn } from "./words";

type View = Api["CommitmentView"];

/** One commitment: how it stands, what blocks it, what is part of it, and everything that was told of it. */
export function CommitmentPage() {
  const { code = "" } = useParams();
  const session = useSession();
  const [isFlagging, setFlagging] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const found = useQuery({
    queryKey: ["/api/commitments", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/commitments/{code}", { params: { path: { code } }, signal })),
  });
  const line = found.data?.line;
  const mayFlag = keepsCommitments(session) && line && !found.data?.followUp && !line.doesNotApply && line.state !== "Finished";

  return (
    <Page
      title={line?.name ?? "Compromiso"}
      actions={
        keepsCommitments(session) && line && (
          <Group>
            <Button variant="default" onClick={() => setEditing(true)}>Cambiar cómo está</Button>
            {mayFlag && <Button variant="default" onClick={() => setFlagging(true)}>Declarar crítico</Button>}
          </Group>
        )
      }
    >
      <Answer query={found}>
        {(view) => (
          <Stack>
            <State view={view} />
            {view.milestones.length > 0 && <Milestones view={view} />}
            {view.parts.length > 0 && <DataTable caption="Lo que lo forma" minWidth="56rem" rows={view.parts} keyOf={(line) => line.code} columns={commitmentColumns} />}
            <Changes changes={view.changes} />
          </Stack>
        )}
      </Answer>
      {isEditing && found.data && <EditCommitmentDialog view={found.data} onClose={() => setEditing(false)} />}
      {isFlagging && line && <Flag code={code} name={line.name} onClose={() => setFlagging(false)} />}
    </Page>
  );
}

function State({ view }: { view: View }) {
  const { line, obstacle } = view;
  return (
    <>
      <Text>
        {tierLabels[line.tier]} {line.code}. {sourceLabels[line.source]}. {line.place || "Todo el país"}.
        {line.partOf && (
          <>
            {" "}
            Es parte de <Link to={`/compromisos/${encodeURIComponent(line.partOf)}`}>{line.partOf}</Link>.
          </>
        )}
      </Text>
      {line.isCritical && (
        <Callout tone="late" title={`En situación crítica desde el ${longDateTime(view.criticalSince!)}`}>
          {view.criticalWhy} {view.followUp ? <Anchor component={Link} to={`/procesos/${view.followUp}`}>Ver su seguimiento</Anchor> : "Nadie lo sigue: su seguimiento se anuló."}
        </Callout>
      )}
      <Text>
        {line.doesNotApply ? "No aplica." : `${stateLabels[line.state]}. Avance declarado: ${percent(line.declared)}. Avance verificado: ${percent(line.verified)}.`}{" "}
        {line.dueOn ? `Vence el ${longDay(line.dueOn)}.` : "Sin fecha."}
      </Text>
      {obstacle && (
        <Text>
          Nudo: {obstacle.what}
          {obstacle.who && ` Puede destrabarlo: ${obstacle.who}.`}
          {obstacle.by && ` Para el ${longDay(obstacle.by)}.`}
        </Text>
      )}
      {!line.isCritical && view.why.length > 0 && (
        <Callout tone="soon" title="Con la regla vigente pasa a crítico el próximo día hábil">
          <List>
            {view.why.map((why) => (
              <List.Item key={why}>{why}</List.Item>
            ))}
          </List>
        </Callout>
      )}
      {view.requires.length > 0 && <Text>Requiere antes: {view.requires.join(", ")}.</Text>}
    </>
  );
}

function Milestones({ view }: { view: View }) {
  return (
    <DataTable
      caption="Hitos" minWidth="30rem" rows={view.milestones} keyOf={(milestone) => `${milestone.dueOn} ${milestone.name}`}
      columns={[
        { key: "name", head: "Hito", names: true, cell: (milestone) => milestone.name },
        { key: "due", head: "Vence", cell: (milestone) => longDay(milestone.dueOn) },
        { key: "done", head: "Cumplido", cell: (milestone) => (milestone.doneOn ? longDay(milestone.doneOn) : "Pendiente") },
      ]}
    />
  );
}

function Changes({ changes }: { changes: View["changes"] }) {
  return (
    <section className="section" aria-labelledby="cambios">
      <h2 id="cambios">Lo que se ha dicho</h2>
      <List spacing="sm">
        {changes.map((change) => (
          <List.Item key={`${change.at} ${change.origin}`}>
            <strong>{longDateTime(change.at)}</strong>: {change.instanceId ? <Link to={`/procesos/${change.instanceId}`}>{change.origin}</Link> : change.origin}
            {change.personName && `, ${change.personName}`}. Al {longDay(change.on)}.
            <div className="support">{toldIn(change.data).join(" · ")}</div>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

/** Somebody who coordinates says that it is critical: its follow-up opens at once. */
function Flag({ code, name, onClose }: { code: string; name: string; onClose: () => void }) {
  const flag = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/commitments/{code}/critical", { params: { path: { code }, header }, body: { reason } })),
    { changes: "commitments", onDone: onClose },
  );
  return (
    <ReasonDialog
      title="Declarar en situación crítica" confirm="Declarar crítico" isWaiting={flag.isPending} problem={flag.error} onClose={onClose}
      onConfirm={(reason) => flag.mutate(reason)}
      explanation={<Text>Se abre el seguimiento de «{name}»: la coordinación interviene y quien responde informa hasta que una decisión lo saque.</Text>}
    />
  );
}
