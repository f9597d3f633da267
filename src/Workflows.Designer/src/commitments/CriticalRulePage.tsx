import { Checkbox, List, Stack, Text, Textarea } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { ApiProblem } from "../api/problem";
import { useCommand } from "../api/useCommand";
import { useSession } from "../session/session";
import { Callout } from "../ui/Callout";
import { CommandForm } from "../ui/CommandForm";
import { NumberInput } from "../ui/NumberInput";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { formOf, ruleOf } from "./rule";
import { keepsCommitments } from "./words";

type Reading = Api["CriticalRuleReading"];

/** When a commitment becomes critical by itself; whoever coordinates sees what another rule would do before it counts. */
export function CriticalRulePage() {
  const session = useSession();
  const rule = useQuery({
    queryKey: ["/api/commitments", "critical-rule"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/commitments/critical-rule", { signal })),
  });

  return (
    <Page title="Cuándo un compromiso es crítico">
      <Link to="/compromisos">Volver a Compromisos</Link>
      <Answer query={rule}>
        {(view) => (
          <Stack maw="44rem">
            <section aria-label="La regla que rige">
              <Text fw={500}>{view.reading.sentence}</Text>
              <Text size="sm">
                {view.isUsual
                  ? "Es la regla de fábrica: nadie la ha cambiado ni está confirmada por una norma."
                  : `La escribió ${view.personName ?? "la coordinación"} el ${longDateTime(view.at!)}: ${view.reason}`}
              </Text>
              <Text size="sm">
                De {view.reading.open} compromisos abiertos, {view.reading.critical === 1 ? "1 está" : `${view.reading.critical} están`} en situación crítica. De ella se sale solo por una
                decisión con motivo.
              </Text>
            </section>
            {keepsCommitments(session) && <RuleForm view={view} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function RuleForm({ view }: { view: Api["CriticalRuleView"] }) {
  const [form, setForm] = useState(() => formOf(view.reading.rule));
  const [reason, setReason] = useState("");
  const [all, setAll] = useState(false);
  const rule = ruleOf(form);
  const reading = useQuery({
    queryKey: ["/api/commitments", "critical-rule", "reading", rule],
    queryFn: ({ signal }) => answerOf(api.POST("/api/commitments/critical-rule/reading", { body: { rule }, signal })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const save = useCommand(
    (body: Api["CriticalRuleRequest"], header) => answerOf(api.POST("/api/commitments/critical-rule", { params: { header }, body })),
    { changes: "commitments", onDone: () => setReason("") },
  );
  const wouldBeAll = reading.data !== undefined && reading.data.open > 1 && reading.data.critical + reading.data.wouldBecome >= reading.data.open;

  const blockedBy =
    rule === null ? "Elige al menos una condición y escribe su número." : wouldBeAll && !all ? "Confirma que quieres que todos queden críticos." : reason.trim() === "" ? "Escribe el motivo." : undefined;

  return (
    <CommandForm
      label="Escribir otra regla" command={save} submit="Guardar la regla" blockedBy={blockedBy} onSubmit={() => rule && save.mutate({ rule, reason: reason.trim(), all })}
    >
      {(errorOf) => (
        <>
          <Checkbox label="Por atraso de un hito o del compromiso" checked={form.overdue} onChange={(event) => setForm({ ...form, overdue: event.currentTarget.checked })} />
          {form.overdue && <NumberInput id="days" label="Más de cuántos días hábiles" value={form.days} onChange={(days) => setForm({ ...form, days })} />}
          <Checkbox label="Por informes seguidos sin avance" checked={form.stuck} onChange={(event) => setForm({ ...form, stuck: event.currentTarget.checked })} />
          {form.stuck && <NumberInput id="reports" label="Cuántos informes seguidos" value={form.reports} onChange={(reports) => setForm({ ...form, reports })} />}
          <Checkbox label="Por un nudo declarado" checked={form.obstacle} onChange={(event) => setForm({ ...form, obstacle: event.currentTarget.checked })} />
          {rule !== null && reading.error instanceof ApiProblem && <ProblemAlert problem={reading.error} />}
          {rule !== null && reading.data && !reading.error && <WhatItWouldDo reading={reading.data} />}
          {wouldBeAll && (
            <Checkbox label="Sí: quiero que todos los compromisos abiertos queden críticos" checked={all} error={errorOf("all")} onChange={(event) => setAll(event.currentTarget.checked)} />
          )}
          <Textarea
            label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} maxLength={2000} value={reason} error={errorOf("reason")}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {save.isSuccess && (
            <Callout role="status" tone="done" title="Regla guardada">
              Rige desde la próxima mañana hábil.
            </Callout>
          )}
        </>
      )}
    </CommandForm>
  );
}

/** What the rule on the page would do if it counted now. */
function WhatItWouldDo({ reading }: { reading: Reading }) {
  return (
    <div role="status">
      <Text>
        {reading.sentence} {became(reading.wouldBecome)}
      </Text>
      {reading.examples.length > 0 && (
        <List size="sm">
          {reading.examples.map((example) => (
            <List.Item key={example.code}>
              <Link to={`/compromisos/${encodeURIComponent(example.code)}`}>{example.name}</Link>: {example.why.join(" ")}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

const became = (count: number) =>
  count === 0 ? "Ningún compromiso más quedaría crítico." : count === 1 ? "Un compromiso más quedaría crítico." : `${count} compromisos más quedarían críticos.`;
