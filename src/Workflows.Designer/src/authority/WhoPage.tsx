import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { lateNotice } from "../ui/lateness";
import { Page } from "../ui/Page";
import { People } from "../ui/People";
import { StatusTag } from "../ui/StatusTag";
import { Timeline } from "../ui/Timeline";
import { InstitutionField } from "./InstitutionField";
import "./authority.css";

/** «¿A quién le llega?»: who answers for an institution on a day, level by level, with every step that led there. */
export function WhoPage() {
  const [asked, ask] = useSearchParams();
  const [institution, setInstitution] = useState(asked.get("institucion") ?? "");
  const [date, setDate] = useState(asked.get("fecha") ?? "");

  return (
    <Page title="¿A quién le llega?" facts={["Quién recibe cada aviso de una institución, uno por uno"]}>
      <form
        className="who" onSubmit={(event) => {
          event.preventDefault();
          ask({ institucion: institution, ...(date && { fecha: date }) });
        }}
      >
        <InstitutionField required value={institution} onChange={setInstitution} />
        <TextInput type="date" label="Día (opcional)" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
        <Button type="submit">Explicar</Button>
      </form>
      {asked.get("institucion") ? (
        <Levels institution={asked.get("institucion")!} date={asked.get("fecha") ?? ""} />
      ) : (
        <EmptyState title="Elige una institución">Verás a quién le llega cada aviso, con su nombre, su cargo y por qué.</EmptyState>
      )}
    </Page>
  );
}

/** The explanation: the levels as steps, from whoever has the task up to the minister. */
function Levels({ institution, date }: { institution: string; date: string }) {
  const answer = useQuery({
    queryKey: ["/api/organisation/authority", { institution, date }],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/organisation/authority", { params: { query: { institution, ...(date && { date }) } }, signal })),
  });

  return (
    <Answer query={answer}>
      {(found) => (
        <section className="section" aria-labelledby="niveles">
          <div className="card__head">
            <h2 id="niveles">{found.name}</h2>
            <span className="support">el {longDay(found.date)}</span>
          </div>
          <Timeline
            label="El escalamiento, aviso por aviso"
            moments={found.levels.map((level) => ({
              key: String(level.level), title: lateNotice(level.level), tone: level.people.length === 0 ? ("soon" as const) : undefined,
              children: (
                <>
                  {level.people.length === 0 ? (
                    <StatusTag bare tone="soon">Nadie: lo recibe quien coordina los flujos</StatusTag>
                  ) : (
                    <People
                      label={lateNotice(level.level)}
                      people={level.people.map((person) => ({
                        key: person.personId, name: person.name, post: `${person.isCopy ? "Con copia · " : ""}${person.roleLabel}`,
                        role: !person.hasEmail && <StatusTag bare tone="soon">No tiene correo registrado</StatusTag>,
                      }))}
                    />
                  )}
                  <details>
                    <summary>¿Por qué?</summary>
                    <ol>
                      {level.steps.map((step, number) => (
                        <li key={number}>{step}</li>
                      ))}
                    </ol>
                  </details>
                </>
              ),
            }))}
          />
        </section>
      )}
    </Answer>
  );
}
