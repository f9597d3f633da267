import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { decides } from "../../session/places";
import { useSession } from "../../session/session";
import { Answer } from "../../ui/Answer";
import { longDate } from "../../ui/dates";
import { DataTable, type Column } from "../../ui/DataTable";
import { Page } from "../../ui/Page";
import { plain } from "../../ui/plain";
import { StatusTag } from "../../ui/StatusTag";
import { savedBy } from "../versions/savedBy";
import { NewFlowDialog } from "./NewFlowDialog";

type Flow = { id: string; name: string; description: string; newest: Api["DefinitionSummary"]; published?: Api["DefinitionSummary"] };

/** The flows that there are: each with what runs, and with the draft on which somebody works. */
export function FlowsPage() {
  const draws = decides(useSession());
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const [isNew, setNew] = useState(false);
  const definitions = useQuery({
    queryKey: ["/api/definitions", { all: true }],
    queryFn: ({ signal }) => everyVersion(signal),
  });

  const columns: Column<Flow>[] = [
    {
      key: "name", head: "Flujo", names: true,
      cell: (flow) => (
        <>
          <Link to={`/flujos/${encodeURIComponent(flow.id)}`}>{flow.name}</Link>
          <div className="support">{flow.description}</div>
        </>
      ),
    },
    { key: "published", head: "Rige", cell: ({ published }) => (published ? `Versión ${published.version}${published.publishedAt ? `, desde el ${longDate(published.publishedAt)}` : ""}` : "Ninguna versión") },
    {
      key: "draft", head: "Borrador",
      cell: ({ newest }) =>
        newest.state === "Draft" ? (
          <>
            <StatusTag bare tone="soon">{`Versión ${newest.version}`}</StatusTag>
            <div className="support">{savedBy(newest)}</div>
          </>
        ) : (
          "—"
        ),
    },
    {
      key: "acts", head: "Qué puedes hacer", acts: true,
      cell: (flow) => (
        <Group gap="md" wrap="nowrap">
          {draws && flow.published && <Link to={`/etapas/abrir?flujo=${encodeURIComponent(flow.id)}`} aria-label={`Abrir con ${flow.name}`}>Abrir</Link>}
          <Link to={`/flujos/${encodeURIComponent(flow.id)}/versiones`} aria-label={`Versiones de ${flow.name}`}>Versiones</Link>
        </Group>
      ),
    },
  ];

  return (
    <Page
      title="Flujos" facts={["Cómo se hace cada trabajo: sus pasos, sus plazos y a quién se avisa."]}
      actions={draws && <Button onClick={() => setNew(true)}>Nuevo flujo</Button>}
    >
      <Answer query={definitions}>
        {(versions) => {
          const flows = flowsOf(versions).filter((flow) => plain(`${flow.name} ${flow.description}`).includes(plain(search)));
          return (
            <>
              <TextInput type="search" label="Buscar un flujo" maw="24rem" mb="md" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
              <DataTable caption="Flujos, por nombre" columns={columns} rows={flows} keyOf={(flow) => flow.id} />
              {isNew && <NewFlowDialog flows={flowsOf(versions)} onClose={() => setNew(false)} onMade={(id) => navigate(`/flujos/${encodeURIComponent(id)}`)} />}
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

async function everyVersion(signal: AbortSignal): Promise<Api["DefinitionSummary"][]> {
  const all: Api["DefinitionSummary"][] = [];
  for (let page = 1; ; page++) {
    const list = await answerOf(api.GET("/api/definitions", { params: { query: { page, pageSize: 200 } }, signal }));
    all.push(...list.items);
    if (list.items.length === 0 || all.length >= list.total) return all;
  }
}

function flowsOf(versions: readonly Api["DefinitionSummary"][]): Flow[] {
  const byFlow = new Map<string, Api["DefinitionSummary"][]>();
  for (const one of versions) byFlow.set(one.definitionId, [...(byFlow.get(one.definitionId) ?? []), one]);
  return [...byFlow]
    .map(([id, own]) => {
      const newest = own.reduce((last, one) => (one.version > last.version ? one : last));
      const published = own.find((one) => one.state === "Published");
      const { name, description } = published ?? newest;
      return { id, name, description: description ?? "", newest, published };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, "es"));
}
