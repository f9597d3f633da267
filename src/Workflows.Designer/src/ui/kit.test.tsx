import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { describe, expect, test } from "vitest";
import { ApiProblem } from "../api/problem";
import { Meter, sentenceOf, StackedBar, StepDots, Tiles } from "./Bars";
import { Callout } from "./Callout";
import { Choices } from "./Choices";
import { CommandForm } from "./CommandForm";
import { CrumbsContext } from "./crumbs";
import { DataTable, nextSort } from "./DataTable";
import { DeadlineCard } from "./DeadlineCard";
import { EmptyState } from "./EmptyState";
import { MoreMenu } from "./MoreMenu";
import { Page } from "./Page";
import { PageTabs } from "./PageTabs";
import { initialsOf, People } from "./People";
import { StatusTag, type Tone } from "./StatusTag";
import { Timeline } from "./Timeline";

const drawn = (part: ReactNode) => renderToStaticMarkup(<MantineProvider>{part}</MantineProvider>);
const tones: Tone[] = ["onTime", "soon", "today", "late", "extended", "stopped", "done", "returned", "unknown"];

describe("a state", () => {
  test("has words beside its shape, and each of the nine a shape of its own", () => {
    const shapes = tones.map((tone) => /<svg[^>]*>(.*)<\/svg>/.exec(drawn(<StatusTag tone={tone}>En palabras</StatusTag>))![1]);

    expect(new Set(shapes).size).toBe(9);
    for (const tone of tones) expect(drawn(<StatusTag tone={tone}>En palabras</StatusTag>)).toContain("En palabras");
  });

  test("hides its shape from those who do not see it: the words say it", () => {
    expect(drawn(<StatusTag tone="late">Atrasado</StatusTag>)).toMatch(/<svg[^>]*aria-hidden="true"/);
  });
});

describe("a form that asks the server", () => {
  const problem = new ApiProblem(422, "Hay datos que corregir", "Corrige.", { name: ["Ese nombre ya existe."], seats: ["Faltan asientos."] });
  const form = (error: ApiProblem | null, blockedBy?: string) =>
    drawn(
      <CommandForm command={{ isPending: false, error }} submit="Guardar" blockedBy={blockedBy} onSubmit={() => undefined}>
        {(errorOf) => <p>Nombre: {errorOf("name")}</p>}
      </CommandForm>,
    );

  test("says beside a field what was refused of it, once", () => {
    expect(form(problem).split("Ese nombre ya existe.")).toHaveLength(2);
    expect(form(problem)).toContain("Nombre: Ese nombre ya existe.");
  });

  test("says above the button what no field claims", () => {
    expect(form(problem)).toContain("Faltan asientos.");
  });

  test("says why it cannot be sent yet", () => {
    expect(form(null, "Escribe el motivo.")).toContain("Escribe el motivo.");
    expect(form(null, "Escribe el motivo.")).toMatch(/<button[^>]*disabled/);
    expect(form(null)).not.toMatch(/<button[^>]*disabled/);
  });
});

describe("a list", () => {
  const table = (sort?: string) =>
    drawn(
      <DataTable
        caption="Instituciones" rows={["Servicio A"]} keyOf={(row) => row} sort={sort} onSort={() => undefined}
        columns={[{ key: "n", head: "Institución", names: true, sort: "name", cell: (row) => row }, { key: "s", head: "Estado", cell: () => "En plazo" }]}
        choosing={{ isChosen: () => true, label: (row) => `Elegir ${row}`, onChoose: () => undefined }}
      />,
    );

  test("names its rows and says which are chosen", () => {
    expect(table()).toMatch(/<th[^>]*scope="row"[^>]*>Servicio A/);
    expect(table()).toContain('aria-label="Elegir Servicio A"');
  });

  test("says by which column it is ordered, and only a column that can be ordered by is a button", () => {
    expect(table("-name")).toMatch(/aria-sort="descending"/);
    expect(table()).not.toContain("aria-sort");
    expect(table().match(/sort-button/g)).toHaveLength(1);
  });

  test("turns around on the second click", () => {
    expect([nextSort(undefined, "name"), nextSort("name", "name"), nextSort("-name", "name"), nextSort("due", "name")]).toEqual(["name", "-name", "name", "name"]);
  });

  test("that is empty says what that means and what to do", () => {
    const empty = drawn(<EmptyState title="No tienes tareas" action={<a href="/mi-calendario">Ver mi calendario</a>}>Llegan aquí.</EmptyState>);
    for (const words of ["No tienes tareas", "Llegan aquí.", "Ver mi calendario"]) expect(empty).toContain(words);
  });
});

