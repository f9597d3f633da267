import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { DataList } from "../ui/DataList";
import { useFilters } from "../ui/useFilters";
import { columnsOfPosts } from "./AppointmentTable";
import { useRights } from "./useRights";
import { useRoles } from "./useRoles";

/** Posts: who holds which, where, and between which dates. */
export function AppointmentList() {
  const rights = useRights();
  const roles = useRoles();
  const filters = useFilters();
  const query = { role: filters.of("role") || undefined, scope: filters.of("search").trim() || undefined, sort: filters.of("sort") || undefined, page: filters.page, pageSize: 50 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <DataList
      caption="Cargos" filters={filters} search="Código del lugar" query={posts} keyOf={(line) => String(line.id)} minWidth="46rem" empty="No hay cargos registrados"
      narrowBy={[{ name: "role", label: "Rol", options: [{ value: "", label: "Todos los roles" }, ...roles.map((known) => ({ value: known.code, label: known.label }))] }]}
      columns={columnsOfPosts({ person: true, role: true, place: true, acts: rights.administers || rights.coordinates })}
    />
  );
}
