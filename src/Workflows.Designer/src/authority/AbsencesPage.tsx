import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { PersonField } from "../organisation/PersonField";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { CommandDialog } from "../ui/CommandDialog";
import { DataList } from "../ui/DataList";
import type { Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { HandOvers } from "./HandOvers";

type Absence = Api["AbsencesAbsenceView"];

const columns: Column<Absence>[] = [
  {
    key: "who", head: "Quién se ausenta", names: true,
    cell: (absence) => (
      <>
        {absence.personName}
        {absence.isAnnulled ? (
          <div>
            <StatusTag bare tone="stopped">Anulada</StatusTag>
          </div>
        ) : (
          <div className="support">{absence.reason}</div>
        )}
      </>
    ),
  },
  { key: "from", head: "Desde", cell: (absence) => <span className="one-line">{longDay(absence.from)}</span> },
  { key: "to", head: "Hasta", cell: (absence) => <span className="one-line">{longDay(absence.to)}</span> },
  {
    key: "acts-for", head: "Quién actúa",
    cell: (absence) =>
      absence.substitutes.length === 0
        ? "—"
        : absence.substitutes.map((post) => (
            <div key={post.roleLabel + post.scopeName}>
              {post.name ? `${post.name}: ${post.basis}` : <StatusTag bare tone="soon">{post.roleLabel}: nadie. Los avisos suben de nivel.</StatusTag>}
            </div>
          )),
  },
];

/** «Ausencias y subrogancias»: who is away, who acts meanwhile and why, and posts that pass to somebody else. */
export function AbsencesPage() {
  const mayDecide = decides(useSession());
  const filters = useFilters();
  const [open, setOpen] = useState<"add" | Absence>();
  const absences = useQuery({
    queryKey: ["/api/organisation/absences", { page: filters.page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/absences", { params: { query: { page: filters.page } }, signal })),
  });
  const acts: Column<Absence> = {
    key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
    cell: (absence) => <MoreMenu label={`Más sobre la ausencia de ${absence.personName}`} acts={[!absence.isAnnulled && { label: "Terminar", onChoose: () => setOpen(absence) }]} />,
  };

  return (
    <Page title="Ausencias y subrogancias" actions={mayDecide && <Button onClick={() => setOpen("add")}>Registrar una ausencia</Button>}>
      <DataList
        caption="Ausencias registradas, la más reciente primero" filters={filters} query={absences} keyOf={(absence) => String(absence.id)} minWidth="48rem"
        empty="Nadie está ausente" columns={mayDecide ? [...columns, acts] : columns}
      />
      <HandOvers />
      {open === "add" && <RegisterDialog onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== "add" && <EndDialog absence={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function EndDialog({ absence, onClose }: { absence: Absence; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [lastDay, setLastDay] = useState(absence.to);
  const end = useCommand(
    (body: { lastDay: string; reason: string }, header) => answerOf(api.POST("/api/organisation/absences/{id}/end", { params: { path: { id: absence.id }, header }, body })),
    { changes: "absences", onDone: onClose },
  );

  return (
    <CommandDialog
      title={`Terminar la ausencia de ${absence.personName}`} command={end} submit="Guardar" blockedBy={reason.trim() === "" ? "Escribe el motivo." : undefined}
      onSubmit={() => end.mutate({ lastDay, reason })} onClose={onClose}
    >
      {(errorOf) => (
        <>
          <TextInput
            type="date" label="Último día" description="Si vuelve antes de que empiece, queda anulada." required value={lastDay} error={errorOf("lastDay")}
            onChange={(event) => setLastDay(event.currentTarget.value)}
          />
          <TextInput label="Motivo" required value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}

const empty = { personId: "", from: "", to: "", reason: "", substituteId: "" };

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const [asked, setAsked] = useState(empty);
  const register = useCommand(
    (absence: typeof empty, header) =>
      answerOf(api.POST("/api/organisation/absences", { params: { header }, body: { ...absence, substituteId: absence.substituteId || null } })),
    { changes: "absences", onDone: onClose },
  );

  return (
    <CommandDialog
      title="Registrar una ausencia" command={register} submit="Registrar" blockedBy={asked.personId === "" ? "Elige a la persona." : undefined} onSubmit={() => register.mutate(asked)}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <PersonField label="Quién se ausenta" value={asked.personId} error={errorOf("personId")} onChange={(personId) => setAsked({ ...asked, personId })} />
          <TextInput type="date" label="Primer día" required value={asked.from} error={errorOf("from")} onChange={(event) => setAsked({ ...asked, from: event.currentTarget.value })} />
          <TextInput type="date" label="Último día" required value={asked.to} error={errorOf("to")} onChange={(event) => setAsked({ ...asked, to: event.currentTarget.value })} />
          <TextInput label="Motivo" required value={asked.reason} error={errorOf("reason")} onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} />
          <PersonField
            label="Quién subroga" required={false} description="Vacío: el orden de subrogancia o la ley" value={asked.substituteId} error={errorOf("substituteId")}
            onChange={(substituteId) => setAsked({ ...asked, substituteId })}
          />
        </>
      )}
    </CommandDialog>
  );
}
