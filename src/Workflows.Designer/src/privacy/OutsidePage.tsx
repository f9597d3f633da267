import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useLocation } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { secretIn } from "../session/places";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { AskFields } from "./AskFields";
import { DataSections } from "./DataSections";
import { RequestFacts } from "./RequestFacts";
import type { Right } from "./words";

/** Whoever has no account asks here; with the secret of a mail's link, they confirm it and read the answer. */
export function OutsidePage() {
  const secret = secretIn(useLocation().hash);
  return <Page title="Tus datos personales">{secret ? <ByLink secret={secret} /> : <AskForm />}</Page>;
}

function AskForm() {
  const [email, setEmail] = useState("");
  const [right, setRight] = useState<Right>("Access");
  const [text, setText] = useState("");
  const ask = useMutation<Api["AskForDataSaid"], ApiProblem>({ mutationFn: () => answerOf(api.POST("/api/data-requests", { body: { email, right, text } })) });

  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate();
  }

  if (ask.data) {
    return (
      <Callout role="status" title="Revisa tu correo" tone="done">
        {ask.data.message}
      </Callout>
    );
  }
  return (
    <form onSubmit={submit} style={{ maxWidth: "36rem" }}>
      <Stack>
        <Text>
          Pide acceso, rectificación, supresión, oposición, portabilidad o bloqueo de tus datos en este sistema (Ley 21.719). Si tienes cuenta, hazlo en «Mis datos»
          de tu cuenta.
        </Text>
        {ask.error && !ask.error.fields.email && !ask.error.fields.text && <ProblemAlert problem={ask.error} />}
        <TextInput
          label="Tu correo"
          description="Te enviaremos un enlace para confirmar que eres tú."
          type="email"
          autoComplete="email"
          required
          value={email}
          error={ask.error?.fields.email?.[0]}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <AskFields right={right} text={text} problem={ask.error} onRight={setRight} onText={setText} />
        <Button type="submit" loading={ask.isPending} style={{ alignSelf: "start" }}>
          Enviar la solicitud
        </Button>
      </Stack>
    </form>
  );
}

function ByLink({ secret }: { secret: string }) {
  const queries = useQueryClient();
  const queryKey = ["/api/data-requests/look", secret];
  const request = useQuery({ queryKey, queryFn: () => answerOf(api.POST("/api/data-requests/look", { body: { secret } })), refetchOnWindowFocus: false });
  const prove = useMutation<Api["AskForDataRequestView"], ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/data-requests/prove", { body: { secret } })),
    onSuccess: (view) => queries.setQueryData(queryKey, view),
  });

  return (
    <Answer query={request}>
      {(found) => (
        <Stack gap="xl">
          {prove.error && <ProblemAlert problem={prove.error} />}
          <RequestFacts request={found} />
          {found.state === "Unproven" && (
            <Button loading={prove.isPending} onClick={() => prove.mutate()} style={{ alignSelf: "start" }}>
              Confirmar la solicitud
            </Button>
          )}
          {found.canRead && <Data secret={secret} />}
        </Stack>
      )}
    </Answer>
  );
}

function Data({ secret }: { secret: string }) {
  const data = useQuery({
    queryKey: ["/api/data-requests/data", secret],
    queryFn: () => answerOf(api.POST("/api/data-requests/data", { body: { secret } })),
    refetchOnWindowFocus: false,
  });

  return (
    <Answer query={data}>
      {(found) => (
        <Stack>
          <Button variant="default" style={{ alignSelf: "start" }} onClick={() => save(found)}>
            Descargar mis datos (JSON)
          </Button>
          <DataSections data={found} />
        </Stack>
      )}
    </Answer>
  );
}

/** The link is a secret that no address may carry, so the file is made here of what has already come. */
function save(data: Api["OwnData"]) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: "mis-datos.json" });
  link.click();
  URL.revokeObjectURL(address);
}
