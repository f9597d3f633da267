import { Button, Code, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { longDate, shortDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { CreateKey } from "./CreateKey";
import { keyState } from "./apiKeys";


/** Keys for machines, each in its own name: for which institutions, what they may do, made by whom; shown once, revoked with a reason. */
export function ApiKeysPage() {
  const keys = useQuery({ queryKey: ["/api/api-keys"], queryFn: ({ signal }) => answerOf(api.GET("/api/api-keys", { params: { query: { sort: "-createdAt" } }, signal })) });
  const [revoking, setRevoking] = useState<Api["ApiKeyView"]>();

  return (
    <Page title="Claves de API">
      <Stack gap="xl">
        <CreateKey />
        <Answer query={keys}>
          {(list) =>
            list.total === 0 ? (
              <Text>No hay claves.</Text>
            ) : (
              <WideTable caption="Claves que existen" minWidth="52rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Clave</Table.Th>
                    <Table.Th scope="col">Qué puede hacer</Table.Th>
                    <Table.Th scope="col">Instituciones</Table.Th>
                    <Table.Th scope="col">Creada por</Table.Th>
                    <Table.Th scope="col">Estado</Table.Th>
                    <Table.Th scope="col">Acción</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((key) => (
                    <Table.Tr key={key.id}>
                      <Table.Td>
                        {key.name} <Code>{key.prefix}</Code>
                      </Table.Td>
                      <Table.Td>{key.actedAs ? "Actuaba como una persona" : key.commands.join(", ")}</Table.Td>
                      <Table.Td>{key.allInstitutions ? "Todas" : key.institutions.join(", ")}</Table.Td>
                      <Table.Td>
                        {key.createdByName || key.createdBy}, {shortDateTime(key.createdAt)}
                      </Table.Td>
                      <Table.Td>
                        <StatusTag bare tone={keyState(key).tone}>{keyState(key).text}</StatusTag>
                        {key.revokedReason && <Text size="sm">{key.revokedReason}</Text>}
                        {!key.revokedAt && !key.isExpired && key.expiresAt && <Text size="sm">Hasta el {longDate(key.expiresAt)}</Text>}
                      </Table.Td>
                      <Table.Td>
                        {!key.revokedAt && (
                          <Button variant="default" size="compact-md" aria-label={`Revocar ${key.name}`} onClick={() => setRevoking(key)}>
                            Revocar
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </WideTable>
            )
          }
        </Answer>
      </Stack>
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

function Revoke({ apiKey, onClose }: { apiKey: Api["ApiKeyView"]; onClose: () => void }) {
  const revoke = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/api-keys/{id}/revoke", { params: { path: { id: apiKey.id }, header }, body: { reason } })),
    { changes: "apiKeys", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={`Revocar «${apiKey.name}»`}
      explanation="Deja de servir desde ahora y no se puede volver atrás. Lo que hizo queda en la historia."
      confirm="Revocar"
      isWaiting={revoke.isPending}
      problem={revoke.error}
      onConfirm={(reason) => revoke.mutate(reason)}
      onClose={onClose}
    />
  );
}
