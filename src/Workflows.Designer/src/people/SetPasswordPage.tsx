import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { secretIn } from "../session/places";
import { Callout } from "../ui/Callout";
import { CommandForm } from "../ui/CommandForm";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { PasswordFields } from "./PasswordFields";

/** The page of an invitation or a recovery. Opening it changes nothing: its one button does. */
export function SetPasswordPage() {
  const secret = secretIn(useLocation().hash);
  const link = useQuery({
    queryKey: ["/api/account-links/look", secret],
    queryFn: () => answerOf(api.POST("/api/account-links/look", { body: { secret } })),
    refetchOnWindowFocus: false,
  });
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const use = useMutation<Api["UseAccountLinkSaid"], ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/account-links/use", { body: { secret, password } })),
  });

  return (
    <Page title="Elige tu clave">
      {use.data ? (
        <Stack align="start">
          <Callout role="status" tone="done">
            {use.data.message}
          </Callout>
          <Button component={Link} to="/ingresar">
            Iniciar sesión
          </Button>
        </Stack>
      ) : (
        <Answer query={link}>
          {(found) => (
            <div style={{ maxWidth: "30rem" }}>
              <CommandForm command={use} submit="Guardar mi clave" isWide onSubmit={() => password === again && use.mutate()}>
                {(errorOf) => (
                  <>
                    <Text>
                      {found.isInvitation ? "Te damos la bienvenida" : "Hola"}, {found.name}. Tu cuenta es {found.email}. Este enlace sirve una vez y vence el{" "}
                      {longDateTime(found.expiresAt)}.
                    </Text>
                    <PasswordFields rules={found.rules} password={password} again={again} onPassword={setPassword} onAgain={setAgain} problem={errorOf("password")} />
                  </>
                )}
              </CommandForm>
            </div>
          )}
        </Answer>
      )}
    </Page>
  );
}
