import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import { unset, valued } from "../inputs/inputs";
import { ChoiceField } from "./ChoiceField";
import type { EditorProps } from "./desk";

/** The flows that may be opened from this one, by name. */
export function WorkflowEditor({ input, state, onChange }: EditorProps) {
  const flows = useQuery({
    queryKey: ["/api/definitions", { pageSize: 200 }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions", { params: { query: { pageSize: 200 } }, signal })),
  });
  const options = (flows.data?.items ?? []).map(({ definitionId, name }) => ({ value: definitionId, label: name ?? definitionId }));

  return (
    <ChoiceField
      label={input.label} description={input.help ?? undefined} value={state.kind === "value" ? String(state.value) : ""}
      unset="Elige un flujo"
      options={options.filter((option, at) => options.findIndex(({ value }) => value === option.value) === at)}
      unknown={(code) => (flows.data ? `Un flujo que aquí no está (${code})` : "Cargando…")}
      onChange={(value) => onChange(value === "" ? unset : valued(value))}
    />
  );
}

/** Reviews of a whole form, as the server has them. */
const rules = [
  { value: "pmg.proposal", label: "Propuesta de objetivos PMG" },
  { value: "pmg.results", label: "Resultados de las metas PMG" },
  { value: "pmg.goals", label: "Metas de esta evaluación" },
  { value: "fechas", label: "Fechas en orden" },
  { value: "compromisos", label: "Compromisos de un informe" },
  { value: "sesiones", label: "Sesiones previstas" },
];

/** Mails that a flow may send by itself. */
const templates = [{ value: "decreto", label: "Aviso con datos" }];

/** One of a list that the palette may name; else of what ships. */
export function NamedEditor({ input, state, onChange }: EditorProps) {
  const shipped = input.editor === "rules" ? rules : templates;
  return (
    <ChoiceField
      label={input.label} description={input.help ?? undefined} options={input.choices.length > 0 ? input.choices : shipped}
      value={state.kind === "value" ? String(state.value) : ""} unknown={(code) => `Otra (${code})`}
      onChange={(value) => onChange(value === "" ? unset : valued(value))}
    />
  );
}
