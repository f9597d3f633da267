import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { Callout } from "../ui/Callout";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";

/** Where a person asks for a link to choose another password. The answer never says whether the address exists. */
export function RecoverPage() {
  const [email, setEmail] = useState("");
  const ask = useMutation<Api["UseAccountLinkSaid"], ApiProblem>({ mutationFn: () => answerOf(api.POST("/api/account-links", { body: { email } })) });

  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate();
  }

  return (
    <Page title="Recupera tu clave">
      {ask.data ? (
        <Callout role="status" title="Revisa tu correo" tone="done">
          {ask.data.message}
        </Callout>
      ) : (
        <form onSubmit={submit} style={{ maxWidth: "26rem" }}>
          <Stack>
            <Text>Escribe el correo de tu cuenta. Te enviaremos un enlace para elegir otra clave.</Text>
            {ask.error && <ProblemAlert problem={ask.error} />}
            <TextInput label="Correo" type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            <Button type="submit" loading={ask.isPending}>
              Pedir el enlace
            </Button>
          </Stack>
        </form>
      )}
    </Page>
  );
}
