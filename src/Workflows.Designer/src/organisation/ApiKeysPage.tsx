import { Button, Code, CopyButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Callout } from "../ui/Callout";
import { DataList } from "../ui/DataList";
import { longDate, shortDateTime } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { commandsQuery, keyState } from "./apiKeys";
import { CreateKeyDialog } from "./CreateKeyDialog";

/** Keys for machines, each in its own name: for which institutions, what they may do, made by whom; shown once, revoked with a reason. */
export function ApiKeysPage() {
  const filters = useFilters();
  const query = { sort: filters.of("sort") || "-createdAt", page: filters.page };
  const keys = useQuery({ queryKey: ["/api/api-keys", query], queryFn: ({ signal }) => answerOf(api.GET("/api/api-keys", { params: { query }, signal })) });
  const commands = useQuery(commandsQuery);
  const [open, setOpen] = useState<"create" | Api["ApiKeyView"]>();
  const [secret, setSecret] = useState<string>();
  const close = () => setOpen(undefined);
  const labelOf = (code: string) => commands.data?.find((command) => command.code === code)?.label ?? code;

  return (
    <Page
      title="Claves de API" facts={["Para que otro sistema actúe con nombre propio, y solo en lo que se le permite"]}
      actions={<Button onClick={() => setOpen("create")}>Crear una clave</Button>}
    >
      {secret && (
        <Callout role="status" title="Copia la clave: no la verás otra vez" tone="done">
          <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>{" "}
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <button type="button" className="link-button" onClick={copy}>
                {copied ? "Copiada" : "Copiar"}
              </button>
            )}
          </CopyButton>
        </Callout>
      )}
      <DataList
        caption="Claves que existen" filters={filters} query={keys} keyOf={(key) => key.id} minWidth="52rem" empty="No hay claves"
        columns={[
          {
            key: "name", head: "Clave", names: true, sort: "name",
            cell: (key) => (
              <>
                {key.name}
                <div className="support">Empieza con {key.prefix}</div>
              </>
            ),
          },
          { key: "may", head: "Qué puede hacer", cell: (key) => (key.actedAs ? "Actuaba como una persona" : key.commands.map(labelOf).join(", ")) },
          { key: "where", head: "Instituciones", cell: (key) => (key.allInstitutions ? "Todas" : key.institutions.join(", ")) },
          {
            key: "made", head: "Creada", sort: "createdAt",
            cell: (key) => (
              <>
                <span className="one-line">{shortDateTime(key.createdAt)}</span>
                <div className="support">{key.createdByName || key.createdBy}</div>
              </>
            ),
          },
          {
            key: "state", head: "Estado",
            cell: (key) => (
              <>
                <StatusTag bare tone={keyState(key).tone}>{keyState(key).text}</StatusTag>
                {key.revokedReason && <div className="support">{key.revokedReason}</div>}
                {!key.revokedAt && !key.isExpired && key.expiresAt && <div className="support">Hasta el {longDate(key.expiresAt)}</div>}
              </>
            ),
          },
          {
            key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
            cell: (key) => <MoreMenu label={`Más sobre ${key.name}`} acts={[!key.revokedAt && { label: "Revocar", isDangerous: true, onChoose: () => setOpen(key) }]} />,
          },
        ]}
      />
      {open === "create" && (
        <CreateKeyDialog
          onMade={(made) => {
            setSecret(made);
            close();
          }}
          onClose={close}
        />
      )}
      {open !== undefined && open !== "create" && <RevokeDialog apiKey={open} onClose={close} />}
    </Page>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: Api["ApiKeyView"]; onClose: () => void }) {
  const revoke = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/api-keys/{id}/revoke", { params: { path: { id: apiKey.id }, header }, body: { reason } })),
    { changes: "apiKeys", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={`Revocar «${apiKey.name}»`}
      explanation="Deja de servir desde ahora y no se puede volver atrás. Lo que hizo queda en la historia."
      confirm="Revocar" isDangerous
      isWaiting={revoke.isPending}
      problem={revoke.error}
      onConfirm={(reason) => revoke.mutate(reason)}
      onClose={onClose}
    />
  );
}
