import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Api } from "../../api/client";
import { activitiesOf, type Activity, type FlowDocument } from "../draft/document";
import { factsOf } from "../inputs/facts";
import { shippedFlows, shippedPalette } from "../inputs/shipped";
import type { Desk } from "./desk";
import { ExitsTab } from "./ExitsTab";
import { FieldDetails } from "./FieldDetails";
import { FieldList } from "./FieldList";
import { FlowPanel } from "./FlowPanel";
import { InputField } from "./InputField";
import { NoticesTab } from "./NoticesTab";
import { StepPanel } from "./StepPanel";

const drawn = (part: ReactNode) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>{part}</MantineProvider>
    </QueryClientProvider>,
  );
/** What is read, without its drawing. */
const wordsOf = (html: string) => html.replaceAll(/<style[^>]*>.*?<\/style>|<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const silent = () => undefined;
const ports: Api["DrawnPort"][] = [
  { name: "Submitted", label: "Entregado", isFailure: false }, { name: "Faulted", label: "Falló", isFailure: true },
];
const literal = (value: unknown) => ({ typeName: "String", expression: { type: "Literal", value } });
const object = (value: unknown) => ({ typeName: "Object", expression: { type: "Object", value } });

const ask: Activity = {
  id: "pedir", type: "Workflows.RequestDeliverable", metadata: { displayText: "Propuesta del servicio" },
  title: literal("Entregar la propuesta"),
  form: object([
    { id: "meta", label: "Meta", type: "number", required: true },
    { id: "porque", label: "Por qué", type: "text", visibleWhen: { field: "meta", answered: true } },
  ]),
  evidence: object([{ id: "acta", label: "Acta firmada", required: true, types: ["pdf"] }]),
  deadline: object({
    term: { workingDays: 10 },
    ladder: [{ level: 1, workingDaysAfter: 1 }, { level: 2, workingDaysAfter: 3, recipients: ["ministry.minister:HAC"] }],
  }),
  result: { typeName: "Object", memoryReference: { id: "v1" } },
};
const flow: FlowDocument = {
  definitionId: "f", name: "Formulación", description: "Para fijar objetivos.",
  variables: [{ id: "v1", name: "propuestaFinal" }, { id: "v2", name: "nadieLaUsa" }],
  inputs: [{ name: "year", displayName: "Año", description: "Año de implementación." }],
  root: {
    type: "Elsa.Flowchart",
    activities: [
      ask,
      { id: "revisar", type: "Workflows.Review", metadata: { displayText: "Revisión Dipres" } },
      { id: "raro", type: "Otro.Paso", url: literal("https://example.cl") },
    ],
    connections: [{ source: { activity: "pedir", port: "Submitted" }, target: { activity: "revisar", port: "In" } }],
  },
};
const desk: Desk = { document: flow, palette: shippedPalette, facts: factsOf(flow), onCommand: silent };
const panel = (step: string, more: { isReadOnly?: boolean; problems?: Api["Problem"][] } = {}) =>
  drawn(
    <StepPanel
      document={flow} step={step} palette={shippedPalette} ports={ports} problems={more.problems ?? []} isReadOnly={more.isReadOnly}
      onCommand={silent} onClose={silent} onGoTo={silent}
    />,
  );

describe("the panel of a step", () => {
  test("says its kind and its name, in the tabs that it has", () => {
    const html = panel("pedir");

    expect(html).toContain('aria-label="Propiedades de Propuesta del servicio"');
    expect(wordsOf(html)).toContain("Pedir un entregable");
    for (const tab of ["Qué", "Quién", "Plazo", "Avisos", "Salidas"]) expect(html).toMatch(new RegExp(`role="tab"[^>]*>.*?${tab}`));
    expect(wordsOf(panel("raro"))).not.toContain("Plazo");
  });

  test("shows its form, its files and what it leaves in words", () => {
    const words = wordsOf(panel("pedir"));

    expect(words).toContain("Meta Número · obligatorio");
    expect(words).toContain("Por qué Texto · a veces");
    expect(words).toContain("Acta firmada pdf · obligatorio");
    expect(words).toContain("Lo que resulta En el dato «propuesta final»");
  });

  test("names every button", () => {
    const html = panel("pedir");

    const names = ["Quitar el campo Meta", "Bajar el campo Meta", "Subir el campo Por qué", "Quitar el archivo Acta firmada"];
    for (const name of names) expect(html).toContain(`aria-label="${name}"`);
    for (const button of html.match(/<button[^>]*>.*?<\/button>/g) ?? [])
      expect(/aria-label=|aria-hidden="true"/.test(button) || /[\p{L}]{3}/u.test(wordsOf(button)), button).toBe(true);
  });

  test("says what the check found of it, and only of it", () => {
    const error = { code: "x", severity: "Error", isError: true } as const;
    const problems = [
      { ...error, activityId: "pedir", message: "No tiene quién la haga." },
      { ...error, activityId: "revisar", message: "Es de otro." },
    ];
    const words = wordsOf(panel("pedir", { problems }));

    expect(words).toContain("Impide publicar No tiene quién la haga.");
    expect(words).not.toContain("Es de otro.");
  });

  test("that may not be changed is off, and its name is a title", () => {
    const html = panel("pedir", { isReadOnly: true });

    expect(html).toMatch(/<fieldset[^>]*disabled/);
    expect(html).toMatch(/<p[^>]*>Propuesta del servicio/);
  });

  test("of another system is told in words, with its JSON behind a line", () => {
    const html = panel("raro");

    expect(wordsOf(html)).toContain("Este paso viene de otro sistema");
    expect(wordsOf(html)).toContain("url https://example.cl Aquí no se puede editar.");
    expect(html).toMatch(/<details><summary>Detalle técnico/);
  });

  test("that is gone leaves nothing", () => expect(wordsOf(panel("nadie")).trim()).toBe(""));
});

describe("ways out", () => {
  const exits = (isReadOnly: boolean) =>
    drawn(<ExitsTab step="pedir" ports={ports} desk={desk} isReadOnly={isReadOnly} onGoTo={silent} />);

  test("say where each leads, and what went wrong apart", () => {
    const html = exits(false);

    expect(html).toContain('aria-label="Entregado, sigue en"');
    expect(html).toContain('aria-label="Quitar la flecha de Entregado a Revisión Dipres"');
    expect(html.indexOf("Si algo falla")).toBeGreaterThan(html.indexOf("Entregado"));
    expect(html.indexOf("Falló")).toBeGreaterThan(html.indexOf("Si algo falla"));
  });

  test("that may not be changed are read and walked", () => {
    expect(wordsOf(exits(true))).toContain("Entregado Sigue en Revisión Dipres");
    expect(exits(true)).not.toContain("<select");
  });

  test("that a step no longer has are told", () => {
    const html = drawn(<ExitsTab step="pedir" ports={[]} desk={desk} isReadOnly={false} onGoTo={silent} />);
    expect(wordsOf(html)).toContain("Salidas que este paso ya no tiene Entregado");
  });
});

describe("an input", () => {
  const input = (name: string, editor: string): Api["PaletteStepInput"] => ({ name, label: "Dato", help: "Ayuda.", editor, choices: [] });
  const shown = (value: unknown, editor: string, name = "dato") =>
    drawn(<InputField input={input(name, editor)} activity={{ id: "pedir", type: "Workflows.Review", [name]: value }} desk={desk} />);
  const formula = (value: string, type = "JavaScript") => ({ typeName: "Object", expression: { type, value } });

  test("that puts facts into words is a text with braces", () => {
    expect(shown(formula("`Revisar ${propuestaFinal}`"), "text")).toContain('value="Revisar {propuestaFinal}"');
  });

  test("that computes something is a formula", () => {
    expect(wordsOf(shown(formula("count(x) + 1"), "text"))).toContain("Es una fórmula");
  });

  test("with a condition of comparisons is read in words, and its formula stands behind a switch", () => {
    const html = shown(formula('propuestaFinal == "tarde" && year > 3', "Condition"), "condition");

    for (const words of ["propuesta final", "es mayor que", "todas (y)", "Escribir la fórmula"]) expect(wordsOf(html)).toContain(words);
    expect(html).toContain('aria-label="Quitar la comparación 2"');
    expect(wordsOf(shown(formula("a ? b : c", "Condition"), "condition"))).toContain("Dice más que una comparación");
  });

  test("is a fact by its name, a day of the year as a sentence, or days and hours", () => {
    expect(shown(formula("year"), "expression")).toMatch(/<option[^>]*selected=""[^>]*>Año<|<option value="fact year" selected="">Año</);
    expect(wordsOf(shown(object({ on: "10-31", yearOffset: -1 }), "expression", "until"))).toContain("del año anterior");
    expect(wordsOf(shown(literal("10.02:00:00"), "timeSpan"))).toContain("Son 10 días corridos, 2 horas.");
  });

  test("that nobody here understands is told and kept", () => {
    expect(wordsOf(shown(literal("quizás"), "yesNo"))).toContain("Dato quizás Aquí no se puede editar. Se conserva tal como llegó.");
  });
});

describe("notices", () => {
  const notices = (activity: Activity) =>
    wordsOf(
      drawn(
        <NoticesTab activity={activity} kind={shippedPalette.steps.find(({ type }) => type === activity.type)} desk={desk}>
          {null}
        </NoticesTab>,
      ),
    );

  test("climb level by level, each to somebody", () => {
    const words = notices(ask);
    for (const said of ["A quién, primer aviso de atraso", "A quién, segundo aviso de atraso", "Agregar el tercer aviso de atraso", "Ministro/a (HAC)"]) expect(words).toContain(said);
  });

  test("of a step without a deadline say why there are none", () => {
    expect(notices({ id: "x", type: "Workflows.Review" })).toContain("Sin plazo nada se atrasa");
  });
});

test("the columns of a table are fields too, but for tables", () => {
  const column = { id: "c", label: "Indicador", type: "text" };
  const table = { id: "t", label: "Metas", type: "table", columns: [column, { ...column, id: "d" }] };
  const shown = (part: ReactNode) => wordsOf(drawn(part));

  expect(shown(<FieldList legend="Formulario" fields={[table]} types={shippedPalette.fields} onChange={silent} />))
    .toContain("Metas Tabla, 2 columnas");
  expect(drawn(<FieldList legend="Columnas" fields={[column]} types={shippedPalette.fields} areColumns onChange={silent} />))
    .toContain('aria-label="Quitar la columna Indicador"');
  expect(shown(<FieldDetails field={column} types={shippedPalette.fields} before={[table]} onChange={silent} />)).toContain("Se pregunta");
});

test("the flow itself says what it is for, how it begins and where its facts are used", () => {
  const html = drawn(<FlowPanel document={flow} palette={shippedPalette} onCommand={silent} onGoTo={silent} />);

  expect(html).toContain('value="Formulación"');
  for (const words of ["Para fijar objetivos.", "Año Año de implementación.", "propuesta final En un paso", "nadie la usa No se usa."])
    expect(wordsOf(html)).toContain(words);
});

const shippedSteps = shippedFlows.flatMap((document) => activitiesOf(document).map((activity) => ({ document, activity })));
const oneOfEachKind = [...new Map(shippedSteps.map((one) => [one.activity.type, one])).entries()];

test.each(oneOfEachKind)("a step of what ships can be looked at, and says no word of the engine: %s", (_, { document, activity }) => {
  const html = drawn(
    <StepPanel
      document={document} step={activity.id} palette={shippedPalette} ports={[]} problems={[]} onCommand={silent} onClose={silent} onGoTo={silent}
    />,
  );
  expect(wordsOf(html)).not.toMatch(/typeName|memoryReference|JavaScript|Literal|Elsa\.|Workflows\./);
});
