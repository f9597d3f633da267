import { Anchor } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataList } from "../ui/DataList";
import { DataTable } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { plain } from "../ui/plain";
import { useFilters } from "../ui/useFilters";

const size = 50;

const unplaced = queryOptions({
  queryKey: ["/api/organisation/unplaced"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/unplaced", { signal })),
});

/** What somebody still has to say of undersecretariats: for whoever can. */
export function UnplacedList() {
  const filters = useFilters();
  const wanted = plain(filters.of("search"));
  const all = useQuery(unplaced);
  const services = useQuery({
    ...unplaced,
    select: ({ institutions }) => {
      const found = institutions.filter((one) => plain(`${one.name} ${one.ministryName} ${one.undersecretariatName ?? ""}`).includes(wanted));
      return { items: found.slice((filters.page - 1) * size, filters.page * size), total: found.length, number: filters.page, size };
    },
  });

  return (
    <Answer query={all}>
      {({ appointments, institutions }) =>
        appointments.length + institutions.length === 0 ? (
          <EmptyState title="No queda nada por confirmar">Cada servicio tiene su subsecretaría confirmada.</EmptyState>
        ) : (
          <>
            {appointments.length > 0 && (
              <div className="section">
                <DataTable
                  caption={`Nombramientos sin subsecretaría: ${appointments.length}. Se corrigen en la página de cada persona.`}
                  rows={appointments} keyOf={(one) => String(one.id)} minWidth="32rem"
                  columns={[
                    {
                      key: "person", head: "Persona", names: true,
                      cell: (one) => (
                        <Anchor component={Link} to={`/organizacion/personas/${one.personId}/cargos`}>
                          {one.personName}
                        </Anchor>
                      ),
                    },
                    { key: "ministry", head: "Nombrada en", cell: (one) => one.ministryName },
                    { key: "from", head: "Desde", cell: (one) => (one.validFrom ? longDay(one.validFrom) : "—") },
                  ]}
                />
              </div>
            )}
            {institutions.length > 0 && (
              <div className="section">
                <DataList
                  caption={`Servicios cuya subsecretaría falta confirmar: ${institutions.length}. Se confirma en la página de cada uno.`}
                  filters={filters} search="Buscar por servicio, subsecretaría o ministerio" query={services} keyOf={(one) => one.code} minWidth="32rem"
                  empty="No queda ningún servicio por confirmar"
                  columns={[
                    {
                      key: "name", head: "Institución", names: true,
                      cell: (one) => (
                        <Anchor component={Link} to={`/organizacion/lugares/${one.code}/cargos`}>
                          {one.name}
                        </Anchor>
                      ),
                    },
                    { key: "office", head: "Subsecretaría supuesta", cell: (one) => one.undersecretariatName ?? "Nadie la ha dicho" },
                    { key: "ministry", head: "Ministerio", cell: (one) => one.ministryName },
                  ]}
                />
              </div>
            )}
          </>
        )
      }
    </Answer>
  );
}
