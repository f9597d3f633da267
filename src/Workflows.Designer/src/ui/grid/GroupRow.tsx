import { spanish } from "../numbers";
import { sumOf, type GridColumn, type Row } from "./columns";

type Props = { label: string; rows: readonly Row[]; cells: readonly GridColumn[]; sum?: string; hasMore?: boolean };

/** Heads the rows of a group, with what one of their columns adds up to. */
export function GroupRow({ label, rows, cells, sum, hasMore = false }: Props) {
  const at = cells.findIndex((column) => column.id === sum);
  const after = cells.length - at - 1 + (hasMore ? 1 : 0);
  return (
    <tbody className="grid__group">
      <tr role="row">
        <th scope="rowgroup" colSpan={at < 0 ? cells.length + (hasMore ? 2 : 1) : at + 1}>
          {label}
        </th>
        {at >= 0 && <td className="grid__right">{spanish(sumOf(rows, sum!))}</td>}
        {at >= 0 && after > 0 && <td colSpan={after} />}
      </tr>
    </tbody>
  );
}
