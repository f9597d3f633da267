import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable, type Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { AddSeatDialog } from "./AddSeatDialog";
import { byTime, mayChange } from "./appointments";
import { basisLabels } from "./committees";
import { EndDialog } from "./EndDialog";
import { useRights } from "./useRights";

type Seat = Api["CommitteesSeatView"];

/** One committee: its seats, who acts in each on this day and why, and those that ended. */
export function CommitteePage() {
  const { code = "" } = useParams();
  const changes = mayChange(useRights(), "Committee");
  const [isAdding, setAdding] = useState(false);
  const found = useQuery({
    queryKey: ["/api/organisation/committees", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/committees/{code}", { params: { path: { code } }, signal })),
  });

  return (
    <Answer query={found} heading="Comité">
      {({ committee, seats }) => {
        const { current, before } = byTime(seats);
        const empty = current.filter((seat) => seat.when === "Now" && seat.holders.length === 0).length;
        return (
          <Page
            title={committee.name} facts={[committee.norm, changes && `Código ${committee.code}`]}
            state={empty > 0 && <StatusTag tone="soon">{empty === 1 ? "1 asiento sin nadie" : `${empty} asientos sin nadie`}</StatusTag>}
            actions={changes && <Button onClick={() => setAdding(true)}>Crear un asiento</Button>}
          >
            {current.length === 0 ? (
              <EmptyState title="Sin asientos vigentes">Quien coordina los crea, o quien administra los importa desde una planilla.</EmptyState>
            ) : (
              <SeatTable caption="Asientos vigentes y por empezar" seats={current} changes={changes} />
            )}
            {before.length > 0 && (
              <details className="section">
                <summary>Asientos que terminaron ({before.length})</summary>
                <SeatTable caption="Asientos que terminaron" seats={before} changes={false} />
              </details>
            )}
            {isAdding && <AddSeatDialog committee={committee} seats={current} onClose={() => setAdding(false)} />}
          </Page>
        );
      }}
    </Answer>
  );
}

function SeatTable({ caption, seats, changes }: { caption: string; seats: Seat[]; changes: boolean }) {
  const [ending, setEnding] = useState<Seat>();
  const columns: Column<Seat>[] = [
    {
      key: "seat", head: "Asiento", names: true,
      cell: (seat) => (
        <>
          {seat.name}
          <div className="support">
            {seat.roleLabel}
            {seat.alternateOf && `: suplente de «${seat.alternateOf}»`}
          </div>
        </>
      ),
    },
    {
      key: "who", head: "Quién actúa",
      cell: (seat) => (
        <>
          {seat.holders.length > 0 ? seat.holders.join(", ") : seat.when === "Now" ? <StatusTag bare tone="soon">Nadie actúa</StatusTag> : "Nadie"}
          <div className="support">
            {basisLabels[seat.basis]}
            {seat.source && `: ${seat.source}`}
            {seat.norm && ` (${seat.norm})`}
          </div>
        </>
      ),
    },
    { key: "from", head: "Desde", cell: (seat) => <span className="one-line">{seat.validFrom ? longDay(seat.validFrom) : "Siempre"}</span> },
    { key: "to", head: "Hasta", cell: (seat) => <span className="one-line">{seat.validTo ? longDay(seat.validTo) : "Sin término"}</span> },
  ];
  const acts: Column<Seat> = {
    key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
    cell: (seat) => <MoreMenu label={`Más sobre el asiento ${seat.name}`} acts={[{ label: "Terminar el asiento", isDangerous: true, onChoose: () => setEnding(seat) }]} />,
  };

  return (
    <>
      <DataTable caption={caption} minWidth="40rem" rows={seats} keyOf={(seat) => String(seat.id)} columns={changes ? [...columns, acts] : columns} />
      {ending && (
        <EndDialog
          title={`Terminar el asiento «${ending.name}»`} action="Terminar el asiento" onClose={() => setEnding(undefined)}
          send={(body, header) => answerOf(api.POST("/api/organisation/seats/{id}/end", { body, params: { path: { id: ending.id }, header } }))}
        />
      )}
    </>
  );
}
