import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { ApiProblem } from "../api/problem";
import { DayLeaf, Meter, StackedBar, StepDots, Tiles } from "../ui/Bars";
import { BulkBar } from "../ui/BulkBar";
import { Callout } from "../ui/Callout";
import { Choices } from "../ui/Choices";
import { CommandDialog } from "../ui/CommandDialog";
import { CommandForm } from "../ui/CommandForm";
import { CopySummary } from "../ui/CopySummary";
import { DataTable } from "../ui/DataTable";
import { DeadlineCard } from "../ui/DeadlineCard";
import { EmptyState } from "../ui/EmptyState";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { PageTabs } from "../ui/PageTabs";
import { People } from "../ui/People";
import { ProblemAlert } from "../ui/ProblemAlert";
import { SidePanel } from "../ui/SidePanel";
import { StatusTag, type Tone } from "../ui/StatusTag";
import { Timeline } from "../ui/Timeline";
import { Grids } from "./Grids";

const tones: Record<Tone, string> = {
  onTime: "En plazo", soon: "Faltan 2 días hábiles", today: "Vence hoy, 30/11/2026", late: "Atrasado 8 días hábiles", extended: "Plazo adicional", stopped: "Detenido",
  done: "Terminado", returned: "Observado", unknown: "Sin dato",
};

const refusal = new ApiProblem(422, "Hay datos que corregir", "Corrige lo que se indica y vuelve a enviar.", {
  name: ["Ese nombre ya existe."], seats: ["El comité tiene 9 asientos y necesita 10."],
});

type Row = { id: string; name: string; tone: Tone; days: number };

const rows: Row[] = [
  { id: "a", name: "Servicio de ejemplo con un nombre que ocupa más de una línea en un teléfono", tone: "late", days: 8 },
  { id: "b", name: "Dirección de ejemplo", tone: "soon", days: 2 },
  { id: "c", name: "Subsecretaría de ejemplo", tone: "done", days: 0 },
];

/** Every part of the kit in every state, with invented data. It exists where the server runs in Development. */
export function KitPage() {
  const options = useQuery({ queryKey: ["/api/session/options"], queryFn: ({ signal }) => answerOf(api.GET("/api/session/options", { signal })) });

  if (options.data && !options.data.demoPassword) return <Page title="Esta página no existe">Está solo donde se desarrolla.</Page>;
  return (
    <Page title="Piezas" state={<StatusTag tone="onTime">En plazo</StatusTag>} facts={["Todas las piezas", "Datos inventados"]} actions={<CopySummary lines={["Piezas", "Datos inventados"]} />}>
      <States />
      <Numbers />
      <Lists />
      <Grids />
      <Commands />
      <Words />
    </Page>
  );
}

function States() {
  return (
    <section className="section" aria-labelledby="estados">
      <h2 id="estados">Estados</h2>
      <Group gap="xs">
        {(Object.keys(tones) as Tone[]).map((tone) => (
          <StatusTag key={tone} tone={tone}>
            {tones[tone]}
          </StatusTag>
        ))}
      </Group>
      <Group gap="md" mt="md">
        {(Object.keys(tones) as Tone[]).map((tone) => (
          <StatusTag key={tone} bare tone={tone}>
            {tones[tone]}
          </StatusTag>
        ))}
      </Group>
      <Stack mt="md" gap="xs">
        {(["late", "soon", "returned", "done", "unknown"] as const).map((tone) => (
          <Callout key={tone} tone={tone} title={tones[tone]}>
            Qué significa y qué se puede hacer.
          </Callout>
        ))}
      </Stack>
    </section>
  );
}

function Numbers() {
  const steps = ["Propuesta", "Revisión ministerial", "Red de expertos", "Corrección", "Comité Técnico", "Decreto", "Terminado"];
  return (
    <section className="section" aria-labelledby="cifras">
      <h2 id="cifras">Cifras</h2>
      <Stack>
        <StackedBar label="Por paso" parts={steps.map((label, i) => ({ key: label, label, count: [6, 19, 58, 27, 31, 12, 6][i]! }))} />
        <StackedBar
          label="Por estado"
          parts={[
            { key: "late", label: "Atrasadas", count: 31, tone: "late" }, { key: "soon", label: "Vencen pronto", count: 17, tone: "soon" },
            { key: "stopped", label: "Detenidas", count: 2, tone: "stopped" }, { key: "onTime", label: "En plazo", count: 103, tone: "onTime" },
            { key: "done", label: "Terminadas", count: 6, tone: "done" },
          ]}
        />
        <Meter label="Ponderaciones" value={95} of={100}>
          Faltan 5.
        </Meter>
        <Meter label="Ponderaciones de más" value={105} of={100}>
          Sobran 5.
        </Meter>
        <div>
          <StepDots names={steps} at={2} /> {steps[2]}
        </div>
        <Tiles
          label="Avance por región"
          tiles={[{ key: "15", name: "Arica y Parinacota", value: "58 %" }, { key: "3", name: "Atacama", value: "34 %", tone: "late" }, { key: "11", name: "Aysén", value: null }]}
        />
        <Group>
          <DayLeaf day="2026-12-09" />
          <div>miércoles 09/12/2026</div>
        </Group>
      </Stack>
    </section>
  );
}

