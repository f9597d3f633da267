import { lazy, Suspense, useState } from "react";
import { DataTable } from "./DataTable";
import { longDay } from "./dates";
import { changeOf, peakOf, type TrendPoint } from "./trend";
import "./trend.css";

const TrendArea = lazy(() => import("./TrendArea"));

type Props = {
  title: string;
  /** Names the heading of its card. */
  id: string;
  /** Nothing while it is asked for: its place is kept. */
  points: readonly TrendPoint[] | undefined;
  /** What is counted, in plural: «procesos atrasados». */
  of: string;
};

const compared = 4;

/** How a number went week by week: the number of now, what changed, its drawing, and the same as a table. */
export function Trend({ title, id, points, of }: Props) {
  const [isTable, setTable] = useState(false);
  const now = points?.at(-1);
  if (!points || !now) return points ? null : <Waited title={title} id={id} />;
  const peak = points[peakOf(points)]!;
  const change = changeOf(points, Math.min(compared, points.length - 1));

  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="link-button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? "Ver el gráfico" : "Ver como tabla"}
        </button>
      </div>
      <p className="trend__now">
        <b>{now.value}</b> {change}
      </p>
      {isTable ? (
        <DataTable
          caption={`${title}, ${of} al fin de cada semana`} minWidth="0" rows={[...points].reverse()} keyOf={(point) => point.day}
          columns={[
            { key: "day", head: "Semana hasta el", names: true, cell: (point) => longDay(point.day) }, { key: "value", head: "Cuántos", align: "right", cell: (point) => point.value },
          ]}
        />
      ) : (
        <div className="trend__drawing" role="img" aria-label={`${now.value} ${of} al ${longDay(now.day)}; lo más fueron ${peak.value}, al ${longDay(peak.day)}.`}>
          <Suspense fallback={null}>
            <TrendArea points={points} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

function Waited({ title, id }: Pick<Props, "title" | "id">) {
  return (
    <section className="card" aria-labelledby={id} aria-busy="true">
      <div className="card__head">
        <h2 id={id}>{title}</h2>
      </div>
      <div className="trend__now trend__now--waited" />
      <div className="trend__drawing" />
    </section>
  );
}
