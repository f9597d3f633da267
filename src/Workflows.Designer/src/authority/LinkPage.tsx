import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { ActForm } from "./ActForm";
import { AlertCard } from "./AlertCard";
import { tokenIn, type AlertAct, type Words } from "./alerts";
import "./authority.css";

/** The page behind the personal link of a mail. Opening it shows the notice and does nothing: a button acts, once. */
export function LinkPage() {
  const [token] = useState(() => tokenIn(location.hash));
  const queries = useQueryClient();
  const key = ["/api/alert-links"];
  const notice = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => answerOf(api.POST("/api/alert-links", { body: { token }, signal })),
    retry: false,
    refetchOnWindowFocus: false,
  });
  const act = useMutation<unknown, ApiProblem, { action: AlertAct; words: Words }>({
    mutationFn: ({ action, words }) =>
      answerOf(api.POST("/api/alert-links/acts/{action}", {
        params: { path: { action } },
        body: { token, text: words.text || null, role: words.role || null },
      })),
    onSuccess: (answer) => queries.setQueryData(key, answer),
  });

  return (
    <Answer query={notice} heading="Aviso de una tarea atrasada">
      {({ personName, alert, isUsed }) => (
        <Page title={alert.task} facts={[alert.institution, alert.process]}>
          <Callout tone="unknown">
            Este enlace es de <strong>{personName}</strong>. Si no es usted, cierre la página: lo que se haga queda a su nombre.
          </Callout>
          {isUsed && (
            <Callout role="status" tone="done" title="Su respuesta quedó registrada">
              El enlace ya se usó. La tarea sigue abierta hasta que se entregue.
            </Callout>
          )}
          <div className="link-alert">
            <AlertCard alert={alert} isPage>
              {alert.canAct && <ActForm alert={alert} isSending={act.isPending} problem={act.error} onAct={(action, words) => act.mutate({ action, words })} />}
            </AlertCard>
          </div>
          <p className="support">
            Ver todo lo que espera su respuesta: <a href="/alertas">ingresar con mi cuenta</a>.
          </p>
        </Page>
      )}
    </Answer>
  );
}
