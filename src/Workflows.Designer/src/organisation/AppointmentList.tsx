import { Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Pages } from "../ui/Pages";
import { AppointmentTable } from "./AppointmentTable";
import { useRights } from "./useRights";
import { useRoles } from "./useRoles";

/** Posts: who holds which, where, and between which dates. */
export function AppointmentList() {
  const rights = useRights();
  const roles = useRoles();
  const [role, setRole] = useState("");
  const [scope, setScope] = useState("");
  const [page, setPage] = useState(1);
  const query = { role: role || undefined, scope: scope.trim() || undefined, page, pageSize: 50 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Stack>
      <Group align="end">
        <NativeSelect
          label="Rol" value={role} data={[{ value: "", label: "Todos los roles" }, ...roles.map((known) => ({ value: known.code, label: known.label }))]}
          onChange={(event) => {
            setRole(event.currentTarget.value);
            setPage(1);
          }}
        />
        <TextInput
          label="Código del lugar" type="search" value={scope}
          onChange={(event) => {
            setScope(event.currentTarget.value);
            setPage(1);
          }}
        />
      </Group>
      <Answer query={posts}>
        {(list) => (
          <>
            <AppointmentTable caption="Cargos" appointments={list.items} shows={{ person: true, role: true, place: true, actions: rights.administers || rights.coordinates }} />
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
    </Stack>
  );
}
