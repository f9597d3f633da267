import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { DataList } from "../ui/DataList";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { InstitutionField } from "./InstitutionField";
import { HeldNotice } from "./HeldNotice";

/** «Avisos retenidos»: what will leave by itself unless a coordinator corrects or suspends it. */
export function HeldPage() {
  const filters = useFilters();
  const mayDecide = decides(useSession());
  const [open, setOpen] = useState<string | null>(null);
  const institution = filters.of("institucion");
  const held = useQuery({
    queryKey: ["/api/held-notices", { page: filters.page, institution }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/held-notices", { params: { query: { page: filters.page, ...(institution && { institution }) } }, signal })),
    refetchInterval: 60_000,
  });

  return (
    <Page title="Avisos retenidos" facts={["Los avisos a autoridades esperan cuatro horas hábiles tu visto bueno", "Después salen solos"]}>
      <DataList
        caption="Avisos que esperan, por hora de salida" filters={filters} query={held} keyOf={(notice) => notice.id} minWidth="36rem" empty="Ningún aviso espera"
        tools={
          <div className="filters">
            <InstitutionField value={institution} onChange={(code) => filters.set({ institucion: code })} />
          </div>
        }
        columns={[
          {
            key: "to", head: "A quién", names: true,
            cell: (notice) => (
              <>
                {notice.to.join(", ")}
                <div className="support">{notice.late}</div>
              </>
            ),
          },
          { key: "institution", head: "Institución", cell: (notice) => notice.institutionName },
          {
            key: "leaves", head: "Sale solo",
            cell: (notice) => (
              <>
                <StatusTag bare tone="soon">{longDateTime(notice.leavesAt)}</StatusTag>
                {notice.isCorrected && <div className="support">(corregido)</div>}
              </>
            ),
          },
          {
            key: "acts", head: "Acción", acts: true, align: "right",
            cell: (notice) => (
              <Button size="compact-md" variant="default" aria-label={`${mayDecide ? "Revisar" : "Leer"}: ${notice.to.join(", ")}`} onClick={() => setOpen(notice.id)}>
                {mayDecide ? "Revisar" : "Leer"}
              </Button>
            ),
          },
        ]}
      />
      {open && <HeldNotice key={open} id={open} onDone={() => setOpen(null)} />}
    </Page>
  );
}
