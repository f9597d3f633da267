import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Api } from "../../api/client";
import { decides } from "../../session/places";
import { useSession } from "../../session/session";
import { Answer } from "../../ui/Answer";
import { longDateTime } from "../../ui/dates";
import { DataTable, type Column } from "../../ui/DataTable";
import { Page } from "../../ui/Page";
import { StatusTag, type Tone } from "../../ui/StatusTag";
import type { Palette } from "../draft/palette";
import { usePalette } from "../page/usePalette";
import { Comparison } from "./Comparison";
import { RestoreDialog } from "./RestoreDialog";
import { RetractDialog } from "./RetractDialog";
import { savedBy } from "./savedBy";
import { versionsOf } from "./useVersions";

const states: Record<Api["DefinitionSummary"]["state"], { text: string; tone: Tone }> = {
  Draft: { text: "Borrador", tone: "soon" },
  Published: { text: "Rige", tone: "done" },
  Retired: { text: "Ya no rige", tone: "unknown" },
};

/** The versions of a flow, and what differs between any two of them. */
export function VersionsPage() {
  const { id = "" } = useParams();
  const palette = usePalette();
  const versions = useQuery({ queryKey: ["/api/definitions", { definitionId: id }], queryFn: ({ signal }) => versionsOf(id, signal) });

  return (
    <Answer query={palette} heading="Versiones de un flujo">
      {(known) => (
        <Answer query={versions} heading="Versiones de un flujo">
          {(list) => <Versions id={id} versions={list} palette={known} />}
        </Answer>
      )}
    </Answer>
  );
}

function Versions({ id, versions, palette }: { id: string; versions: Api["DefinitionSummary"][]; palette: Palette }) {
  const [newest, older] = versions;
  const [before, setBefore] = useState(older?.version ?? newest?.version ?? 1);
  const [after, setAfter] = useState(newest?.version ?? 1);
  const choices = versions.map((one) => ({ value: String(one.version), label: `Versión ${one.version} (${states[one.state].text.toLowerCase()})` }));
  const columns: Column<Api["DefinitionSummary"]>[] = [
    { key: "version", head: "Versión", names: true, cell: (one) => `Versión ${one.version}` },
    { key: "state", head: "Estado", cell: (one) => <StatusTag bare tone={states[one.state].tone}>{states[one.state].text}</StatusTag> },
    { key: "saved", head: "Última vez que se guardó", cell: (one) => savedBy(one) || longDateTime(one.createdAt) },
    { key: "published", head: "Se publicó", cell: (one) => (one.publishedAt ? longDateTime(one.publishedAt) : "—") },
  ];

  const draws = decides(useSession());
  const [asked, setAsked] = useState<{ act: "retract" | "restore"; version: Api["DefinitionSummary"] }>();
  if (draws)
    columns.push({
      key: "acts", head: "Qué puedes hacer", acts: true,
      cell: (one) => (
        <Group gap="xs" wrap="nowrap">
          {one.state === "Published" && (
            <Button variant="default" size="compact-sm" aria-label={`Retirar la versión ${one.version}`} onClick={() => setAsked({ act: "retract", version: one })}>
              Retirar
            </Button>
          )}
          {one.state !== "Draft" && (
            <Button variant="default" size="compact-sm" aria-label={`Recuperar como borrador la versión ${one.version}`} onClick={() => setAsked({ act: "restore", version: one })}>
              Recuperar como borrador
            </Button>
          )}
        </Group>
      ),
    });

  return (
    <Page title={`Versiones de «${newest?.name ?? id}»`} via={[{ label: newest?.name ?? id, to: `/flujos/${encodeURIComponent(id)}` }]}>
      <p>
        Los procesos abiertos siguen con la versión en que empezaron; los nuevos corren con la que rige. <Link to={`/flujos/${encodeURIComponent(id)}`}>Abrir el diseño</Link>
      </p>
      <DataTable caption="Versiones, de la más nueva a la más antigua" columns={columns} rows={versions} keyOf={(one) => one.id} minWidth="36rem" />
      {versions.length > 1 && (
        <section className="section" aria-labelledby="comparar">
          <h2 id="comparar">Comparar dos versiones</h2>
          <Group mb="md">
            <NativeSelect label="Antes" data={choices} value={String(before)} onChange={(event) => setBefore(Number(event.currentTarget.value))} />
            <NativeSelect label="Después" data={choices} value={String(after)} onChange={(event) => setAfter(Number(event.currentTarget.value))} />
          </Group>
          <Comparison definitionId={id} before={before} after={after} palette={palette} />
        </section>
      )}
      {asked?.act === "retract" && <RetractDialog version={asked.version} onClose={() => setAsked(undefined)} />}
      {asked?.act === "restore" && newest && <RestoreDialog version={asked.version} newest={newest} palette={palette} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}
