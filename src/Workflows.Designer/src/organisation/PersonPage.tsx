import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { accessOf } from "./access";
import { AppointmentTable } from "./AppointmentTable";
import { byTime } from "./appointments";
import { EditPersonDialog } from "./EditPersonDialog";
import { GivePostDialog } from "./GivePostDialog";
import { useRights } from "./useRights";

/** One person: whether they can enter, their posts now and before. Whoever administers corrects their name, address and RUN. */
export function PersonPage() {
  const { id = "" } = useParams();
  const rights = useRights();
  const [open, setOpen] = useState<"edit" | "give">();
  const person = useQuery({
    queryKey: ["/api/organisation/people", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people/{id}", { params: { path: { id } }, signal })),
  });
  const query = { personId: id, pageSize: 200 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
  });
  const close = () => setOpen(undefined);

  return (
    <Page
      title={person.data?.name ?? "Persona"}
      actions={
        <Group gap="xs">
          {(rights.administers || rights.coordinates) && person.data?.active && <Button onClick={() => setOpen("give")}>Dar un cargo</Button>}
          {rights.administers && (
            <Button variant="default" onClick={() => setOpen("edit")} disabled={!person.data}>
              Corregir datos
            </Button>
          )}
        </Group>
      }
    >
      <Answer query={person}>
        {(found) => (
          <Stack gap="xl">
            <Stack gap="xs">
              <Text style={{ overflowWrap: "anywhere" }}>{found.email || "Sin correo"}</Text>
              <StatusTag bare tone={accessOf(found).tone}>{accessOf(found).label}</StatusTag>
              <Text size="sm">
                {found.hasRun ? "Tiene RUN: puede ingresar con ClaveÚnica." : "Sin RUN: no puede ingresar con ClaveÚnica."}{" "}
                {found.lastLoginAt ? `Último ingreso: ${shortDateTime(found.lastLoginAt)}.` : "Nunca ha ingresado."}
              </Text>
            </Stack>
            {open === "edit" && <EditPersonDialog person={found} onClose={close} />}
            {open === "give" && <GivePostDialog person={found} onClose={close} />}
          </Stack>
        )}
      </Answer>
      <Title order={2} size="h3" mt="xl" mb="sm">
        Cargos
      </Title>
      <Answer query={posts}>
        {(list) => {
          const { current, before } = byTime(list.items);
          return (
            <Stack gap="xl">
              {current.length === 0 && <Text>No tiene cargos vigentes.</Text>}
              {current.length > 0 && <AppointmentTable caption="Cargos vigentes y por empezar" appointments={current} shows={{ role: true, place: true, actions: true }} />}
              {before.length > 0 && <AppointmentTable caption="Cargos anteriores" appointments={before} shows={{ role: true, place: true }} />}
            </Stack>
          );
        }}
      </Answer>
    </Page>
  );
}
