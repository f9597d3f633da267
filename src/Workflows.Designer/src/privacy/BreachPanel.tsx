import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDateTime, shortDateTime } from "../ui/dates";
import { Downloads } from "../ui/Downloads";
import { EmptyState } from "../ui/EmptyState";

const fields = [
  { name: "reader", label: "Código de quien leyó", description: "La persona cuya cuenta se usó." },
  { name: "session", label: "Sesión o clave", description: "Una sola sesión, como la muestran las lecturas." },
  { name: "network", label: "Dirección de red", description: undefined },
  { name: "institution", label: "Institución de las personas afectadas", description: "Su código." },
] as const;

type Asked = Record<string, string>;

/** Whom some readings reached, with which data and since when: to report a breach to the agency and to the people. */
export function BreachPanel() {
  const [typed, setTyped] = useState<Asked>({});
  const [asked, setAsked] = useState<Asked>();

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== "")));
  }

  const input = (name: string) => ({ value: typed[name] ?? "", onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value }) });
  return (
    <Stack gap="xl">
      <Text>
        El informe se saca de la auditoría de lecturas: nombra a todas las personas que esas lecturas pudieron mostrar. Puede nombrar de más, nunca de menos. Las
        lecturas están en Organización, «Lecturas de datos personales».
      </Text>
      <form className="filters" onSubmit={submit}>
        {fields.map(({ name, label, description }) => (
          <TextInput key={name} label={label} description={description} {...input(name)} />
        ))}
        <TextInput label="Desde" type="date" {...input("from")} />
        <TextInput label="Hasta" type="date" {...input("to")} />
        <Button type="submit">Sacar el informe</Button>
      </form>
      {asked && <Report asked={asked} />}
    </Stack>
  );
}

function Report({ asked }: { asked: Asked }) {
  const report = useQuery({
    queryKey: ["/api/privacy/breach", asked],
    queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/breach", { params: { query: asked }, signal })),
  });

  return (
    <Answer query={report}>
      {(found) =>
        found.readings === 0 ? (
          <EmptyState title="Ninguna lectura cumple con eso" />
        ) : (
          <Stack>
            <Text role="status">
              {found.readings} lecturas, desde el {longDateTime(found.first!)} hasta el {longDateTime(found.last!)}, alcanzaron a {found.people.length} personas.
              {found.isCut && " Hay más lecturas de las que caben en un informe: acorta el período."}
            </Text>
            <Text>
              Quién leyó: {found.readers.map((reader) => `${reader.name} (${reader.times})`).join(", ")}. Desde: {found.networks.join(", ")}. Datos:{" "}
              {found.data.join(", ")}.
            </Text>
            <Downloads path="/api/privacy/breach/export" filters={asked} />
            <DataTable
              caption="Personas afectadas" minWidth="52rem" rows={found.people} keyOf={(person) => person.personId}
              columns={[
                {
                  key: "who", head: "Persona", names: true,
                  cell: (person) => (
                    <div style={{ overflowWrap: "anywhere" }}>
                      {person.name}
                      <div className="support">{person.email || "Sin correo"}</div>
                      <div className="support">{person.places.join(", ")}</div>
                    </div>
                  ),
                },
                { key: "data", head: "Datos", cell: (person) => person.data.join(", ") },
                { key: "from", head: "Desde", cell: (person) => <span className="one-line">{shortDateTime(person.first)}</span> },
                { key: "to", head: "Hasta", cell: (person) => <span className="one-line">{shortDateTime(person.last)}</span> },
                { key: "how", head: "Cómo", cell: (person) => `${person.byName ? "Leída por sí sola" : "En una lista"}, ${person.times} ${person.times === 1 ? "vez" : "veces"}` },
              ]}
            />
          </Stack>
        )
      }
    </Answer>
  );
}
