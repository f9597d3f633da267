import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";

type Message = Api["StimulusView"];

/** Messages between processes that failed too often. Nothing is drawn while there are none. */
export function ParkedMessages() {
  const [retrying, setRetrying] = useState<Message | null>(null);
  const messages = useQuery({ queryKey: ["/api/stimuli"], queryFn: ({ signal }) => answerOf(api.GET("/api/stimuli", { signal })) });
  const canDecide = decides(useSession());

  if (!messages.data || messages.data.total === 0) return null;
  return (
    <section className="section" aria-labelledby="mensajes">
      <h2 id="mensajes">Mensajes detenidos</h2>
      <ul className="queue">
        {messages.data.items.map((message) => (
          <li key={message.id}>
            <div className="queue__what">
              <StatusTag bare tone="late">{message.label}</StatusTag>
              <div>{message.reason}</div>
              <Link to={pathOfProcess(message.instanceId)}>{message.institutionName ?? "Ver el proceso"}</Link>
            </div>
            {canDecide && (
              <Button variant="default" aria-label={`Reintentar: ${message.label}`} onClick={() => setRetrying(message)}>
                Reintentar
              </Button>
            )}
          </li>
        ))}
      </ul>
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
