import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { DataList } from "../ui/DataList";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { DecideExtension } from "./DecideExtension";
import { daysText, deadlineText } from "./words";

/** «Prórrogas por decidir», the ones that end first at the top. */
export function ExtensionsPage() {
  const filters = useFilters();
  const [deciding, setDeciding] = useState<Api["ExtensionView"]>();
  const waiting = useQuery({
    queryKey: ["/api/extensions", { page: filters.page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/extensions", { params: { query: { page: filters.page } }, signal })),
  });

  return (
    <Page title="Prórrogas por decidir" facts={["La que vence antes, primero", "Lo que no se decide a tiempo queda sin prórroga"]}>
      <DataList
        caption="Prórrogas pedidas" filters={filters} query={waiting} keyOf={(extension) => extension.id} minWidth="48rem" empty="Ninguna prórroga espera tu decisión"
        columns={[
          {
            key: "task", head: "Tarea", names: true,
            cell: (extension) => (
              <>
                <Anchor component={Link} to={`/tareas/${extension.taskId}`}>
                  {extension.taskTitle}
                </Anchor>
                {extension.institutionName && <div className="support">{extension.institutionName}</div>}
              </>
            ),
          },
          {
            key: "asks", head: "Pide",
            cell: (extension) => (
              <>
                {daysText(extension.days, extension.calendarDays)}
                <div className="support">hasta el {deadlineText(extension.proposed)}</div>
              </>
            ),
          },
          { key: "reason", head: "Motivo", cell: (extension) => extension.reason },
          { key: "until", head: "Se decide hasta", cell: (extension) => <StatusTag bare tone="soon">{longDateTime(extension.expiresAt)}</StatusTag> },
          {
            key: "acts", head: "Acción", acts: true, align: "right",
            cell: (extension) =>
              extension.canDecide ? (
                <Button variant="default" size="compact-md" aria-label={`Decidir: ${extension.taskTitle}, ${extension.institutionName ?? ""}`} onClick={() => setDeciding(extension)}>
                  Decidir
                </Button>
              ) : (
                <span className="support">La pediste tú: decide otra persona</span>
              ),
          },
        ]}
      />
      {deciding && <DecideExtension extension={deciding} onClose={() => setDeciding(undefined)} />}
    </Page>
  );
}
