import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";

/** What somebody still has to say of undersecretariats: for whoever can. */
export function UnplacedList() {
  const unplaced = useQuery({
    queryKey: ["/api/organisation/unplaced"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/unplaced", { signal })),
  });

  return (
    <Answer query={unplaced}>
      {({ appointments, institutions }) =>
        appointments.length + institutions.length === 0 ? (
          <EmptyState title="No queda nada por confirmar">Cada servicio tiene su subsecretaría confirmada.</EmptyState>
        ) : (
          <>
            {appointments.length > 0 && (
              <section className="section"><h2>Nombramientos sin subsecretaría</h2><DataTable
                caption="Nombramientos sin subsecretaría" rows={appointments} keyOf={(one) => String(one.id)} minWidth="32rem"
                columns={[
                  { key: "person", head: "Persona", names: true, cell: (one) => <Anchor component={Link} to={`/organizacion/personas/${one.personId}/cargos`}>{one.personName}</Anchor> },
                  { key: "ministry", head: "Nombrada en", cell: (one) => one.ministryName },
                  { key: "from", head: "Desde", cell: (one) => (one.validFrom ? longDay(one.validFrom) : "—") },
                ]}
              /></section>
            )}
            {institutions.length > 0 && (
              <section className="section"><h2>Servicios cuya subsecretaría falta confirmar</h2><DataTable
                caption="Servicios cuya subsecretaría falta confirmar" rows={institutions} keyOf={(one) => one.code} minWidth="40rem"
                columns={[
                  { key: "name", head: "Institución", names: true, cell: (one) => <Anchor component={Link} to={`/organizacion/lugares/${one.code}/cargos`}>{one.name}</Anchor> },
                  { key: "office", head: "Subsecretaría", cell: (one) => (one.undersecretariatName ? `${one.undersecretariatName}, por confirmar` : "Nadie la ha dicho") },
                  { key: "ministry", head: "Ministerio", cell: (one) => one.ministryName },
                ]}
              /></section>
            )}
          </>
        )
      }
    </Answer>
  );
}