function Lists() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(["a"]));
  const [sort, setSort] = useState("name");
  return (
    <section className="section" aria-labelledby="listas">
      <h2 id="listas">Listas</h2>
      <DataTable
        caption="Instituciones de ejemplo" rows={rows} keyOf={(row) => row.id} sort={sort} onSort={setSort}
        columns={[
          { key: "name", head: "Institución", names: true, sort: "name", cell: (row) => row.name },
          { key: "state", head: "Estado", cell: (row) => <StatusTag tone={row.tone}>{tones[row.tone]}</StatusTag> },
          { key: "days", head: "Días", align: "right", cell: (row) => row.days || "—" },
          { key: "acts", head: "Acción", acts: true, cell: (row) => <MoreMenu label={`Más sobre ${row.name}`} acts={[{ label: "Ver", onChoose: () => undefined }, { label: "Terminar", isDangerous: true, onChoose: () => undefined }]} /> },
        ]}
        choosing={{
          isChosen: (row) => chosen.has(row.id), label: (row) => `Elegir ${row.name}`, canChoose: (row) => row.tone !== "done",
          onChoose: (row, isIn) => setChosen(new Set(isIn ? [...chosen, row.id] : [...chosen].filter((id) => id !== row.id))),
        }}
      />
      {chosen.size > 0 && (
        <BulkBar summary={`${chosen.size} elegidas`}>
          <Button>Enviar recordatorio</Button>
          <Button variant="default" onClick={() => setChosen(new Set())}>
            Quitar la elección
          </Button>
        </BulkBar>
      )}
      <PageTabs tabs={[{ value: "personas", label: "Personas", draw: () => <p>Una parte de la página.</p> }, { value: "comites", label: "Comités", draw: () => <p>Otra parte.</p> }]} />
      <EmptyState title="No tienes tareas abiertas" action={<Button variant="default">Ver mi calendario</Button>}>
        Cuando algo te toque, llega aquí.
      </EmptyState>
    </section>
  );
}

function Commands() {
  const [open, setOpen] = useState<"dialog" | "panel" | null>(null);
  const [name, setName] = useState("Comité de ejemplo");
  const [way, setWay] = useState("know");
  return (
    <section className="section" aria-labelledby="ordenes">
      <h2 id="ordenes">Lo que se pide al servidor</h2>
      <CommandForm command={{ isPending: false, error: refusal }} submit="Guardar" onSubmit={() => undefined}>
        {(errorOf) => <TextInput label="Nombre del comité" value={name} error={errorOf("name")} onChange={(event) => setName(event.currentTarget.value)} />}
      </CommandForm>
      <CommandForm command={{ isPending: true, error: null }} submit="Enviando" onSubmit={() => undefined}>
        {() => null}
      </CommandForm>
      <CommandForm command={{ isPending: false, error: null }} submit="Publicar" blockedBy="Falta el certificado." isDangerous onSubmit={() => undefined}>
        {() => null}
      </CommandForm>
      <Choices
        label="¿Qué decide?" value={way} onChoose={setWay}
        choices={[{ value: "know", label: "Tomar conocimiento", description: "Queda al tanto." }, { value: "instruct", label: "Instruir", description: "Pide a alguien de su línea." }]}
      />
      <Group mt="md">
        <Button variant="default" onClick={() => setOpen("dialog")}>
          Abrir un diálogo
        </Button>
        <Button variant="default" onClick={() => setOpen("panel")}>
          Abrir un panel
        </Button>
        <Button variant="danger">Anular</Button>
        <Button variant="subtle">Ver historia</Button>
        <Button disabled>Apagado</Button>
      </Group>
      {open === "dialog" && (
        <CommandDialog title="Un diálogo" command={{ isPending: false, error: refusal }} submit="Aceptar" onSubmit={() => setOpen(null)} onClose={() => setOpen(null)}>
          {(errorOf) => <TextInput label="Nombre" defaultValue="" error={errorOf("name")} data-autofocus />}
        </CommandDialog>
      )}
      {open === "panel" && (
        <SidePanel title="Un panel" onClose={() => setOpen(null)}>
          <ProblemAlert problem={refusal} />
        </SidePanel>
      )}
    </section>
  );
}

function Words() {
  return (
    <div className="split">
      <section className="card" aria-labelledby="historia">
        <h2 id="historia">Historia</h2>
        <Timeline
          label="Historia de ejemplo"
          moments={[
            { key: "1", title: "La red observó la entrega", at: "lunes 30/11/2026", tone: "returned", children: <div className="support">Experto/a</div> },
            { key: "2", title: "Entregó la propuesta", at: "viernes 30/10/2026", tone: "done" }, { key: "3", title: "Se abrió el proceso", at: "jueves 01/10/2026" },
          ]}
        />
        <People
          label="Quién interviene"
          people={[{ key: "1", name: "Encargado/a PMG", post: "Tiene la tarea" }, { key: "2", name: "Jefatura de Servicio", role: <StatusTag bare tone="stopped">Cargo vacante</StatusTag> }]}
        />
      </section>
      <DeadlineCard state={<StatusTag tone="onTime">Faltan 8 días hábiles</StatusTag>} verb="Vence el" dueAt="2026-12-16T02:59:59Z" otherwise="Si no llega, sube un nivel.">
        <p>10 días hábiles desde el lunes 30/11/2026.</p>
      </DeadlineCard>
    </div>
  );
}
