import { List, Stack, Title } from "@mantine/core";
import type { Api } from "../../api/client";
import { Answer } from "../../ui/Answer";
import { longDateTime } from "../../ui/dates";
import { FileList } from "../evidence/FileList";
import type { Field, Requirement, Result } from "../form/content";
import { ReadAnswers } from "../form/ReadAnswers";
import { fieldLabelOf } from "../review/fieldLabel";
import { doneLabels, timelinessLabels } from "../words";
import { laterLawTitles } from "./LaterLaw";
import { useRounds } from "./useTask";

type Rounds = Api["ReadRoundsResponse"];
type Reply = { remark: string; text: string };

/** What was handed in before and what was said of it; nothing when nothing was. */
export function RoundsHistory({ taskId }: { taskId: string }) {
  const rounds = useRounds(taskId);

  return <Answer query={rounds}>{(found) => (found.rounds.length > 0 ? <RoundsList rounds={found} withAnswers /> : null)}</Answer>;
}

/** The thread: each version, the decisions about it, and each remark with the answer it got in the next version. */
export function RoundsList({ rounds, withAnswers = false, id = "historia" }: { rounds: Rounds; withAnswers?: boolean; id?: string }) {
  const form = (rounds.form ?? []) as Field[];
  const replies = rounds.rounds.flatMap((round) => (round.body as { replies?: Reply[] }).replies ?? []);

  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="sm">
        Versiones y observaciones
      </Title>
      <Stack gap="md">
        {rounds.rounds.map((round) => (
          <div key={round.number} className="task__remark">
            <p>
              <strong>Versión {round.number}</strong>, del {longDateTime(round.receipt.receivedAt)}, {timelinessLabels[round.receipt.timeliness] ?? round.receipt.timeliness}.
              {round.personName && ` La entregó ${round.personName}.`} Folio {round.receipt.folio}.
              {round.receipt.withdrawnAt && ` Se retiró el ${longDateTime(round.receipt.withdrawnAt)}.`}
            </p>
            {round.laterLaw && <p>{laterLawTitles[round.laterLaw.judged]}.</p>}
            {withAnswers && (
              <details>
                <summary>Ver lo entregado en la versión {round.number}</summary>
                <ReadAnswers form={form} answers={(round.body as Result).answers ?? {}} />
                <FileList files={(round.body as Result).evidence ?? []} requirements={(rounds.evidence ?? []) as Requirement[]} />
              </details>
            )}
            {round.decisions.map((decision) => (
              <div key={decision.receipt.submissionId}>
                <p>
                  {doneLabels[decision.receipt.action] ?? decision.receipt.action}: «{decision.title}»{decision.personName && `, ${decision.personName}`}, el{" "}
                  {longDateTime(decision.receipt.receivedAt)}.
                </p>
                {decision.comment && <p className="task__text">«{decision.comment}»</p>}
                {decision.remarks.length > 0 && (
                  <List>
                    {decision.remarks.map((remark) => {
                      const reply = replies.find((one) => one.remark === remark.id);
                      return (
                        <List.Item key={remark.id} className="task__text">
                          {remark.field && <strong>{fieldLabelOf(form, remark.field)}: </strong>}
                          {remark.text}
                          {reply && (
                            <>
                              <br />
                              <strong>Respuesta:</strong> {reply.text}
                            </>
                          )}
                        </List.Item>
                      );
                    })}
                  </List>
                )}
              </div>
            ))}
          </div>
        ))}
      </Stack>
    </section>
  );
}
