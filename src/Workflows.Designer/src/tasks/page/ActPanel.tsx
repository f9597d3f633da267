import { Button, Group, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../../api/client";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { emptyDraft, payloadOf, type Draft } from "../draft/draft";
import { useDraft } from "../draft/useDraft";
import { EvidenceInput } from "../evidence/EvidenceInput";
import { arrivedIn, withArrived } from "../form/arrived";
import { ChoosingFor } from "../form/choosing";
import { typeOf, type Answers, type Content } from "../form/content";
import { FormFields, messageAt } from "../form/FormFields";
import { labelOfLast, LastYearFor } from "../form/lastYear";
import type { Framework } from "../form/proposal";
import { findingsOf } from "../form/taskRules";
import { WeightsBar } from "../form/WeightsBar";
import { RemarksInput } from "../review/RemarksInput";
import { SubjectPanel } from "../review/SubjectPanel";
import { actionLabels } from "../words";
import { CheckStep } from "./CheckStep";
import { ConflictPanel } from "./ConflictPanel";
import { RemarksThread } from "./RemarksThread";
import { RoundsHistory } from "./RoundsHistory";
import { SavingText } from "./SavingText";
import { useAct, useLastYear, useRounds } from "./useTask";

/** What the form of a task is called, where it is more than an answer. */
const formTitles: Record<string, string> = { vote: "Tu voto", session: "Lo que pasó en la sesión", sessionRoom: "Cierre de la sesión" };

/** A meeting that is only written down has nothing to close. */
const formTitleOf = (kind: string, content: Content) =>
  kind === "sessionRoom" && content.session == null ? "Lo que pasó en la reunión" : (formTitles[kind] ?? "Tu respuesta");

type Props = { task: Api["TaskView"]; personId: string; onSent: (answer: Api["ActOnTaskResponse"]) => void };

/** What the person writes: it is kept while it is written, looked at once more, and then sent. */
export function ActPanel({ task, personId, onSent }: Props) {
  const content = task.content as Content;
  const isReview = task.summary.kind === "review";
  const isDeliverable = task.summary.kind === "deliverable";
  const isComment = task.summary.kind === "comment";
  const isSession = task.summary.kind === "sessionRoom";
  const form = content.form ?? [];
  const { draft: kept, saving, change, choose, finish } = useDraft(task, personId);
  const draft = { ...kept, answers: withArrived(form, kept.answers, arrivedIn(content)) };
  const isAboutOther = isDeliverable && content.subject != null;
  const rounds = useRounds(task.summary.id, isAboutOther);
  const act = useAct(task.summary.id, (answer) => {
    finish();
    onSent(answer);
  });
  const last = useLastYear(task.summary.id, isDeliverable && form.some((field) => typeOf(field) === "table")).data;
  const [isChecking, setChecking] = useState(false);
  const [wasChecked, setWasChecked] = useState(false);
  // A review has several ways out; the others have one that matters.
  const action = isReview ? draft.action : task.actions[0]!;
  const payload = action ? payloadOf(content, action, draft) : {};
  const findings = action ? findingsOf(task.actions, content, action, payload) : [];
  // Nobody is told off for what they have not had time to write.
  const shown = wasChecked ? findings : [];
  const fillsForm = action !== undefined && (content.formFor?.includes(action) ?? false);

  function check() {
    setWasChecked(true);
    setChecking(true);
  }

  if (saving.kind === "conflict") return <ConflictPanel content={content} mine={saving.mine} theirs={saving.theirs} onChoose={choose} />;
  if (isChecking && action) {
    return (
      <CheckStep
        action={action}
        content={content}
        draft={draft}
        subjectForm={rounds.data?.form}
        findings={findings}
        isSending={act.isPending}
        problem={act.error}
        onSend={() => act.mutate({ action, body: payload })}
        onBack={(place) => {
          setChecking(false);
          if (place) setTimeout(() => goTo(place), 0);
        }}
      />
    );
  }

  // What a cell is remarked for: the decision that carries remarks, where there is one.
  const returning = isReview ? task.actions.find((one) => content.remarksFor?.includes(one)) : undefined;
  const update = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }));
  return (
    <Stack gap="lg">
      {task.instructions && <Text size="lg">{task.instructions}</Text>}
      {(isSession ? content.subject != null : !isDeliverable || isAboutOther) && (
        <SubjectPanel
          content={content} rounds={rounds}
          remarks={returning === undefined ? undefined : { list: draft.remarks, onChange: (remarks) => update({ remarks, ...(!draft.action && { action: returning }) }) }}
        />
      )}
      {content.remarks && content.remarks.length > 0 && (
        <RemarksThread
          remarks={content.remarks}
          form={form}
          onGo={goTo}
          replies={draft.replies}
          said={messageAt(shown, "replies")}
          onChange={(replies) => update({ replies })}
        />
      )}
      {action && content.remarksFor?.includes(action) && (
        <RemarksInput remarks={draft.remarks} subjectForm={rounds.data?.form} findings={shown} onChange={(remarks) => update({ remarks })} />
      )}
      {fillsForm && form.length > 0 && (
        <section className="card" aria-labelledby="respuestas">
          <Title order={2} id="respuestas" mb="sm">
            {isReview ? "Datos de la decisión" : formTitleOf(task.summary.kind, content)}
          </Title>
          <ChoosingFor value={task.summary.id}>
            <LastYearFor value={last?.year ? { label: labelOfLast(last.year, task.summary.year), year: last.year, answers: last.answers as Answers } : undefined}>
              <FormFields fields={form} answers={draft.answers} findings={shown} arrivedAt={arrivedIn(content)} onChange={(answers) => update({ answers })} />
            </LastYearFor>
          </ChoosingFor>
        </section>
      )}
      {fillsForm && content.evidence && content.evidence.length > 0 && (
        <section className="card" aria-labelledby="evidencia">
          <Title order={2} id="evidencia" mb="sm">
            Archivos
          </Title>
          <EvidenceInput
            requirements={content.evidence}
            files={draft.evidence}
            findings={shown}
            onChange={(files) => change((before) => ({ ...before, evidence: files(before.evidence) }))}
          />
        </section>
      )}
      {(isReview || isComment) && action && (
        <Textarea
          id="comment"
          label={isReview ? "Comentario para quien lo entregó (opcional)" : "Tu comentario"}
          autosize
          minRows={3}
          value={draft.comment}
          error={messageAt(shown, "comment")}
          onChange={(event) => update({ comment: event.currentTarget.value })}
        />
      )}
      {act.error && <ProblemAlert problem={act.error} />}
      <div className="task__bar">
        {isReview && (
          <Radio.Group label="Qué decides" withAsterisk value={draft.action ?? ""} onChange={(chosen) => update({ action: chosen })}>
            <div className="task__decisions">
              {task.actions.map((one) => (
                <Radio key={one} value={one} label={actionLabels[one] ?? one} />
              ))}
            </div>
          </Radio.Group>
        )}
        {fillsForm && content.rules?.set === "pmg.proposal" && <WeightsBar framework={content.rules.parameters as Framework} answers={draft.answers} />}
        <div className="task__send">
          <SavingText saving={saving} />
          <Group gap="xs">
            {task.actions.includes("decline") && (
              <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ action: "decline", body: payloadOf(content, "decline", emptyDraft) })}>
                {actionLabels.decline}
              </Button>
            )}
            <Button size="md" disabled={!action} onClick={check}>
              {isDeliverable ? "Revisar y entregar" : "Revisar y enviar"}
            </Button>
          </Group>
        </div>
      </div>
      {isDeliverable && <RoundsHistory taskId={task.summary.id} />}
    </Stack>
  );
}

/** To the place a message speaks of, or to the nearest one around it. */
function goTo(place: string) {
  for (let at = place; at !== ""; at = at.replace(/(\.[^.[]*|\[\d+\])$/, "")) {
    const element = document.getElementById(at);
    if (element) {
      element.focus();
      return;
    }
    if (!/[.[]/.test(at)) return;
  }
}
