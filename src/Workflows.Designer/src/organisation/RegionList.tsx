import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { regionsQuery } from "./regions";

/** Regions, from north to south; each has a page with its posts and their order of substitution. */
export function RegionList() {
  const regions = useQuery(regionsQuery);

  return (
    <Answer query={regions}>
      {(list) => (
        <DataTable
          caption="Regiones, de norte a sur" rows={list} keyOf={(region) => region.code} minWidth="20rem"
          columns={[
            {
              key: "name", head: "Región", names: true,
              cell: (region) => (
                <Anchor component={Link} to={`/organizacion/lugares/${region.code}/cargos`}>
                  {region.name}
                </Anchor>
              ),
            },
            { key: "code", head: "Código", cell: (region) => region.code },
          ]}
        />
      )}
    </Answer>
  );
}
