import { Anchor, Button, Checkbox, Textarea } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandForm } from "../ui/CommandForm";
import { JobProgress } from "../ui/JobProgress";
import { asks } from "./opening";

type Props = { seen: Api["PreflightResponse"]; input: Record<string, unknown>; onAgain: () => void };

/** The act itself, with its reason; and how far the opening is, until it leads to what was opened. */
export function ConfirmOpening({ seen, input, onAgain }: Props) {
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [hasRead, setHasRead] = useState(false);
  const open = useCommand(
    (why: string, header) =>
      answerOf(
        api.POST("/api/openings", {
          params: { header }, body: { definitionId: seen.definitionId, version: seen.version, input: input as never, reason: why, acceptsWarnings: hasRead },
        }),
      ),
    { changes: ["instances", "jobs"], onDone: (opened) => !opened.jobId && void navigate(placeOf(opened)) },
  );
  const needsReading = asks(seen.findings);
  const blockedBy = !seen.canOpen ? "Antes hay que resolver lo que impide abrir." : needsReading && !hasRead ? "Confirma que leíste lo que hay que revisar." : reason.trim() === "" ? "Escribe el motivo." : undefined;

  return (
    <section className="section" aria-labelledby="confirmar">
      <h2 id="confirmar">3. Confirmar</h2>
      {open.data?.jobId ? (
        <JobProgress id={open.data.jobId}>
          {() => (
            <Anchor component={Link} to={placeOf(open.data)} underline="always">
              {open.data.stage ? "Ir a la etapa" : `Ir a «${open.data.name}»`}
            </Anchor>
          )}
        </JobProgress>
      ) : (
        <>
          <CommandForm command={open} submit={seen.stage ? "Abrir la etapa" : "Abrir el proceso"} blockedBy={blockedBy} onSubmit={() => open.mutate(reason.trim())}>
            {(errorOf) => (
              <>
                {needsReading && <Checkbox label="Leí lo que hay que revisar y quiero abrir de todos modos" checked={hasRead} onChange={(event) => setHasRead(event.currentTarget.checked)} />}
                <Textarea
                  label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} maxLength={2000} error={errorOf("reason")} value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              </>
            )}
          </CommandForm>
          {open.error && (
            <Button
              variant="default"
              onClick={() => {
                open.reset();
                onAgain();
              }}
            >
              Ver otra vez qué pasaría
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function placeOf({ stage, instanceId }: Api["OpenByHandResponse"]): string {
  return stage ? `/etapas/${encodeURIComponent(stage.definitionId)}/${stage.year}` : `/procesos/${encodeURIComponent(instanceId)}`;
}
