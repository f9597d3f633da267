import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { EmptyState } from "../ui/EmptyState";
import { committeesQuery } from "./committees";

/** Committees and councils; each has its page with its seats. */
export function CommitteeList() {
  const committees = useQuery(committeesQuery);

  return (
    <Answer query={committees}>
      {(list) =>
        list.length === 0 ? (
          <EmptyState title="No hay comités registrados">Quien administra los importa desde una planilla.</EmptyState>
        ) : (
          <DataTable
            caption="Comités y consejos" rows={list} keyOf={(committee) => committee.code} minWidth="30rem"
            columns={[
              {
                key: "name", head: "Comité", names: true,
                cell: (committee) => (
                  <Anchor component={Link} to={`/organizacion/comites/${committee.code}/asientos`}>
                    {committee.name}
                  </Anchor>
                ),
              },
              { key: "norm", head: "Norma", cell: (committee) => committee.norm || "—" },
            ]}
          />
        )
      }
    </Answer>
  );
}
