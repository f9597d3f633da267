import { Button, Checkbox, Fieldset, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { NumberInput } from "../ui/NumberInput";
import { CommandDialog } from "../ui/CommandDialog";
import { stateLabels, type CommitmentLine } from "./words";

type Milestone = Api["Milestone"];
type Obstacle = { what: string; who: string; by: string };

const states = Object.entries(stateLabels).map(([value, label]) => ({ value, label }));

/** Whoever coordinates corrects how a commitment stands, with a reason; it neither begins nor ends a critical situation. */
export function EditCommitmentDialog({ view, onClose }: { view: Api["CommitmentView"]; onClose: () => void }) {
  const { line } = view;
  const [state, setState] = useState(line.state);
  const [dueOn, setDueOn] = useState(line.dueOn ?? "");
  const [declared, setDeclared] = useState<unknown>(line.declared ?? undefined);
  const [verified, setVerified] = useState<unknown>(line.verified ?? undefined);
  const [doesNotApply, setDoesNotApply] = useState(line.doesNotApply);
  const [milestones, setMilestones] = useState<Milestone[]>(view.milestones);
  const [obstacle, setObstacle] = useState<Obstacle>({ what: view.obstacle?.what ?? "", who: view.obstacle?.who ?? "", by: view.obstacle?.by ?? "" });
  const [reason, setReason] = useState("");
  const save = useCommand(
    (body: Api["EditCommitmentCommitmentEditRequest"]) =>
      answerOf(api.PUT("/api/commitments/{code}", { params: { path: { code: line.code } }, headers: { "If-Match": view.eTag }, body })),
    { changes: "commitments", onDone: onClose },
  );
  const isPercent = (value: unknown) => value === undefined || typeof value === "number";

  function submit() {
    save.mutate({
      state, dueOn: dueOn || null, declared: (declared as number | undefined) ?? null, verified: (verified as number | undefined) ?? null, doesNotApply,
      milestones: milestones.map((one) => ({ ...one, doneOn: one.doneOn || null })),
      obstacle: obstacle.what.trim() ? { what: obstacle.what.trim(), who: obstacle.who.trim() || null, by: obstacle.by || null } : undefined,
      reason: reason.trim(),
    });
  }

  return (
    <CommandDialog title="Cambiar cómo está" command={save} submit="Guardar" blockedBy={!reason.trim() || !isPercent(declared) || !isPercent(verified) ? "Escribe el motivo y avances de 0 a 100." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <Text size="sm">Corrige lo que se sabe de «{line.name}». Lo crítico no comienza ni termina aquí: eso lo decide su seguimiento.</Text>
            <NativeSelect label="Estado" data={states} value={state} onChange={(event) => setState(event.currentTarget.value as CommitmentLine["state"])} />
            <TextInput label="Vence" type="date" value={dueOn} error={errorOf("dueOn")} onChange={(event) => setDueOn(event.currentTarget.value)} />
            <NumberInput id="declared" label="Avance declarado (%)" value={declared} error={errorOf("declared") ?? percentProblem(declared)} onChange={setDeclared} />
            <NumberInput id="verified" label="Avance verificado (%)" value={verified} error={errorOf("verified") ?? percentProblem(verified)} onChange={setVerified} />
            <Checkbox label="Ya no aplica: ningún promedio lo cuenta" checked={doesNotApply} onChange={(event) => setDoesNotApply(event.currentTarget.checked)} />
            <MilestoneFields milestones={milestones} onChange={setMilestones} />
            <Fieldset legend="Nudo: qué lo traba">
              <Stack gap="sm">
                <Textarea
                  label="Qué lo traba" description="Déjalo vacío si nada lo traba." autosize maxLength={2000} value={obstacle.what} error={errorOf("obstacle")}
                  onChange={(event) => setObstacle({ ...obstacle, what: event.currentTarget.value })}
                />
                {obstacle.what.trim() !== "" && (
                  <>
                    <TextInput label="Quién puede destrabarlo" maxLength={200} value={obstacle.who} onChange={(event) => setObstacle({ ...obstacle, who: event.currentTarget.value })} />
                    <TextInput label="Para cuándo" type="date" value={obstacle.by} onChange={(event) => setObstacle({ ...obstacle, by: event.currentTarget.value })} />
                  </>
                )}
              </Stack>
            </Fieldset>
            <Textarea
              label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} maxLength={2000} value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
        </>
      )}
    </CommandDialog>
  );
}

const percentProblem = (value: unknown) => (typeof value === "string" ? "Escribe un número de 0 a 100." : undefined);

function MilestoneFields({ milestones, onChange }: { milestones: Milestone[]; onChange: (milestones: Milestone[]) => void }) {
  const change = (index: number, part: Partial<Milestone>) => onChange(milestones.map((one, i) => (i === index ? { ...one, ...part } : one)));

  return (
    <Fieldset legend="Hitos">
      <Stack gap="md">
        {milestones.map((milestone, index) => (
          <Stack key={index} gap="xs" role="group" aria-label={`Hito ${index + 1}`}>
            <TextInput label="Qué" required maxLength={500} value={milestone.name} onChange={(event) => change(index, { name: event.currentTarget.value })} />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
              <TextInput label="Vence" type="date" required value={milestone.dueOn} onChange={(event) => change(index, { dueOn: event.currentTarget.value })} />
              <TextInput label="Cumplido el" type="date" value={milestone.doneOn ?? ""} onChange={(event) => change(index, { doneOn: event.currentTarget.value })} />
            </SimpleGrid>
            <Button
              variant="default" size="compact-md" style={{ alignSelf: "start" }} aria-label={`Quitar el hito ${index + 1}`}
              onClick={() => onChange(milestones.filter((_, i) => i !== index))}
            >
              Quitar
            </Button>
          </Stack>
        ))}
        <Button
          variant="default" size="compact-md" style={{ alignSelf: "start" }} disabled={milestones.length >= 50}
          onClick={() => onChange([...milestones, { name: "", dueOn: "", doneOn: null }])}
        >
          Agregar un hito
        </Button>
      </Stack>
    </Fieldset>
  );
}
