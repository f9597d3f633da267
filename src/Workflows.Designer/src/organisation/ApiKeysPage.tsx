import { Alert, Button, Checkbox, Code, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { Mark } from "../ui/Mark";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StateText } from "../ui/StateText";
import { WideTable } from "../ui/WideTable";

const refreshes = ["/api/api-keys"];

/** Keys for machines that act in the name of whoever makes them: made, shown once, revoked. */
export function ApiKeysPage() {
  const keys = useQuery({ queryKey: ["/api/api-keys"], queryFn: ({ signal }) => answerOf(api.GET("/api/api-keys", { params: { query: { sort: "-createdAt" } }, signal })) });
  const revoke = useCommand((id: string, header) => answerOf(api.POST("/api/api-keys/{id}/revoke", { params: { path: { id }, header } })), { refreshes });

  return (
    <Page title="Claves de API">
      <Stack gap="xl">
        <CreateKey />
        {revoke.error && <ProblemAlert problem={revoke.error} />}
        <Answer query={keys}>
          {(list) => (
            <WideTable caption="Claves que existen" minWidth="44rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Nombre</Table.Th>
                  <Table.Th scope="col">Empieza con</Table.Th>
                  <Table.Th scope="col">Creada</Table.Th>
                  <Table.Th scope="col">Estado</Table.Th>
                  <Table.Th scope="col">Acción</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((key) => (
                  <Table.Tr key={key.id}>
                    <Table.Td>{key.name}</Table.Td>
                    <Table.Td>
                      <Code>{key.prefix}</Code>
                    </Table.Td>
                    <Table.Td>{shortDateTime(key.createdAt)}</Table.Td>
                    <Table.Td>
                      <StateText tone={key.revokedAt ? "bad" : "good"}>{key.revokedAt ? `Revocada el ${shortDateTime(key.revokedAt)}` : "Vigente"}</StateText>
                    </Table.Td>
                    <Table.Td>
                      {!key.revokedAt && (
                        <Button variant="default" size="compact-md" aria-label={`Revocar ${key.name}`} onClick={() => revoke.mutate(key.id)}>
                          Revocar
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}

function CreateKey() {
  const session = useSession()!;
  const own = [...new Map(session.posts.map((post) => [post.role, post.roleLabel]))];
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<string[]>([]);
  const create = useCommand((body: Api["CreateApiKeyRequest"], header) => answerOf(api.POST("/api/api-keys", { body, params: { header } })), {
    refreshes,
    onDone: () => setName(""),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ name, personId: session.personId, roles, expiresAt: null });
  }

  return (
    <section aria-labelledby="crear">
      <Title order={2} size="h3" id="crear" mb="sm">
        Crear una clave
      </Title>
      <form onSubmit={submit}>
        <Stack maw="30rem" align="start">
          {create.error && <ProblemAlert problem={create.error} />}
          {create.data?.secret && (
            <Alert role="status" color="estado" variant="light" title="Copia la clave: no la verás otra vez" icon={<Mark tone="good" />}>
              <Code style={{ overflowWrap: "anywhere" }}>{create.data.secret}</Code>
            </Alert>
          )}
          <TextInput label="Nombre" description="Para qué se usa, como «carga de indicadores»." required w="100%" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Checkbox.Group label="Roles que puede usar, de los tuyos" value={roles} onChange={setRoles}>
            <Stack gap="xs" mt="xs">
              {own.map(([code, label]) => (
                <Checkbox key={code} value={code} label={label} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Text size="sm">La clave actúa a tu nombre hasta que la revoques.</Text>
          <Button type="submit" loading={create.isPending}>
            Crear la clave
          </Button>
        </Stack>
      </form>
    </section>
  );
}
