import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { secretIn } from "../session/places";
import { CommandForm } from "../ui/CommandForm";
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
  return <Page title="Tus datos personales" width="reading">{secret ? <ByLink secret={secret} /> : <AskForm />}</Page>;
}

function AskForm() {
  const [email, setEmail] = useState("");
  const [right, setRight] = useState<Right>("Access");
  const [text, setText] = useState("");
  const ask = useMutation<Api["AskForDataSaid"], ApiProblem>({ mutationFn: () => answerOf(api.POST("/api/data-requests", { body: { email, right, text } })) });

  if (ask.data) {
    return (
      <Callout role="status" title="Revisa tu correo" tone="done">
        {ask.data.message}
      </Callout>
    );
  }
  return (
    <CommandForm command={ask} submit="Enviar la solicitud" onSubmit={() => ask.mutate()}>
      {(errorOf) => (
        <>
          <Text>
            Pide acceso, rectificación, supresión, oposición, portabilidad o bloqueo de tus datos en este sistema (Ley 21.719). Si tienes cuenta, hazlo en «Mis datos»
            de tu cuenta.
          </Text>
          <TextInput
            label="Tu correo" description="Te enviaremos un enlace para confirmar que eres tú." type="email" autoComplete="email" required value={email}
            error={errorOf("email")} onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <AskFields right={right} text={text} problem={errorOf("text")} onRight={setRight} onText={setText} />
        </>
      )}
    </CommandForm>
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
