import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { Answer } from "../../ui/Answer";
import { CommandForm } from "../../ui/CommandForm";
import { longDateTime } from "../../ui/dates";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StatusTag } from "../../ui/StatusTag";
import type { Step } from "../draft/document";
import { savedBy } from "../versions/savedBy";
import { openOf, placeOf, wordsOf, type Comment } from "./comments";
import { useComments } from "./useComments";
import "./comments.css";

type Props = { summary: Api["DefinitionSummary"]; steps: readonly Step[]; /** The step that is chosen: what is written is about it. */ chosen?: string; onGoTo: (step: string) => void };

/** What those who draw say to each other: of the chosen step, or of the whole flow. */
export function CommentList({ summary, steps, chosen, onGoTo }: Props) {
  const { definitionId } = summary;
  const comments = useComments(definitionId, true);
  const [showsResolved, setShowsResolved] = useState(false);

  return (
    <div className="comments">
      <div>
        <p className="support">{savedBy(summary)}</p>
        <Answer query={comments}>
          {(all) => {
            const open = openOf(all);
            const resolved = all.length - open.length;
            return (
              <>
                {open.length === 0 && <p className="support">Ningún comentario espera respuesta.</p>}
                <ul className="comments__list" aria-label="Comentarios">
                  {(showsResolved ? all : open).map((comment) => (
                    <One key={comment.id} definitionId={definitionId} comment={comment} steps={steps} onGoTo={onGoTo} />
                  ))}
                </ul>
                {resolved > 0 && (
                  <Button variant="subtle" size="compact-sm" aria-expanded={showsResolved} onClick={() => setShowsResolved(!showsResolved)}>
                    {showsResolved ? "Ocultar los resueltos" : `Ver los resueltos (${resolved})`}
                  </Button>
                )}
              </>
            );
          }}
        </Answer>
      </div>
      <WriteComment definitionId={definitionId} step={steps.find((one) => one.id === chosen)} />
    </div>
  );
}

function WriteComment({ definitionId, step }: { definitionId: string; step?: Step }) {
  const [text, setText] = useState("");
  const add = useCommand(
    (asked: { text: string; stepId: string | null; stepLabel: string | null }, header) =>
      answerOf(api.POST("/api/definitions/{definitionId}/comments", { params: { path: { definitionId }, header }, body: asked })),
    // What was typed meanwhile stays.
    { changes: "definitions", onDone: (said) => setText((now) => (now.trim() === said.text ? "" : now)) },
  );

  return (
    <CommandForm
      command={add} submit="Comentar" isQuiet blockedBy={text.trim() === "" ? "Escribe el comentario." : undefined}
      onSubmit={() => add.mutate({ text: text.trim(), stepId: step?.id ?? null, stepLabel: step?.label ?? null })}
    >
      {(errorOf) => (
        <Textarea
          label={step ? `Comentario sobre «${step.label}»` : "Comentario sobre el flujo"} description={step ? undefined : "Elige un paso para comentarlo a él."} autosize minRows={2} maxLength={2000}
          error={errorOf("text") ?? errorOf("stepId")} value={text} onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </CommandForm>
  );
}

type OneProps = { definitionId: string; comment: Comment; steps: readonly Step[]; onGoTo: (step: string) => void };

function One({ definitionId, comment, steps, onGoTo }: OneProps) {
  const place = placeOf(comment, steps);
  const resolve = useCommand(
    (commentId: string, header) => answerOf(api.POST("/api/definitions/{definitionId}/comments/{commentId}/resolve", { params: { path: { definitionId, commentId }, header } })),
    { changes: "definitions" },
  );
  const words = wordsOf(place);

  return (
    <li>
      <div className="comments__head">
        {place.kind === "step" ? (
          <button type="button" className="link-button" onClick={() => onGoTo(place.step)}>
            {words}
          </button>
        ) : (
          <b>{words}</b>
        )}
        <span className="support">
          {comment.writtenByName ?? "Una persona que ya no está"}, {longDateTime(comment.writtenAt)}
        </span>
      </div>
      <p>{comment.text}</p>
      {comment.resolvedAt ? (
        <StatusTag bare tone="done">{`Lo resolvió ${comment.resolvedByName ?? "una persona que ya no está"}, ${longDateTime(comment.resolvedAt)}`}</StatusTag>
      ) : (
        <Button variant="default" size="compact-sm" loading={resolve.isPending} aria-label={`Dar por resuelto: ${comment.text.slice(0, 80)}`} onClick={() => resolve.mutate(comment.id)}>
          Dar por resuelto
        </Button>
      )}
      {resolve.error && <ProblemAlert problem={resolve.error} />}
    </li>
  );
}
