import { Button, MultiSelect, NativeSelect, NumberInput } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { longDay } from "../ui/dates";
import { lateNotice, lateNoticeInside } from "../ui/lateness";
import { MoreMenu } from "../ui/MoreMenu";
import { StatusTag } from "../ui/StatusTag";
import { at, distanceOf, isHeld, nextRung, problemsOf, readers, rungUnits, unitOf, type Rung, type RungUnit } from "./ladder";
import { LadderPicture } from "./LadderPicture";

type Props = {
  ladder: Rung[];
  reminders: readonly number[];
  /** A deadline as an example of when each notice would leave; empty without one. */
  deadline: string;
  onChange: (ladder: Rung[]) => void;
};

/** The ladder of a deadline: a line of people, and under it a sentence for each notice with blanks to fill. */
export function LadderEditor({ ladder, reminders, deadline, onChange }: Props) {
  const dates = useDatesAfter(deadline, ladder.map((rung) => rung.workingDaysAfter ?? 0));
  const next = nextRung(ladder);
  const change = (index: number, rung: Rung) => onChange(ladder.map((other, number) => (number === index ? rung : other)));

  return (
    <section className="section" aria-labelledby="escalamiento">
      <div className="card__head">
        <h2 id="escalamiento">Escalamiento</h2>
        {!deadline && <span className="support">Con una fecha de ejemplo verás qué día sale cada aviso</span>}
      </div>
      <LadderPicture ladder={ladder} reminders={reminders} days={dates} />
      <ol className="rungs">
        {ladder.map((rung, index) => (
          <li key={rung.level} aria-label={lateNotice(rung.level)}>
            <span className="rungs__level">{lateNotice(rung.level)}</span>
            <div className="policy__sentence">
              <span className="policy__blank">
                <NumberInput
                  aria-label={`Cuánto después, ${lateNoticeInside(rung.level)}`} size="sm" w="5rem" min={1} max={1000} allowDecimal={false} value={distanceOf(rung)}
                  onChange={(distance) => change(index, at(rung, unitOf(rung), Number(distance)))}
                />
              </span>{" "}
              <span className="policy__blank">
                <NativeSelect
                  aria-label={`Unidad, ${lateNoticeInside(rung.level)}`} size="sm" data={rungUnits.map(({ value, label }) => ({ value, label }))} value={unitOf(rung)}
                  onChange={(event) => change(index, at(rung, event.currentTarget.value as RungUnit, distanceOf(rung)))}
                />
              </span>
              , si no llega, se avisa a{" "}
              <span className="policy__blank">
                <MultiSelect
                  aria-label={`A quién, ${lateNoticeInside(rung.level)}`} size="sm" miw="15rem" data={readers} value={rung.recipients ?? ["authority"]}
                  onChange={(recipients) => change(index, { ...rung, recipients })}
                />
              </span>{" "}
              con copia a{" "}
              <span className="policy__blank">
                <MultiSelect
                  aria-label={`Con copia a, ${lateNoticeInside(rung.level)}`} size="sm" miw="9rem" placeholder={rung.copy?.length ? undefined : "nadie más"} data={readers} value={rung.copy ?? []}
                  onChange={(copy) => change(index, { ...rung, copy })}
                />
              </span>
              <span className="support"> {leaves(rung, dates[index])}</span>
            </div>
            <MoreMenu
              label={`Más sobre el ${lateNoticeInside(rung.level)}`} acts={[{ label: "Quitar el aviso", isDangerous: true, onChoose: () => onChange(ladder.filter((_, number) => number !== index)) }]}
            />
          </li>
        ))}
      </ol>
      {next && (
        <Button variant="default" onClick={() => onChange([...ladder, next])}>
          Agregar el {lateNoticeInside(next.level)}
        </Button>
      )}
      <div role="status">
        {problemsOf(ladder).map((problem) => (
          <p key={problem}>
            <StatusTag bare tone="late">{problem}</StatusTag>
          </p>
        ))}
      </div>
    </section>
  );
}

/** When a rung would leave: in hours it follows the deadline to the minute, at any hour of the day. */
function leaves(rung: Rung, day: string | undefined): string {
  if (unitOf(rung) === "hoursAfter") return isHeld(rung) ? "Sale a esa hora, retenido una hora." : "Sale a esa hora exacta.";
  return day ? `Sale el ${longDay(day)} a las ${isHeld(rung) ? "13:00" : "09:00"} horas.` : "";
}

/** The working day so many after a date, as the server counts it. */
function useDatesAfter(deadline: string, days: number[]): (string | undefined)[] {
  return useQueries({
    queries: days.map((count) => ({
      queryKey: ["/api/calendar/count", { from: deadline, days: count }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answerOf(api.GET("/api/calendar/count", { params: { query: { from: deadline, days: count } }, signal })),
      enabled: deadline !== "" && count >= 1,
      staleTime: Infinity,
    })),
  }).map((query) => query.data?.date);
}
