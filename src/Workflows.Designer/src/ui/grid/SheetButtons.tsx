import { Button } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import type { GridColumn, Row } from "./columns";
import { differenceOf, type Difference } from "./difference";
import { readFile, writeFile } from "./sheet";
import { SheetReview } from "./SheetReview";

type Props = { label: string; columns: readonly GridColumn[]; rows: readonly Row[]; maxRows: number; canAdd: boolean; onTake: (rows: Row[]) => void };

/** Larger than any sheet that a table takes. */
const largest = 5_000_000;

/** The table as a sheet, and back: what it would change is read before anything is changed. */
export function SheetButtons({ label, columns, rows, maxRows, canAdd, onTake }: Props) {
  const [found, setFound] = useState<{ file: string; difference: Difference | { refusal: string } }>();

  function download() {
    const address = URL.createObjectURL(new Blob([writeFile(columns, rows)], { type: "text/csv;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: `${label}.csv` });
    link.click();
    URL.revokeObjectURL(address);
  }

  /** Asks for the file only now: a field for it beside each table would be one more to pass. */
  function choose() {
    const field = Object.assign(document.createElement("input"), { type: "file", accept: ".csv,.txt,.tsv,.xlsx,.xls,text/csv" });
    field.onchange = () => field.files?.[0] && void look(field.files[0]);
    field.click();
  }

  async function look(file: File) {
    const difference = file.size > largest
      ? { refusal: "El archivo pesa más de 5 MB. Sube solo la planilla de esta tabla." }
      : /\.(xlsx?|ods)$/i.test(file.name)
        ? { refusal: "Guarda la planilla como CSV: en Excel, «Guardar como», «CSV (delimitado por comas)»." }
        : differenceOf(readFile(new Uint8Array(await file.arrayBuffer())), { columns, rows, maxRows, canAdd });
    setFound({ file: file.name, difference });
  }

  return (
    <>
      <Button variant="subtle" leftSection={<IconDownload aria-hidden size={16} stroke={1.75} />} onClick={download}>
        Descargar planilla
      </Button>
      <Button variant="subtle" leftSection={<IconUpload aria-hidden size={16} stroke={1.75} />} onClick={choose}>
        Subir planilla corregida
      </Button>
      {found && (
        <SheetReview
          file={found.file} difference={found.difference} onClose={() => setFound(undefined)}
          onTake={(taken) => {
            setFound(undefined);
            onTake(taken);
          }}
        />
      )}
    </>
  );
}
