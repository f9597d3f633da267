import { Anchor, List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Answer } from "../ui/Answer";
import { regionsQuery } from "./regions";

/** Regions, from north to south; each has a page with its posts and their order of substitution. */
export function RegionList() {
  const regions = useQuery(regionsQuery);

  return (
    <Answer query={regions}>
      {(list) => (
        <List>
          {list.map((region) => (
            <List.Item key={region.code}>
              <Anchor underline="always" component={Link} to={`/organizacion/lugares/${region.code}/cargos`}>
                {region.name}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
    </Answer>
  );
}
