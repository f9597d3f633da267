import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { DataList } from "../ui/DataList";
import { shortDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { useFilters } from "../ui/useFilters";

/** Who read which personal data, the last first. Nobody can change these lines. */
export function ReadingsPage() {
  const filters = useFilters();
  const query = { search: filters.of("search") || undefined, page: filters.page };
  const readings = useQuery({
    queryKey: ["/api/readings", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/readings", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Page title="Lecturas de datos personales" facts={["Lo último primero", "Nadie puede cambiar ni borrar estas líneas"]}>
      <DataList
        caption="Quién leyó qué" filters={filters} search="Buscar en lo que se leyó" query={readings} keyOf={(line) => String(line.id)} minWidth="44rem"
        empty="Nadie ha leído datos de otras personas"
        columns={[
          { key: "at", head: "Cuándo", cell: (line) => <span className="one-line">{shortDateTime(line.at)}</span> },
          {
            key: "who", head: "Quién", names: true,
            cell: (line) => (
              <>
                {line.personName}
                {line.onBehalfOf && `, por ${line.onBehalfOf}`}
              </>
            ),
          },
          { key: "what", head: "Qué leyó", cell: (line) => line.what },
          {
            key: "from", head: "Desde",
            cell: (line) => (
              <span style={{ overflowWrap: "anywhere" }}>
                {placeOf(line.network)}
                {line.session && <div className="support">Sesión {line.session}</div>}
              </span>
            ),
          },
        ]}
      />
    </Page>
  );
}

/** A network's address says little; this machine's own says nothing. */
const placeOf = (network: string | null | undefined) => (network === "::1" || network === "127.0.0.1" ? "este mismo equipo" : network);
