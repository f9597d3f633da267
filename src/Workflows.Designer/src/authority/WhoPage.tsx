import { Button, Group, List, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { InstitutionField } from "./InstitutionField";

/** «¿A quién le llega?»: who answers for an institution on a day, level by level, with every step that led there. */
export function WhoPage() {
  const [asked, ask] = useSearchParams();
  const [institution, setInstitution] = useState(asked.get("institucion") ?? "");
  const [date, setDate] = useState(asked.get("fecha") ?? "");

  return (
    <Page title="¿A quién le llega?">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ institucion: institution, ...(date && { fecha: date }) });
        }}
      >
        <Group align="end" mb="lg">
          <InstitutionField required value={institution} onChange={setInstitution} />
          <TextInput type="date" label="Día" description="Vacío: la fecha actual" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
          <Button type="submit">Explicar</Button>
        </Group>
      </form>
      {asked.get("institucion") && <Levels institution={asked.get("institucion")!} date={asked.get("fecha") ?? ""} />}
    </Page>
  );
}

/** The explanation itself, for any page that shows where a notice goes. */
export function Levels({ institution, date }: { institution: string; date: string }) {
  const answer = useQuery({
    queryKey: ["/api/organisation/authority", { institution, date }],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/organisation/authority", { params: { query: { institution, ...(date && { date }) } }, signal })),
  });

  return (
    <Answer query={answer}>
      {(found) => (
        <>
          <Text mb="md">
            {found.name}, el {longDay(found.date)}.
          </Text>
          {found.levels.map((level) => (
            <section key={level.level} className="card" aria-label={`Nivel ${level.level}`}>
              <Title order={2} size="h4">
                Nivel {level.level}
              </Title>
              <List>
                {level.people.map((person) => (
                  <List.Item key={person.personId}>
                    {person.isCopy ? "Con copia a " : ""}
                    {person.name}, {person.roleLabel}
                    {!person.hasEmail && ". No tiene correo registrado"}
                  </List.Item>
                ))}
              </List>
              {level.people.length === 0 && <Text>Nadie: lo recibe quien coordina los flujos.</Text>}
              <details>
                <summary>¿Por qué?</summary>
                <ol>
                  {level.steps.map((step, number) => (
                    <li key={number}>{step}</li>
                  ))}
                </ol>
              </details>
            </section>
          ))}
        </>
      )}
    </Answer>
  );
}
