import { List, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Downloads } from "../ui/Downloads";
import { WideTable } from "../ui/WideTable";

/** The record of processing activities, as the model of the data and the routes of the server have it at this moment. */
export function RecordPanel() {
  const record = useQuery({ queryKey: ["/api/privacy/record"], queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/record", { signal })) });

  return (
    <Answer query={record}>
      {(found) => (
        <Stack gap="xl">
          <Stack gap="xs">
            <Text>
              Responsable: {found.controller || "por confirmar (Privacy:Controller)"}. Contacto: {found.contact || "por confirmar (Privacy:Contact)"}. Hecho el{" "}
              {longDateTime(found.at)}.
            </Text>
            <Text>
              Las solicitudes se responden en {found.answerDays} días corridos, prorrogables una vez por {found.extensionDays} (por confirmar: Ley 21.719).
            </Text>
            <Downloads path="/api/privacy/record/export" filters={{}} />
          </Stack>
          {found.treatments.map((treatment, i) => (
            <section key={treatment.name} aria-labelledby={`tratamiento-${i}`}>
              <Title order={2} size="h3" id={`tratamiento-${i}`} mb="sm">
                {treatment.name}
              </Title>
              <dl className="facts">
                <Fact name="Para qué">{treatment.purpose}</Fact>
                <Fact name="De quién">{treatment.whose}</Fact>
                <Fact name="Base de licitud">{treatment.ground}</Fact>
                <Fact name="A quién se comunica">{treatment.recipients}</Fact>
                <Fact name="Cuánto se guarda">{treatment.kept.join(" ")}</Fact>
                <Fact name="Qué datos">{treatment.data.join(", ")}</Fact>
              </dl>
              <details>
                <summary>Dónde están ({treatment.columns.length} columnas)</summary>
                <List size="sm">
                  {treatment.columns.map((column) => (
                    <List.Item key={`${column.table}.${column.column}`}>
                      <code>
                        {column.table}.{column.column}
                      </code>
                      : {column.data}
                    </List.Item>
                  ))}
                </List>
              </details>
            </section>
          ))}
          <section className="section" aria-labelledby="quien-lee">
            <h2 id="quien-lee">Quién lee</h2>
            <WideTable caption="Lo que muestra datos de personas, y a qué cargos. Cada lectura queda en la auditoría">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Qué se lee</Table.Th>
                  <Table.Th scope="col">Quién puede</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.readers.map((reader) => (
                  <Table.Tr key={reader.what}>
                    <Table.Th scope="row" fw={400}>
                      {reader.what}
                    </Table.Th>
                    <Table.Td>{reader.roles.join(", ")}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          </section>
        </Stack>
      )}
    </Answer>
  );
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
