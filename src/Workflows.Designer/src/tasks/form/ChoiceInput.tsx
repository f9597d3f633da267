import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useChoices } from "./choosing";
import { chosenOf, typeOf, type Field } from "./content";

type Props = { field: Field; answer: unknown; place: string; error?: string; description?: string; onChange: (answer: unknown) => void };

const words = {
  person: { hint: "Escribe parte del nombre o del cargo", none: "Nadie con ese nombre entre quienes puedes elegir" },
  post: { hint: "Escribe parte del cargo", none: "Ningún cargo se llama así entre los que puedes elegir" },
  institution: { hint: "Escribe parte del nombre o del código", none: "Ninguna institución se llama así entre las que puedes elegir" },
  place: { hint: "Escribe parte del nombre o del código", none: "Ningún lugar se llama así entre los que puedes elegir" },
  commitment: { hint: "Escribe parte del nombre o del código", none: "Ningún compromiso se llama así entre los que puedes elegir" },
};

const longName = 30;

/** Somebody, a post or a place of the organisation, found by typing. What is kept is its id and the name it has now. */
export function ChoiceInput({ field, answer, place, error, description, onChange }: Props) {
  const { setText, choices, total, problem } = useChoices(place);
  const chosen = chosenOf(answer);
  // What is written in the box; whoever goes away without choosing leaves what was chosen before.
  const [typed, setTyped] = useState(chosen?.name ?? "");
  const { hint, none } = words[typeOf(field) as keyof typeof words];
  const options = choices.map(({ id, name, detail }) => ({ value: id, label: name, detail }));
  const data = chosen && !options.some((option) => option.value === chosen.id) ? [{ value: chosen.id, label: chosen.name, detail: "Elegido" }, ...options] : options;
  const more = typed !== chosen?.name && total > choices.length ? `Hay ${total}: se muestran ${choices.length}. Escribe más para acotar.` : "";

  return (
    <Select
      id={place}
      label={field.label}
      withAsterisk={field.required}
      className="form__choice"
      description={
        <>
          {[description, more].filter(Boolean).join(" ")}
          {/* A narrow box cuts a long name: there it is said whole above it. */}
          {chosen && chosen.name.length > longName && <span className="form__whole"> Elegiste: {chosen.name}.</span>}
        </>
      }
      error={error ?? (problem ? "No se pudo buscar. Vuelve a escribir." : undefined)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `Quitar lo elegido: ${field.label}` }}
      comboboxProps={{ withinPortal: false }}
      placeholder={hint}
      nothingFoundMessage={none}
      data={data}
      value={chosen?.id ?? null}
      searchValue={typed}
      filter={({ options }) => options}
      onSearchChange={(text) => {
        setTyped(text);
        setText(text === chosen?.name ? "" : text);
      }}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text>{option.label}</Text>
          <Text size="sm">{(option as (typeof data)[number]).detail}</Text>
        </Stack>
      )}
      onChange={(id, option) => onChange(id && option ? { id, name: option.label } : undefined)}
    />
  );
}
