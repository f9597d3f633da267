import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { StateText } from "../ui/StateText";
import { WideTable } from "../ui/WideTable";

/** What is asked of the person, soonest first. */
export function InboxPage() {
  const [page, setPage] = useState(1);
  const tasks = useQuery({
    queryKey: ["/api/tasks", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Mis tareas">
      <Answer query={tasks}>
        {(list) => (
          <>
            <WideTable caption="Lo que se te pide, por fecha de vencimiento">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Tarea</Table.Th>
                  <Table.Th scope="col">Institución</Table.Th>
                  <Table.Th scope="col">Vence</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((task) => (
                  <Table.Tr key={task.id}>
                    <Table.Td>{task.title}</Table.Td>
                    <Table.Td>{task.institutionName}</Table.Td>
                    <Table.Td>
                      <StateText tone={task.isOverdue ? "bad" : "neutral"}>
                        {task.isOverdue && "Vencida: "}
                        {task.dueAt ? longDateTime(task.dueAt) : "Sin plazo"}
                      </StateText>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
    </Page>
  );
}
