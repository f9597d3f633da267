import { Anchor } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { DataList } from "../ui/DataList";
import type { Column } from "../ui/DataTable";
import { shortDateTime } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { accessOf } from "./access";
import { PersonActs } from "./PersonActs";

type Person = Api["PersonView"];

const columns: Column<Person>[] = [
  {
    key: "name", head: "Nombre", names: true, sort: "name",
    cell: (person) => (
      <Anchor component={Link} to={`/organizacion/personas/${person.id}/cargos`}>
        {person.name}
      </Anchor>
    ),
  },
  { key: "email", head: "Correo", sort: "email", cell: (person) => <span className="one-line">{person.email || "Sin correo"}</span> },
  {
    key: "access", head: "Acceso",
    cell: (person) => (
      <>
        <span className="one-line">
          <StatusTag bare tone={accessOf(person).tone}>{accessOf(person).label}</StatusTag>
        </span>
        {(person.hasSecondFactor || person.hasRun) && (
          <div className="support">{[person.hasSecondFactor && "Segundo factor", person.hasRun && "ClaveÚnica"].filter(Boolean).join(" · ")}</div>
        )}
      </>
    ),
  },
  { key: "last", head: "Último ingreso", cell: (person) => <span className="one-line">{person.lastLoginAt ? shortDateTime(person.lastLoginAt) : "Nunca"}</span> },
];

/** People, whether each can enter, and what can be done about it. */
export function PeopleList({ administers }: { administers: boolean }) {
  const filters = useFilters();
  const query = { search: filters.of("search") || undefined, active: activeOf(filters.of("active")), sort: filters.of("sort") || undefined, page: filters.page, pageSize: 50 };
  const people = useQuery({
    queryKey: ["/api/organisation/people", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <DataList
      caption="Personas" filters={filters} search="Buscar por nombre o correo" query={people} keyOf={(person) => person.id} minWidth="52rem" empty="No hay personas registradas"
      narrowBy={[{ name: "active", label: "Acceso", options: [{ value: "", label: "Todas las personas" }, { value: "true", label: "Solo activas" }, { value: "false", label: "Solo desactivadas" }] }]}
      columns={administers ? [...columns, { key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right", cell: (person) => <PersonActs person={person} /> }] : columns}
    />
  );
}

const activeOf = (text: string) => (text === "true" ? true : text === "false" ? false : undefined);
