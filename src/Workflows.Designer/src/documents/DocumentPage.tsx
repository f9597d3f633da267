import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { DataTable, type Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import "./document.css";

type View = Api["DocumentView"];
type Part = Api["DocumentPart"];

/** A document as its readers get it: to read, to print, or to take away as a file of Word. */
export function DocumentPage() {
  const { id = "" } = useParams();
  const document = useQuery({
    queryKey: ["/api/documents", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/documents/{id}", { params: { path: { id } }, signal })),
  });

  return <Answer query={document} heading="Documento">{(view) => <Document view={view} />}</Answer>;
}

function Document({ view }: { view: View }) {
  const { line } = view;
  return (
    <Page
      title={line.title}
      actions={
        <Group gap="xs" className="document__actions">
          <Button onClick={() => window.print()}>Imprimir</Button>
          <Button variant="default" component="a" href={`/api/documents/${encodeURIComponent(line.id)}/word`} download>
            Descargar Word
          </Button>
        </Group>
      }
    >
      <article className="document">
        <p className="document__of">
          {line.kind} del {longDay(line.date)}. Proceso: {view.instanceId ? <Link to={`/procesos/${encodeURIComponent(view.instanceId)}`}>{view.process}</Link> : view.process}.
        </p>
        {view.parts.map((part, i) => (
          <PartOf key={i} part={part} heading={headingBefore(view.parts, i)} />
        ))}
        <p className="document__hash">
          Código del documento (SHA-256): <code>{line.hash}</code>
        </p>
      </article>
    </Page>
  );
}

/** A table is named by the heading it stands under. */
const headingBefore = (parts: readonly Part[], place: number) =>
  parts
    .slice(0, place)
    .findLast((part) => part.heading)
    ?.heading ?? "Tabla";

function PartOf({ part, heading }: { part: Part; heading: string }) {
  if (part.heading) return <h2>{part.heading}</h2>;
  if (part.paragraphs) {
    return (
      <>
        {part.paragraphs.map((text, i) => (
          <p key={i}>{text}</p>
        ))}
      </>
    );
  }
  if (part.facts) {
    return (
      <dl className="facts">
        {part.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const columns = part.columns ?? [];
  return (
    <DataTable
      caption={heading} minWidth="40rem" rows={(part.rows ?? []).map((cells, i) => ({ key: String(i), cells }))} keyOf={(row) => row.key}
      columns={columns.map((column, place): Column<{ key: string; cells: string[] }> => ({
        key: String(place), head: column.label, align: column.isNumber ? "right" : undefined, cell: (row) => row.cells[place],
      }))}
    />
  );
}
