import { Button, Checkbox, FileInput, List, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Callout } from "../ui/Callout";
import { CommandForm } from "../ui/CommandForm";
import { DataTable } from "../ui/DataTable";
import { JobProgress } from "../ui/JobProgress";
import { Page } from "../ui/Page";
import { columnsOf, lists, sheetType, summaryOf, templateOf } from "./imports";

type Asked = { list: string; file: File; invite: boolean; preview: boolean; size: number; at: number };

/** A list of the organisation from a spreadsheet: first what would change or is wrong, row by row; then, with a button, the change. */
export function ImportPage() {
  const [list, setList] = useState("people");
  const [file, setFile] = useState<File | null>(null);
  const [invite, setInvite] = useState(true);
  const run = useCommand(
    ({ list, file, invite, preview }: Asked, header) =>
      answerOf(
        api.POST("/api/organisation/import/{list}", {
          params: { path: { list }, query: { preview, invite: invite && list === "people" }, header },
          body: file as unknown as string,
          // The bytes go as they are: the server knows Latin-1 from UTF-8.
          bodySerializer: (body) => body as unknown as BodyInit,
          headers: { "Content-Type": sheetType(file.name) },
        }),
      ),
    { changes: "organisation" },
  );
  const preview = run.data && "isPreview" in run.data ? run.data : null;
  const job = run.data && "state" in run.data ? run.data : null;
  const start = () => run.reset();

  return (
    <Page title="Importar una lista" facts={["Primero ves qué cambiaría; nada cambia hasta que lo confirmas"]}>
      <div className="split split--even">
        <section className="card" aria-labelledby="archivo">
          <h2 id="archivo">El archivo</h2>
          <CommandForm
            command={run} submit={preview ? "Importar" : "Revisar sin cambiar nada"} blockedBy={file ? undefined : "Elige el archivo."}
            onSubmit={() => file && run.mutate({ list, file, invite, preview: !preview, size: file.size, at: file.lastModified })}
          >
            {() => (
              <>
                <NativeSelect
                  label="Qué contiene" value={list} data={lists}
                  onChange={(event) => {
                    setList(event.currentTarget.value);
                    start();
                  }}
                />
                <FileInput
                  label="Archivo CSV o Excel" description="Con comas o punto y coma; de una planilla se lee la primera hoja." required accept=".csv,.xlsx" placeholder="Elige un archivo"
                  value={file} clearable clearButtonProps={{ "aria-label": "Quitar el archivo" }}
                  onChange={(chosen) => {
                    setFile(chosen);
                    start();
                  }}
                />
                {list === "people" && (
                  <Checkbox
                    label="Invitar por correo a quienes todavía no eligen su clave" checked={invite}
                    onChange={(event) => {
                      setInvite(event.currentTarget.checked);
                      start();
                    }}
                  />
                )}
                {preview && (
                  <Callout role="status" tone="unknown" title="Vista previa: todavía no cambió nada">
                    {summaryOf(preview)}
                    <Examples codes={preview.examples} />
                  </Callout>
                )}
                {job && <JobProgress id={job.id}>{(done) => done.state === "Done" && <Examples codes={(done.result as Api["ImportOrganisationResponse"]).examples} />}</JobProgress>}
              </>
            )}
          </CommandForm>
        </section>
        <section className="card" aria-labelledby="columnas">
          <div className="card__head">
            <h2 id="columnas">Qué columnas lleva</h2>
            <Button component="a" href={templateOf(list)} download variant="default" size="compact-md">
              Descargar plantilla
            </Button>
          </div>
          <DataTable
            caption="Columnas del archivo" minWidth="20rem" rows={columnsOf(list)} keyOf={(column) => column.name}
            columns={[
              { key: "name", head: "Columna", names: true, cell: (column) => <span className="one-line">{column.name}</span> },
              {
                key: "what", head: "Qué se escribe",
                cell: (column) => (
                  <>
                    {column.what}
                    {column.isOptional && <span className="support"> (opcional)</span>}
                  </>
                ),
              },
            ]}
          />
        </section>
      </div>
    </Page>
  );
}

/** Some of the codes that change, to look at. */
function Examples({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <List size="sm" mt="xs">
      {codes.map((code) => (
        <List.Item key={code}>{code}</List.Item>
      ))}
    </List>
  );
}
