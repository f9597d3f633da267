import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { Session } from "./session";

/** The last step of whoever comes from ClaveÚnica or their institution, for whoever has a second factor. */
export function CodeForm({ secret, onEntered }: { secret: string; onEntered: (session: Session) => void }) {
  const [code, setCode] = useState("");
  const finish = useMutation<Session, ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/session/code", { body: { secret, code } })),
    onSuccess: onEntered,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    finish.mutate();
  }

  return (
    <form onSubmit={submit} style={{ maxWidth: "26rem" }}>
      <Stack>
        {finish.error && <ProblemAlert problem={finish.error} />}
        <TextInput
          label="Código" description="Los seis números de tu aplicación, o uno de tus códigos de respaldo." autoComplete="one-time-code" required
          value={code} onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={finish.isPending}>
          Terminar de ingresar
        </Button>
      </Stack>
    </form>
  );
}
