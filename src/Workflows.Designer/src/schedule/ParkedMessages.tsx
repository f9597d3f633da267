import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { hasRole, useSession } from "../session/session";
import { ReasonDialog } from "../ui/ReasonDialog";

type Message = Api["StimulusView"];

/** Messages between processes that failed too often. Nothing is drawn while there are none. */
export function ParkedMessages() {
  const session = useSession();
  const [retrying, setRetrying] = useState<Message | null>(null);
  const messages = useQuery({ queryKey: ["/api/stimuli"], queryFn: ({ signal }) => answerOf(api.GET("/api/stimuli", { signal })) });
  const canDecide = session && hasRole(session, "national.coordinator", "national.administrator");

  if (!messages.data || messages.data.total === 0) return null;
  return (
    <section className="section" aria-labelledby="mensajes">
      <h2 id="mensajes">Mensajes detenidos</h2>
      {messages.data.items.map((message) => (
        <article key={message.id} className="incident" aria-label={message.label}>
          <p>
            <strong>{message.label}</strong>: {message.reason}
          </p>
          <p>
            <Link to={pathOfProcess(message.instanceId)}>{message.institutionName ?? "Ver el proceso"}</Link>
          </p>
          {canDecide && (
            <Button variant="default" onClick={() => setRetrying(message)}>
              Reintentar
            </Button>
          )}
        </article>
      ))}
      {retrying && <Retrying message={retrying} onClose={() => setRetrying(null)} />}
    </section>
  );
}

function Retrying({ message, onClose }: { message: Message; onClose: () => void }) {
  const retry = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/stimuli/{id}/retry", { params: { path: { id: message.id }, header }, body: { reason } })),
    { changes: "stimuli", onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Reintentar el mensaje"
      explanation={`${message.label}: se intenta otra vez en este momento.`}
      confirm="Reintentar"
      isWaiting={retry.isPending}
      problem={retry.error}
      onConfirm={retry.mutate}
      onClose={onClose}
    />
  );
}
