import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";

/** «Mi calendario»: a secret address by which a calendar program shows the person's own deadlines. */
export function MyCalendarPage() {
  const feed = useQuery({
    queryKey: ["/api/calendar/feeds"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/feeds", { signal })),
  });
  const create = useCommand((_: null, headers) => answerOf(api.POST("/api/calendar/feeds", { params: { header: headers } })), { changes: "feeds" });
  const revoke = useCommand((_: null, headers) => answerOf(api.POST("/api/calendar/feeds/revoke", { params: { header: headers } })), {
    changes: "feeds",
    onDone: () => create.reset(),
  });
  const problem = create.error ?? revoke.error;
  const url = create.data?.url;

  return (
    <Page title="Mi calendario">
      <Stack maw="44rem">
        <Text>
          Crea una dirección y agrégala en tu programa de calendario (Outlook, Google u otro). Muestra los plazos de tus tareas abiertas y se actualiza sola.
        </Text>
        <Text>Quien tenga la dirección verá tus plazos. No la compartas; si se filtra, revócala.</Text>
        {problem && <ProblemAlert problem={problem} />}
        {url && (
          <Group align="end" role="status">
            <TextInput label="Tu dirección" description="Cópiala ahora: se muestra una sola vez." readOnly value={url} flex={1} miw="16rem" />
            <CopyButton value={url}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? "Dirección copiada" : "Copiar la dirección"}</Button>}
            </CopyButton>
          </Group>
        )}
        <Answer query={feed}>
          {(found) => (
            <>
              {found.createdAt && (
                <Text>
                  Tienes una dirección desde el {longDateTime(found.createdAt)}.{" "}
                  {found.expiresAt && `Sirve hasta el ${longDateTime(found.expiresAt)}. `}
                  {found.lastReadAt ? `Se leyó por última vez el ${longDateTime(found.lastReadAt)}.` : "Ningún programa la ha leído."}
                </Text>
              )}
              <Group>
                <Button variant={found.createdAt ? "default" : "filled"} loading={create.isPending} onClick={() => create.mutate(null)}>
                  {found.createdAt ? "Crear otra y revocar la anterior" : "Crear mi dirección"}
                </Button>
                {found.createdAt && (
                  <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate(null)}>
                    Revocar la dirección
                  </Button>
                )}
              </Group>
            </>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}
