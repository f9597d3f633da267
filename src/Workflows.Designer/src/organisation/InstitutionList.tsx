import { Anchor } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { DataList } from "../ui/DataList";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { regimeLabels } from "./institutions";

/** Institutions by name or code; what was not verified says so. */
export function InstitutionList() {
  const filters = useFilters();
  const query = {
    search: filters.of("search") || undefined, ministry: filters.of("ministry") || undefined, regime: (filters.of("regime") || undefined) as Api["IncentiveRegime"] | undefined,
    page: filters.page, sort: filters.of("sort") || "name",
  };
  const institutions = useQuery({
    queryKey: ["/api/organisation/institutions", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/institutions", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  const ministries = useQuery({ queryKey: ["/api/organisation/ministries"], queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/ministries", { signal })) });
  const known = ministries.data ?? [];

  return (
    <DataList
      caption="Instituciones" filters={filters} search="Buscar por nombre o código" query={institutions} keyOf={(institution) => institution.code} minWidth="44rem"
      empty="No hay instituciones registradas"
      narrowBy={[
        { name: "ministry", label: "Ministerio", options: [{ value: "", label: "Todos" }, ...known.map(({ code, name }) => ({ value: code, label: name }))] },
        { name: "regime", label: "Incentivo", options: [{ value: "", label: "Todos" }, ...Object.entries(regimeLabels).map(([value, label]) => ({ value, label }))] },
      ]}
      columns={[
        {
          key: "name", head: "Institución", names: true, sort: "name",
          cell: ({ code, name }) => (
            <>
              <Anchor component={Link} to={`/organizacion/lugares/${code}/cargos`}>
                {name}
              </Anchor>
              <div className="support">{code}</div>
            </>
          ),
        },
        {
          key: "ministry", head: "Ministerio",
          cell: ({ ministryCode }) =>
            ministryCode ? (
              <Anchor component={Link} to={`/organizacion/lugares/${ministryCode}/cargos`}>
                {known.find((ministry) => ministry.code === ministryCode)?.name ?? ministryCode}
              </Anchor>
            ) : (
              "Sin ministerio"
            ),
        },
        {
          key: "regime", head: "Incentivo",
          cell: ({ regime, isUnverified }) => (
            <>
              {regime === "Unconfirmed" ? "" : regime ? regimeLabels[regime] : "—"}
              {(isUnverified || regime === "Unconfirmed") && (
                <div>
                  <StatusTag bare tone="unknown">Por confirmar</StatusTag>
                </div>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
