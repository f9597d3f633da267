import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import type { Feature } from "../session/pages";
import { coordinates } from "../session/places";
import type { Session } from "../session/session";
import { pagesNamed, type FoundGroup } from "./found";

const most = 5;

/** What bears a name that was searched for, by kind. The server keeps each list to what this person may see. */
export function useFound(searched: string, session: Session, features: readonly Feature[]): { groups: FoundGroup[]; isAsking: boolean } {
  const isOn = searched.length >= 2;
  const query = { search: searched, pageSize: most };
  const knowsOrganisation = coordinates(session);
  const common = { enabled: isOn, placeholderData: keepPreviousData };
  const processes = useQuery({
    ...common, queryKey: ["/api/processes", "search", query], queryFn: ({ signal }) => answerOf(api.GET("/api/processes", { params: { query }, signal })),
  });
  const tasks = useQuery({
    ...common, queryKey: ["/api/tasks", "search", query], queryFn: ({ signal }) => answerOf(api.GET("/api/tasks", { params: { query: { ...query, all: true } }, signal })),
  });
  const institutions = useQuery({
    ...common, enabled: isOn && knowsOrganisation, queryKey: ["/api/organisation/institutions", "search", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/institutions", { params: { query }, signal })),
  });
  const people = useQuery({
    ...common, enabled: isOn && knowsOrganisation, queryKey: ["/api/organisation/people", "search", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people", { params: { query }, signal })),
  });
  const groups: FoundGroup[] = [{ name: "Páginas", found: pagesNamed(searched, features, session) }];

  if (isOn) {
    groups.unshift(
      {
        name: "Procesos", icon: "/procesos",
        found: (processes.data?.items ?? []).map((line) => ({ label: line.institutionName ?? line.title, about: line.title, to: `/procesos/${encodeURIComponent(line.id)}` })),
      },
      {
        name: "Tareas", icon: "/tareas",
        found: (tasks.data?.items ?? []).map((task) => ({
          label: task.title, about: [task.processName, task.institutionName].filter(Boolean).join(" · "), to: `/tareas/${encodeURIComponent(task.id)}`,
        })),
      },
    );
    groups.push(
      {
        name: "Instituciones", icon: "/organizacion",
        found: (institutions.data?.items ?? []).map((one) => ({ label: one.name, about: one.code, to: `/organizacion/lugares/${encodeURIComponent(one.code)}/cargos` })),
      },
      {
        name: "Personas", icon: "/cuenta",
        found: (people.data?.items ?? []).map((one) => ({ label: one.name, about: one.email, to: `/organizacion/personas/${encodeURIComponent(one.id)}/cargos` })),
      },
    );
  }

  return { groups: groups.filter((group) => group.found.length > 0), isAsking: [processes, tasks, institutions, people].some((one) => one.isFetching) };
}
