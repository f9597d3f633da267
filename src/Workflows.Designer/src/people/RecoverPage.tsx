import { Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { Callout } from "../ui/Callout";
import { CommandForm } from "../ui/CommandForm";
import { Page } from "../ui/Page";

/** Where a person asks for a link to choose another password. The answer never says whether the address exists. */
export function RecoverPage() {
  const [email, setEmail] = useState("");
  const ask = useMutation<Api["UseAccountLinkSaid"], ApiProblem>({ mutationFn: () => answerOf(api.POST("/api/account-links", { body: { email } })) });

  return (
    <Page title="Recupera tu clave">
      {ask.data ? (
        <Callout role="status" title="Revisa tu correo" tone="done">
          {ask.data.message}
        </Callout>
      ) : (
        <div style={{ maxWidth: "26rem" }}>
          <CommandForm command={ask} submit="Pedir el enlace" isWide onSubmit={() => ask.mutate()}>
            {(errorOf) => (
              <>
                <Text>Escribe el correo de tu cuenta. Te enviaremos un enlace para elegir otra clave.</Text>
                <TextInput label="Correo" type="email" autoComplete="username" required value={email} error={errorOf("email")} onChange={(event) => setEmail(event.currentTarget.value)} />
              </>
            )}
          </CommandForm>
        </div>
      )}
    </Page>
  );
}
