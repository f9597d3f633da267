import { List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { Downloads } from "../ui/Downloads";

/** The record of processing activities, as the model of the data and the routes of the server have it at this moment. */
export function RecordPanel() {
  const record = useQuery({ queryKey: ["/api/privacy/record"], queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/record", { signal })) });

  return (
    <Answer query={record}>
      {(found) => (
        <Stack gap="xl">
          <Stack gap="xs">
            <Text>
              Responsable: {found.controller || "por confirmar"}. Contacto: {found.contact || "por confirmar"}. Hecho el{" "}
              {longDateTime(found.at)}.
            </Text>
            <Text>
              Las solicitudes se responden en {found.answerDays} días corridos, prorrogables una vez por {found.extensionDays} (por confirmar: Ley 21.719).
            </Text>
            <Downloads path="/api/privacy/record/export" filters={{}} />
          </Stack>
          {found.treatments.map((treatment, i) => (
            <section key={treatment.name} className="section" aria-labelledby={`tratamiento-${i}`}>
              <h2 id={`tratamiento-${i}`}>{treatment.name}</h2>
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
            <DataTable
              caption="Lo que muestra datos de personas, y a qué cargos. Cada lectura queda en la auditoría" minWidth="32rem" rows={found.readers} keyOf={(reader) => reader.what}
              columns={[
                { key: "what", head: "Qué se lee", names: true, cell: (reader) => reader.what },
                { key: "roles", head: "Quién puede", cell: (reader) => reader.roles.join(", ") },
              ]}
            />
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
