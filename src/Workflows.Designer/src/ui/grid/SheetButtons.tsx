import { Button } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { Dialog } from "../Dialog";
import type { GridColumn, Row } from "./columns";
import { differenceOf, type Difference } from "./difference";
import { readFile, writeFile, type Sheet } from "./sheet";
import { SheetReview } from "./SheetReview";
import { readWorkbook, refusalOf, writeWorkbook } from "./workbook";

type Props = { label: string; columns: readonly GridColumn[]; rows: readonly Row[]; maxRows: number; canAdd: boolean; onTake: (rows: Row[]) => void };

/** Larger than any sheet that a table takes. */
const largest = 5_000_000;

const isWorkbook = /\.xlsx$/i;
/** What keeps its cells in a way that nothing here reads. */
const isOther = /\.(xls|xlsm|xlsb|ods)$/i;

/** The table as a sheet, and back: what it would change is read before anything is changed. */
export function SheetButtons({ label, columns, rows, maxRows, canAdd, onTake }: Props) {
  const [found, setFound] = useState<{ file: string; difference: Difference | { refusal: string } }>();
  const [isWriting, setWriting] = useState(false);
  const [notWritten, setNotWritten] = useState<string>();

  function save(content: Blob, ending: string) {
    const address = URL.createObjectURL(content);
    const link = Object.assign(document.createElement("a"), { href: address, download: `${label}.${ending}` });
    link.click();
    URL.revokeObjectURL(address);
  }

  async function saveWorkbook() {
    if (isWriting) return;
    setWriting(true);
    try {
      save(await writeWorkbook(columns, rows), "xlsx");
    } catch (error) {
      setNotWritten(refusalOf(error));
    } finally {
      setWriting(false);
    }
  }

  /** Asks for the file only now: a field for it beside each table would be one more to pass. */
  function choose() {
    const field = Object.assign(document.createElement("input"), { type: "file", accept: ".xlsx,.csv,.txt,.tsv,text/csv" });
    field.onchange = () => field.files?.[0] && void look(field.files[0]);
    field.click();
  }

  async function look(file: File) {
    const read = await sheetOf(file);
    setFound({ file: file.name, difference: "refusal" in read ? read : differenceOf(read.sheet, { columns, rows, maxRows, canAdd }) });
  }

  return (
    <>
      <Button variant="subtle" leftSection={<IconDownload aria-hidden size={16} stroke={1.75} />} aria-busy={isWriting} onClick={() => void saveWorkbook()}>
        Descargar Excel
      </Button>
      <Button variant="subtle" leftSection={<IconDownload aria-hidden size={16} stroke={1.75} />} onClick={() => save(new Blob([writeFile(columns, rows)], { type: "text/csv;charset=utf-8" }), "csv")}>
        Descargar CSV
      </Button>
      <Button variant="subtle" leftSection={<IconUpload aria-hidden size={16} stroke={1.75} />} onClick={choose}>
        Subir planilla corregida
      </Button>
      {notWritten !== undefined && (
        <Dialog title="La planilla no se pudo escribir" onClose={() => setNotWritten(undefined)}>
          <p>{notWritten}</p>
        </Dialog>
      )}
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

async function sheetOf(file: File): Promise<{ sheet: Sheet } | { refusal: string }> {
  if (file.size > largest) return { refusal: "El archivo pesa más de 5 MB. Sube solo la planilla de esta tabla." };
  if (isOther.test(file.name)) return { refusal: "Guarda la planilla como libro de Excel (.xlsx) o como CSV, y súbela de nuevo." };
  if (!isWorkbook.test(file.name)) return { sheet: readFile(new Uint8Array(await file.arrayBuffer())) };
  try {
    return { sheet: await readWorkbook(file) };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}
