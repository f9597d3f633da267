import { Textarea } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.layer.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { Callout } from "../ui/Callout";
import { Choices, type Choice } from "../ui/Choices";
import { CommandForm } from "../ui/CommandForm";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { StatusTag } from "../ui/StatusTag";
import { Timeline, type Moment } from "../ui/Timeline";
import { useFilters } from "../ui/useFilters";
import { Impacts } from "./Impacts";
import { proposalState } from "./words";

/** A proposed change and each deadline it moves: the date before and after, and which notices move with it. */
export function ProposalPage() {
  const { id = "" } = useParams();
  const { page, set } = useFilters();
  const found = useQuery({
    queryKey: ["/api/calendar/proposals", id, page],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/proposals/{id}", { params: { path: { id }, query: { page } }, signal })),
    placeholderData: keepPreviousData,
  });
  const via = [{ label: "Cambios propuestos", to: "/calendario/propuestas" }];

  return (
    <Answer query={found} heading="Cambio propuesto">
      {({ proposal, summary, impacts, number, size }) => {
        const moved = (
          <>
            <Impacts impacts={impacts} caption={inAll(proposal.impacts, summary)} />
            {proposal.impacts > size && <Pages number={number} size={size} total={proposal.impacts} onTurn={(next) => set({ page: String(next) })} />}
          </>
        );
        return (
          <Page
            title="Cambio propuesto" via={via} facts={[<strong key="title">{proposal.title}</strong>]}
            state={<StatusTag tone={proposalState[proposal.state].tone}>{proposalState[proposal.state].text}</StatusTag>}
          >
            <Notifications position="bottom-right" />
            {summary.warnings.length > 0 && (
              <div style={{ marginBottom: "1.5rem" }}>
                <Callout tone="soon" title="Antes de decidir">
                  <ul>
                    {summary.warnings.map((warning) => (
                      <li key={warning}>{warning}</li>
                    ))}
                  </ul>
                </Callout>
              </div>
            )}
            <div className="split">
              {proposal.state === "Pending" && proposal.canDecide ? (
                <Decide id={id} />
              ) : (
                <div>{moved}</div>
              )}
              <section className="card" aria-labelledby="historia">
                <h2 id="historia">Quién y por qué</h2>
                <Timeline label="Historia del cambio" moments={momentsOf(proposal)} />
              </section>
            </div>
            {proposal.state === "Pending" && proposal.canDecide && (
              <div style={{ marginTop: "1.5rem" }}>{moved}</div>
            )}
          </Page>
        );
      }}
    </Answer>
  );
}

/** «Plazos y fechas que cambian: 40, 38 a una fecha posterior y 2 a una anterior.» */
function inAll(total: number, { later, earlier, judged }: Api["ProposalSummary"]): string {
  const parts = [later > 0 && `${later} a una fecha posterior`, earlier > 0 && `${earlier} a una anterior`].filter(Boolean).join(" y ");
  const over = judged > 0 ? ` Ya resueltos con el calendario anterior: ${judged}.` : "";
  return `Plazos y fechas que cambian: ${total - judged}${parts && `, ${parts}`}.${over} Lo que ya se envió no cambia.`;
}

function momentsOf(proposal: Api["ProposalView"]): Moment[] {
  return [
    {
      key: "proposed", title: `${proposal.createdByName ?? "El servidor"} lo propuso`, at: longDateTime(proposal.createdAt), tone: "done",
      children: (
        <>
          Motivo: «{proposal.reason}».
          {proposal.norm && <div>Norma: {proposal.norm}.</div>}
        </>
      ),
    },
    proposal.decidedAt
      ? { key: "decided", title: `${proposal.decidedByName ?? "El servidor"} lo decidió`, at: longDateTime(proposal.decidedAt), tone: proposalState[proposal.state].tone, children: `Motivo: «${proposal.decisionReason}».` }
      : { key: "waits", title: "Espera aprobación", tone: "soon", children: proposal.canDecide ? "La decides tú, u otra persona de la coordinación." : "Lo decide otra persona de la coordinación, distinta de quien lo propuso." },
  ];
}

type Decision = "approve" | "discard";

const choices: Choice<Decision>[] = [
  { value: "approve", label: "Aprobar el cambio", description: "Rige desde ahora: los plazos y los avisos que siguen se mueven." },
  { value: "discard", label: "Descartar el cambio", description: "Ningún plazo se mueve. Se puede proponer otra vez." },
];

function Decide({ id }: { id: string }) {
  const [decision, setDecision] = useState<Decision>("approve");
  const [reason, setReason] = useState("");
  const decide = useCommand(
    ({ decision, reason }: { decision: Decision; reason: string }, header) => {
      const asked = { params: { path: { id }, header }, body: { reason } };
      return decision === "approve" ? answerOf(api.POST("/api/calendar/proposals/{id}/approve", asked)) : answerOf(api.POST("/api/calendar/proposals/{id}/discard", asked));
    },
    {
      changes: "proposals",
      onDone: () => decision === "approve" && notifications.show({ message: "El cambio rige desde ahora. Sus plazos se están moviendo: el avance está en Trabajos en curso." }),
    },
  );

  return (
    <section className="card card--key" aria-label="Decidir el cambio">
      <CommandForm
        command={decide} submit={choices.find((choice) => choice.value === decision)!.label} blockedBy={reason.trim() === "" ? "Escribe el motivo." : undefined}
        onSubmit={() => decide.mutate({ decision, reason })}
      >
        {(errorOf) => (
          <>
            <Choices label="¿Qué decides?" choices={choices} value={decision} onChoose={setDecision} />
            <Textarea label="Motivo de tu decisión" required autosize minRows={2} value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} />
          </>
        )}
      </CommandForm>
    </section>
  );
}
