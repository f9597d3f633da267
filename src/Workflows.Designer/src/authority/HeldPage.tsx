import { Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { WideTable } from "../ui/WideTable";
import { InstitutionField } from "./InstitutionField";
import { HeldNotice } from "./HeldNotice";
import "./authority.css";

/** «Avisos retenidos»: what will leave by itself unless a coordinator corrects or suspends it. */
export function HeldPage() {
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<string | null>(null);
  const [institution, setInstitution] = useState("");
  const held = useQuery({
    queryKey: ["/api/held-notices", { page, institution }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/held-notices", { params: { query: { page, ...(institution && { institution }) } }, signal })),
    refetchInterval: 60_000,
  });

  return (
    <Page title="Avisos retenidos">
      <Text mb="md">Desde el nivel 3, un aviso espera cuatro horas hábiles. Después sale sin que nadie haga nada.</Text>
      <InstitutionField
        value={institution}
        onChange={(code) => {
          setInstitution(code);
          setPage(1);
        }}
      />
      <Answer query={held}>
        {(list) => list.total === 0 ? (
          <EmptyState title="Ningún aviso espera">Los de autoridades llegan aquí antes de salir.</EmptyState>
        ) : (
          <>
            <WideTable caption="Avisos que esperan, por hora de salida" minWidth="36rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">A quién</Table.Th>
                  <Table.Th scope="col">Institución</Table.Th>
                  <Table.Th scope="col">Sale solo</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((notice) => (
                  <Table.Tr key={notice.id}>
                    <Table.Td>
                      {notice.to.join(", ")}
                      <Text size="sm">Nivel {notice.level}</Text>
                      <Button mt={4} size="compact-md" variant="default" aria-expanded={open === notice.id} onClick={() => setOpen(notice.id)}>
                        Revisar
                      </Button>
                    </Table.Td>
                    <Table.Td>
                      {notice.institutionName}
                      {notice.isCorrected && " (corregido)"}
                    </Table.Td>
                    <Table.Td>{longDateTime(notice.leavesAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
      {open && <HeldNotice key={open} id={open} onDone={() => setOpen(null)} />}
    </Page>
  );
}
