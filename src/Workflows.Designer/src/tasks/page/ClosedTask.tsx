import { Button, List, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Api } from "../../api/client";
import { Callout } from "../../ui/Callout";
import { longDateTime } from "../../ui/dates";
import { CommandDialog } from "../../ui/CommandDialog";
import { doneLabels, outcomeLabels, timelinessLabels } from "../words";
import { LaterLaw } from "./LaterLaw";
import { RoundsHistory } from "./RoundsHistory";
import { useWithdraw } from "./useTask";

type Props = { task: Api["TaskView"]; /** What this person has just sent. */ sent?: Api["ActOnTaskResponse"] };

/**
 * A task that is over for this person: how it ended, the receipt to keep, and the way back while nobody has begun with it. It may be open
 * for others who were asked too.
 */
export function ClosedTask({ task, sent }: Props) {
  const { summary, receipt } = task;

  return (
    <Stack gap="lg">
      {receipt ? (
        <ReceiptPanel receipt={receipt} sent={sent} />
      ) : (
        <Text>
          {summary.state === "Withdrawn"
            ? "Esta tarea ya no hace falta: el proceso siguió por otro camino o la entrega se retiró."
            : `Esta tarea terminó: ${outcomeLabels[summary.outcome ?? ""] ?? summary.outcome ?? ""}.`}
        </Text>
      )}
      <LaterLaw law={task.laterLaw} />
      {summary.state === "Open" && <Text>Sigue abierta para las otras personas a las que se les pidió comentar.</Text>}
      {task.withdrawal && receipt?.action === "submit" && !receipt.withdrawnAt && <WithdrawPart withdrawal={task.withdrawal} />}
      <RoundsHistory taskId={summary.id} />
    </Stack>
  );
}

function ReceiptPanel({ receipt, sent }: { receipt: Api["Receipt"]; sent?: Api["ActOnTaskResponse"] }) {
  const panel = useRef<HTMLDivElement>(null);

  // Whoever has just sent it hears that it arrived.
  useEffect(() => {
    if (sent) panel.current?.focus();
  }, [sent]);

  return (
    <Callout
      ref={panel}
      tone={receipt.withdrawnAt ? "unknown" : "done"}
      title={receipt.withdrawnAt ? "Entrega retirada" : sent ? "Listo: quedó recibido" : "Comprobante"}
    >
      <dl className="answers">
        <div>
          <dt>Folio</dt>
          <dd>{receipt.folio}</dd>
        </div>
        <div>
          <dt>Qué se hizo</dt>
          <dd>
            {doneLabels[receipt.action] ?? receipt.action}, {timelinessLabels[receipt.timeliness] ?? receipt.timeliness}
          </dd>
        </div>
        <div>
          <dt>Recibido</dt>
          <dd>{longDateTime(receipt.receivedAt)}</dd>
        </div>
        {receipt.countsAt && (
          <div>
            <dt>Se entiende recibido</dt>
            <dd>{longDateTime(receipt.countsAt)} (Ley 19.880 art. 25)</dd>
          </div>
        )}
        {receipt.onBehalfOf && (
          <div>
            <dt>En representación de</dt>
            <dd>{receipt.onBehalfOf}</dd>
          </div>
        )}
        <div>
          <dt>Código del contenido (SHA-256)</dt>
          <dd>
            <code>{receipt.bodyHash}</code>
          </dd>
        </div>
      </dl>
      {sent && sent.warnings.length > 0 && (
        <List mt="sm">
          {sent.warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
      {receipt.withdrawnAt && <Text mt="sm">Se retiró el {longDateTime(receipt.withdrawnAt)}.</Text>}
      <Button component="a" href={`/api/submissions/${receipt.submissionId}/document`} download mt="md" variant="default">
        Descargar comprobante
      </Button>
    </Callout>
  );
}

function WithdrawPart({ withdrawal }: { withdrawal: Api["Withdrawal"] }) {
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useWithdraw(withdrawal.submissionId, (taskId) => void navigate(`/tareas/${taskId}`, { replace: true }));

  if (withdrawal.problem) return <Text size="sm">No se puede retirar esta entrega. {withdrawal.problem}</Text>;
  return (
    <div>
      <Text size="sm">Nadie ha empezado a revisarla: todavía puedes retirarla y corregirla.</Text>
      <Button variant="default" mt="xs" onClick={() => setAsking(true)}>
        Retirar la entrega
      </Button>
      {isAsking && (
        <CommandDialog title="Retirar la entrega" command={withdraw} submit="Retirar" onSubmit={() => withdraw.mutate(null)} onClose={() => setAsking(false)}>
          {() => <Text>La tarea vuelve a abrirse con el mismo plazo y con lo que escribiste. Mientras no la entregues de nuevo, no hay entrega.</Text>}
        </CommandDialog>
      )}
    </div>
  );
}
