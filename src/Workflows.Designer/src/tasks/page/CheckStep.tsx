import { Button, Group, List, Stack, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ApiProblem } from "../../api/problem";
import { Callout } from "../../ui/Callout";
import { ProblemAlert } from "../../ui/ProblemAlert";
import type { Draft } from "../draft/draft";
import type { Content, Field } from "../form/content";
import { ReadAnswers } from "../form/ReadAnswers";
import type { Finding } from "../form/taskRules";
import { FileList } from "../evidence/FileList";
import { fieldLabelOf } from "../review/fieldLabel";
import { actionLabels } from "../words";

type Props = {
  action: string;
  content: Content;
  draft: Draft;
  subjectForm: unknown;
  findings: readonly Finding[];
  isSending: boolean;
  problem: ApiProblem | null;
  onSend: () => void;
  /** Back to the form, to a place when one is to be mended. */
  onBack: (place?: string) => void;
};

/** «Revisa tus respuestas»: everything as it will be sent, with what is wrong and where. */
export function CheckStep({ action, content, draft, subjectForm, findings, isSending, problem, onSend, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const refusals = findings.filter((finding) => finding.blocks);
  const warnings = findings.filter((finding) => !finding.blocks);
  const fillsForm = content.formFor?.includes(action) ?? false;

  useEffect(() => heading.current?.focus(), []);

  return (
    <Stack gap="lg">
      <Title order={2} size="h3" ref={heading} tabIndex={-1}>
        Revisa tus respuestas
      </Title>
      {refusals.length > 0 && <Findings title="Corrige esto antes de enviar" tone="late" findings={refusals} onGo={onBack} />}
      {warnings.length > 0 && <Findings title="Puedes enviarlo así, pero mira esto" tone="soon" findings={warnings} onGo={onBack} />}
      {action !== "submit" && (
        <p>
          Tu decisión: <strong>{actionLabels[action] ?? action}</strong>
        </p>
      )}
      {fillsForm && (content.form?.length ?? 0) > 0 && <ReadAnswers form={content.form ?? []} answers={draft.answers} />}
      {fillsForm && (content.evidence?.length ?? 0) > 0 && <FileList files={draft.evidence} requirements={content.evidence ?? []} />}
      {content.remarksFor?.includes(action) && (
        <List>
          {draft.remarks.map((remark, i) => (
            <List.Item key={i} className="task__text">
              {remark.field && <strong>{fieldLabelOf(subjectForm as Field[], remark.field)}: </strong>}
              {remark.text}
            </List.Item>
          ))}
        </List>
      )}
      {draft.replies.some((reply) => reply.text.trim() !== "") && (
        <div>
          <strong>Tus respuestas a las observaciones</strong>
          <List>
            {draft.replies
              .filter((reply) => reply.text.trim() !== "")
              .map((reply) => (
                <List.Item key={reply.remark} className="task__text">
                  {content.remarks?.find((remark) => remark.id === reply.remark)?.text} — {reply.text}
                </List.Item>
              ))}
          </List>
        </div>
      )}
      {draft.comment.trim() !== "" && action !== "submit" && <p className="task__text">Comentario: {draft.comment}</p>}
      {problem && <ProblemAlert problem={problem} />}
      <Group>
        <Button disabled={refusals.length > 0} loading={isSending} onClick={onSend}>
          {actionLabels[action] ?? "Enviar"}
        </Button>
        <Button variant="default" onClick={() => onBack()}>
          Seguir editando
        </Button>
      </Group>
    </Stack>
  );
}

function Findings({ title, tone, findings, onGo }: { title: string; tone: "late" | "soon"; findings: readonly Finding[]; onGo: (place: string) => void }) {
  return (
    <Callout tone={tone} title={title}>
      <List>
        {findings.map((finding, i) => (
          <List.Item key={i}>
            <button type="button" className="link-button" onClick={() => onGo(finding.place)}>
              {finding.message}
            </button>
          </List.Item>
        ))}
      </List>
    </Callout>
  );
}