describe("a drawing of numbers", () => {
  const parts = [{ key: "a", label: "Propuesta", count: 6 }, { key: "b", label: "Revisión", count: 0 }, { key: "c", label: "Decreto", count: 12 }];

  test("says the same in words", () => {
    expect(sentenceOf(parts)).toBe("6 propuesta, 12 decreto");
    expect(drawn(<StackedBar label="Por paso" parts={parts} />)).toContain('aria-label="Por paso: 6 propuesta, 12 decreto"');
  });

  test("keeps in its legend what has no place in the bar", () => {
    expect(drawn(<StackedBar label="Por paso" parts={parts} />)).toContain("Revisión");
  });

  test("of nothing says so", () => {
    expect(drawn(<StackedBar label="Por paso" parts={[]} />)).toContain("Por paso: nada");
  });

  test("never fills more than the whole", () => {
    expect(drawn(<Meter label="Suma" value={105} of={100} />)).toMatch(/width:\s?100%/);
    expect(drawn(<Meter label="Suma" value={5} of={0} />)).toMatch(/width:\s?0%/);
  });

  test("tells what nobody informed as «sin dato», never as zero", () => {
    expect(drawn(<Tiles label="Avance" tiles={[{ key: "11", name: "Aysén", value: null }]} />)).toContain("Sin dato");
  });

  test("of steps says where one is", () => {
    expect(drawn(<StepDots names={["a", "b", "c"]} at={1} />)).toContain('aria-label="Paso 2 de 3"');
  });
});

describe("words of a page", () => {
  const page = (crumbs: { label: string; to?: string }[]) =>
    drawn(
      <MemoryRouter>
        <CrumbsContext value={crumbs}>
          <Page title="Formulación PMG" facts={["159 instituciones", false, null]}>
            x
          </Page>
        </CrumbsContext>
      </MemoryRouter>,
    );

  test("one h1, the facts that there are, and the way here", () => {
    const html = page([{ label: "Seguimiento" }, { label: "Etapas", to: "/etapas" }]);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain("159 instituciones");
    expect(html).toMatch(/href="\/etapas"[^>]*>Etapas/);
    expect(html).toContain('aria-current="page"');
  });

  test("a page that the menu leads to has no way to tell", () => {
    expect(page([])).not.toContain("Estás en");
  });

  test("a callout interrupts only where it is asked to", () => {
    expect(drawn(<Callout tone="late" title="Falló" />)).not.toContain("role=");
    expect(drawn(<Callout tone="late" role="alert" title="Falló" />)).toContain('role="alert"');
  });

  test("a deadline is said by the clock of Santiago", () => {
    expect(drawn(<DeadlineCard state="En plazo" verb="Vence el" dueAt="2026-12-16T02:59:59Z" />)).toContain("martes 15/12/2026 a las 23:59 horas");
  });

  test("moments keep their order", () => {
    const html = drawn(<Timeline label="Historia" moments={[{ key: "2", title: "Después" }, { key: "1", title: "Antes" }]} />);
    expect(html.indexOf("Después")).toBeLessThan(html.indexOf("Antes"));
  });

  test("people have letters, which nobody hears", () => {
    expect(initialsOf("Encargado/a PMG · Agencia de la Inversión")).toBe("EI");
    expect(initialsOf("🙂")).toBe("");
    expect(drawn(<People label="Quién interviene" people={[{ key: "1", name: "Jefatura de Servicio", post: "Titular" }]} />)).toMatch(/aria-hidden="true">JS/);
  });
});

describe("what is done seldom", () => {
  test("stands behind one button that names whose it is", () => {
    const html = drawn(<MoreMenu label="Más sobre Servicio A" acts={[{ label: "Terminar", onChoose: () => undefined }, false]} />);
    expect(html).toContain('aria-label="Más sobre Servicio A"');
    expect(html.match(/<button/g)).toHaveLength(1);
  });

  test("leaves no button behind when nothing can be done", () => {
    expect(drawn(<MoreMenu label="Más" acts={[false, null]} />)).not.toContain("<button");
  });
});

test("a few ways to go on are one group, of which one is chosen", () => {
  const html = drawn(<Choices label="¿Qué decide?" value="b" onChoose={() => undefined} choices={[{ value: "a", label: "Instruir" }, { value: "b", label: "Reasignar" }]} />);
  expect(html).toMatch(/<legend>¿Qué decide\?<\/legend>/);
  expect(html.match(/checked=""/g)).toHaveLength(1);
});

test("of a page's parts the one in the address is open, and the first where it names none that exists", () => {
  const tabs = [{ value: "a", label: "Personas", draw: () => "Lista de personas" }, { value: "b", label: "Comités", draw: () => "Lista de comités" }];
  const at = (address: string) => drawn(<MemoryRouter initialEntries={[address]}><PageTabs tabs={tabs} /></MemoryRouter>);

  expect(at("/?ver=b")).toContain("Lista de comités");
  for (const address of ["/", "/?ver=ya-no-existe"]) expect(at(address)).toContain("Lista de personas");
});
