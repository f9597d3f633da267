import { Anchor, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Answer } from "../ui/Answer";
import { committeesQuery } from "./committees";

/** Committees and councils; each has its page with its seats. */
export function CommitteeList() {
  const committees = useQuery(committeesQuery);

  return (
    <Answer query={committees}>
      {(list) =>
        list.length === 0 ? (
          <Text>Sin comités registrados. Quien administra los importa desde una planilla.</Text>
        ) : (
          <List>
            {list.map((committee) => (
              <List.Item key={committee.code}>
                <Anchor underline="always" component={Link} to={`/organizacion/comites/${committee.code}/asientos`}>
                  {committee.name}
                </Anchor>
                {committee.norm && ` (${committee.norm})`}
              </List.Item>
            ))}
          </List>
        )
      }
    </Answer>
  );
}
