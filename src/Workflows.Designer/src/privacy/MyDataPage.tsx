import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandForm } from "../ui/CommandForm";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { AskFields } from "./AskFields";
import { DataSections } from "./DataSections";
import { RequestFacts } from "./RequestFacts";
import type { Right } from "./words";

const requestsPath = "/api/account/data/requests";

/** «Mis datos»: what the server keeps of the person, what they asked about it, and how to ask. */
export function MyDataPage() {
  const data = useQuery({ queryKey: ["/api/account/data"], queryFn: ({ signal }) => answerOf(api.GET("/api/account/data", { signal })) });
  const requests = useQuery({ queryKey: [requestsPath], queryFn: ({ signal }) => answerOf(api.GET(requestsPath, { signal })) });

  return (
    <Page
      title="Mis datos"
      actions={
        <Button component="a" href="/api/account/data" download="mis-datos.json" variant="default">
          Descargar mis datos (JSON)
        </Button>
      }
    >
      <Stack gap="xl">
        <Anchor component={Link} to="/cuenta">
          Volver a Mi cuenta
        </Anchor>
        <AskForm />
        <section className="section" aria-labelledby="solicitudes">
          <h2 id="solicitudes">Tus solicitudes</h2>
          <Answer query={requests}>
            {(list) => (
              <Stack>
                {list.length === 0 && <Text>No has hecho solicitudes.</Text>}
                {list.map((request) => (
                  <RequestFacts key={request.id} request={request} />
                ))}
              </Stack>
            )}
          </Answer>
        </section>
        <section className="section" aria-labelledby="datos">
          <h2 id="datos">Lo que se guarda de ti</h2>
          <Answer query={data}>{(found) => <DataSections data={found} />}</Answer>
        </section>
      </Stack>
    </Page>
  );
}

function AskForm() {
  const [right, setRight] = useState<Right>("Rectification");
  const [text, setText] = useState("");
  const ask = useCommand(
    (asked: { right: Right; text: string }, header) => answerOf(api.POST(requestsPath, { params: { header }, body: asked })),
    { changes: "privacy", onDone: () => setText("") },
  );

  return (
    <section className="section" aria-labelledby="pedir">
      <h2 id="pedir">Pide algo sobre tus datos</h2>
      <CommandForm command={ask} submit="Enviar la solicitud" onSubmit={() => ask.mutate({ right, text })}>
        {(errorOf) => (
          <>
            {ask.data && (
              <Callout role="status" tone="done" title="Recibimos tu solicitud">
                Te responderemos a más tardar el {longDay(ask.data.dueOn!)}.
              </Callout>
            )}
            <AskFields right={right} text={text} problem={errorOf("text")} onRight={setRight} onText={setText} />
          </>
        )}
      </CommandForm>
    </section>
  );
}
