import { Button, Checkbox, Code, FileInput, List, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Callout } from "../ui/Callout";
import { JobProgress } from "../ui/JobProgress";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { columnsOf, lists, sheetType, summaryOf } from "./imports";

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
  const ask = (preview: boolean) => file && run.mutate({ list, file, invite, preview, size: file.size, at: file.lastModified });
  const start = () => run.reset();

  return (
    <Page title="Importar una lista">
      <Stack maw="40rem">
        <NativeSelect
          label="Qué contiene el archivo" value={list} data={lists}
          onChange={(event) => {
            setList(event.currentTarget.value);
            start();
          }}
        />
        <Text size="sm">
          Columnas: <Code style={{ overflowWrap: "anywhere" }}>{columnsOf(list)}</Code>. Sirve un CSV, con comas o punto y coma, o la primera hoja de una planilla de Excel.
        </Text>
        <FileInput
          label="Archivo CSV o XLSX" required accept=".csv,.xlsx" placeholder="Elige un archivo" value={file} clearable clearButtonProps={{ "aria-label": "Quitar el archivo" }}
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
        {run.error && <ProblemAlert problem={run.error} />}
        {preview && (
          <Callout role="status" tone="unknown" title="Vista previa: todavía no cambió nada">
            {summaryOf(preview)}
            <Examples codes={preview.examples} />
          </Callout>
        )}
        {job && <JobProgress id={job.id}>{(done) => done.state === "Done" && <Examples codes={(done.result as Api["ImportOrganisationResponse"]).examples} />}</JobProgress>}
        {preview ? (
          <Button loading={run.isPending} onClick={() => ask(false)} style={{ alignSelf: "start" }}>
            Importar
          </Button>
        ) : (
          <Button loading={run.isPending} disabled={!file} onClick={() => ask(true)} style={{ alignSelf: "start" }}>
            Revisar sin cambiar nada
          </Button>
        )}
      </Stack>
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
