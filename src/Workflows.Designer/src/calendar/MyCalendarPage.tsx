import { Button, CopyButton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { Callout } from "../ui/Callout";
import { CommandDialog } from "../ui/CommandDialog";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";

/** «Mi calendario»: a secret address by which a calendar program shows the person's own deadlines. */
export function MyCalendarPage() {
  const [asking, setAsking] = useState<"create" | "revoke">();
  const close = () => setAsking(undefined);
  const feed = useQuery({
    queryKey: ["/api/calendar/feeds"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/feeds", { signal })),
  });
  const create = useCommand((_: null, headers) => answerOf(api.POST("/api/calendar/feeds", { params: { header: headers } })), { changes: "feeds", onDone: close });
  const revoke = useCommand((_: null, headers) => answerOf(api.POST("/api/calendar/feeds/revoke", { params: { header: headers } })), {
    changes: "feeds",
    onDone: () => {
      create.reset();
      close();
    },
  });
  const url = create.data?.url;

  return (
    <Page title="Mi calendario" width="reading" facts={["Los plazos de tus tareas en tu propio programa: Outlook, Google u otro"]}>
      {url && (
        <Callout role="status" tone="done" title="Copia tu dirección: se muestra una sola vez">
          <TextInput aria-label="Tu dirección" readOnly value={url} my="xs" onFocus={(event) => event.currentTarget.select()} />
          <CopyButton value={url}>{({ copied, copy }) => <Button onClick={copy}>{copied ? "Dirección copiada" : "Copiar la dirección"}</Button>}</CopyButton>
        </Callout>
      )}
      <Answer query={feed}>
        {(found) =>
          found.createdAt ? (
            <section className="section" aria-labelledby="direccion">
              <div className="card__head">
                <h2 id="direccion">Tu dirección</h2>
                <StatusTag tone="done">Vigente</StatusTag>
              </div>
              <dl className="facts">
                <div>
                  <dt>Existe desde</dt>
                  <dd>{longDateTime(found.createdAt)}</dd>
                </div>
                {found.expiresAt && (
                  <div>
                    <dt>Sirve hasta</dt>
                    <dd>{longDateTime(found.expiresAt)}</dd>
                  </div>
                )}
                <div>
                  <dt>Última lectura</dt>
                  <dd>{found.lastReadAt ? longDateTime(found.lastReadAt) : "Ningún programa la ha leído"}</dd>
                </div>
              </dl>
              <p className="support">Quien la tenga verá tus plazos. No la compartas; si se filtra, revócala.</p>
              <div className="page__actions">
                <Button variant="default" onClick={() => setAsking("create")}>
                  Crear otra y revocar esta
                </Button>
                <Button variant="danger" onClick={() => setAsking("revoke")}>
                  Revocar la dirección
                </Button>
              </div>
            </section>
          ) : (
            <EmptyState title="Todavía no tienes una dirección" action={<Button onClick={() => setAsking("create")}>Crear mi dirección</Button>}>
              Se agrega una vez en tu programa de calendario y se actualiza sola. Es secreta: quien la tenga verá tus plazos.
            </EmptyState>
          )
        }
      </Answer>
      {asking === "create" && (
        <CommandDialog title="Crear mi dirección" command={create} submit="Crear la dirección" onSubmit={() => create.mutate(null)} onClose={close}>
          {() => <p>{feed.data?.createdAt ? "La dirección de ahora deja de servir: tendrás que cambiarla en tu programa." : "Cópiala cuando aparezca: se muestra una sola vez."}</p>}
        </CommandDialog>
      )}
      {asking === "revoke" && (
        <CommandDialog title="Revocar la dirección" command={revoke} submit="Revocar" isDangerous onSubmit={() => revoke.mutate(null)} onClose={close}>
          {() => <p>Los programas que la usan dejan de ver tus plazos.</p>}
        </CommandDialog>
      )}
    </Page>
  );
}
