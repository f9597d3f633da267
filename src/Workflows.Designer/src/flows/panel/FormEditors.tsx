import { Checkbox, TagsInput } from "@mantine/core";
import { rowsOf, withMember, type Row } from "../inputs/fields";
import { unset, valued } from "../inputs/inputs";
import type { EditorProps } from "./desk";
import { FieldList } from "./FieldList";
import { RowList } from "./RowList";
import { TextField } from "./TextField";

/** The form of a task. */
export function FormEditor({ input, state, desk, onChange }: EditorProps) {
  return (
    <FieldList
      legend={input.label} help={input.help} fields={state.kind === "value" ? rowsOf(state.value) : []} types={desk.palette.fields}
      onChange={(fields) => onChange(fields.length > 0 ? valued(fields) : unset)}
    />
  );
}

const usualTypes = ["pdf", "docx", "xlsx", "pptx", "jpg", "png", "zip"];

/** The files that a task asks for. */
export function EvidenceEditor({ input, state, onChange }: EditorProps) {
  return (
    <RowList
      legend={input.label} help={input.help} word="el archivo" rows={state.kind === "value" ? rowsOf(state.value) : []}
      first={{ required: true, types: ["pdf"] }} onChange={(rows) => onChange(rows.length > 0 ? valued(rows) : unset)}
      summary={(row) => [typesOf(row).join(", ") || "cualquier tipo", row.required === true && "obligatorio"].filter(Boolean).join(" · ")}
    >
      {(row, _, set) => (
        <>
          <TextField label="Lo que se pide" value={String(row.label ?? "")} onChange={(label) => set({ ...row, label })} />
          <Checkbox
            label="Es obligatorio" checked={row.required === true}
            onChange={(event) => set({ ...row, required: event.currentTarget.checked })}
          />
          <Checkbox
            label="Es un oficio o una resolución" description="Viene con su número y su fecha." checked={row.official === true}
            onChange={(event) => set(withMember(row, "official", event.currentTarget.checked || undefined))}
          />
          <TagsInput
            label="Tipos de archivo" description="Sin ninguno, sirve cualquiera." data={usualTypes} value={typesOf(row)}
            comboboxProps={{ withinPortal: false }}
            onChange={(types) => set({ ...row, types: types.map((type) => type.replace(/^\./, "").toLowerCase()) })}
          />
        </>
      )}
    </RowList>
  );
}

const typesOf = (row: Row): string[] => (Array.isArray(row.types) ? row.types.map(String) : []);
