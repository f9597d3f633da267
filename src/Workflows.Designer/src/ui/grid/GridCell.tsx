import { memo, useState, type CSSProperties } from "react";
import { read } from "../NumberInput";
import { spanish } from "../numbers";
import type { GridColumn } from "./columns";

type Props = {
  column: GridColumn;
  value: unknown;
  /** The place in what is sent: it names the cell, and messages lead to it. */
  id: string;
  label: string;
  isFixed: boolean;
  isAsked: boolean;
  /** What is wrong with it, which stands below the name of the row. */
  saidBy?: string;
  index: number;
  onChange: (index: number, column: string, value: unknown) => void;
};

/** One cell to write in. It never says itself what is wrong: that has no room here. */
export const GridCell = memo(function GridCell({ column, value, id, label, isFixed, isAsked, saidBy, index, onChange }: Props) {
  const set = (changed: unknown) => onChange(index, column.id, changed);
  const text = typeof value === "string" ? value : "";
  const shared = { id, "aria-label": label, "aria-required": column.isRequired || undefined, "aria-invalid": saidBy ? true : undefined, "aria-describedby": saidBy, className: "grid__input" } as const;

  if (!isAsked) return <span className="grid__blank" aria-label={`${label}: no corresponde`} role="note">—</span>;
  if (isFixed || column.kind === "other") {
    return (
      // What is only shown here is asked below the row: the place is that question's.
      <span id={column.kind === "other" ? undefined : id} tabIndex={-1} className="grid__fixed">
        {column.text(value) || "—"}
      </span>
    );
  }
  switch (column.kind) {
    case "number":
      return <NumberCell {...shared} value={value} onChange={set} />;
    case "date":
      return <input {...shared} type="date" value={text} onChange={(event) => set(event.currentTarget.value)} />;
    case "choice":
      return (
        <select {...shared} value={text} onChange={(event) => set(event.currentTarget.value)}>
          <option value="">Elige</option>
          {column.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case "yesNo":
      return (
        <select {...shared} value={value === true ? "yes" : value === false ? "no" : ""} onChange={({ currentTarget }) => set(currentTarget.value === "" ? undefined : currentTarget.value === "yes")}>
          <option value="">—</option>
          <option value="yes">Sí</option>
          <option value="no">No</option>
        </select>
      );
    default:
      // It grows with what it holds, so that no name is cut; Enter goes down and makes no lines.
      return <textarea {...shared} rows={1} value={text} style={{ "--letters": text.length } as CSSProperties} onChange={(event) => set(event.currentTarget.value)} />;
  }
});

type NumberCellProps = { id: string; value: unknown; onChange: (value: unknown) => void };

/** A number as Chile writes it; while it is none yet, what was typed. */
function NumberCell({ value, onChange, ...shared }: NumberCellProps) {
  const textOf = (one: unknown) => (typeof one === "number" ? spanish(one) : typeof one === "string" ? one : "");
  const [typed, setTyped] = useState(textOf(value));
  const shown = (read(typed) ?? "") === (value ?? "") ? typed : textOf(value);
  return (
    <input
      {...shared} inputMode="decimal" data-number value={shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(read(currentTarget.value));
      }}
    />
  );
}
