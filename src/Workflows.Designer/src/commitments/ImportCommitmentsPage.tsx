import { Button, Code, FileInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { sheetType } from "../organisation/imports";
import { Callout } from "../ui/Callout";
import { JobProgress } from "../ui/JobProgress";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";

type Asked = { file: File; preview: boolean; size: number; at: number };

/** Commitments from a spreadsheet: first what would change or is wrong, row by row; then, with a button, the change. */
export function ImportCommitmentsPage() {
  const [file, setFile] = useState<File | null>(null);
  const run = useCommand(
    ({ file, preview }: Asked, header) =>
      answerOf(
        api.POST("/api/commitments/import", {
          params: { query: { preview }, header },
          body: file as unknown as string,
          // The bytes go as they are: the server knows Latin-1 from UTF-8.
          bodySerializer: (body) => body as unknown as BodyInit,
          headers: { "Content-Type": sheetType(file.name) },
        }),
      ),
    { changes: "commitments" },
  );
  const preview = run.data && "isPreview" in run.data ? run.data : null;
  const job = run.data && "state" in run.data ? run.data : null;
  const ask = (preview: boolean) => file && run.mutate({ file, preview, size: file.size, at: file.lastModified });

  return (
    <Page title="Importar compromisos">
      <Stack maw="40rem">
        <Text size="sm">
          Columnas: <Code style={{ overflowWrap: "anywhere" }}>codigo, nombre, nivel (compromiso, iniciativa o medida), origen (programa, presidencial o acuerdo)</Code>; y si quieres{" "}
          <Code style={{ overflowWrap: "anywhere" }}>parte_de, ministerio, region, institucion, vence, estado, avance, verificado, no_aplica, hitos, nudo, requiere</Code>. Sirve un CSV, con comas o punto
          y coma, o la primera hoja de una planilla de Excel.
        </Text>
        <FileInput
          label="Archivo CSV o XLSX" required accept=".csv,.xlsx" placeholder="Elige un archivo" value={file} clearable clearButtonProps={{ "aria-label": "Quitar el archivo" }}
          onChange={(chosen) => {
            setFile(chosen);
            run.reset();
          }}
        />
        {run.error && <ProblemAlert problem={run.error} />}
        {preview && (
          <Callout role="status" tone="unknown" title="Vista previa: todavía no cambió nada">
            {`Se agregarían ${preview.added}, cambiarían ${preview.changed} y quedarían igual ${preview.unchanged}.`}
            {preview.examples.length > 0 && ` Por ejemplo: ${preview.examples.join(", ")}.`}
          </Callout>
        )}
        {job && <JobProgress id={job.id}>{() => null}</JobProgress>}
        <Button loading={run.isPending} disabled={!file} onClick={() => ask(preview === null)} style={{ alignSelf: "start" }}>
          {preview ? "Importar" : "Revisar sin cambiar nada"}
        </Button>
      </Stack>
    </Page>
  );
}
