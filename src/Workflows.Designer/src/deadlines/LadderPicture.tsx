import { longDay } from "../ui/dates";
import { StatusShape } from "../ui/StatusTag";
import { momentsOf, type Rung } from "./ladder";

type Props = {
  ladder: readonly Rung[];
  /** How many working days before the deadline somebody is reminded. */
  reminders: readonly number[];
  /** The day of each rung, where an example gives it. */
  days: readonly (string | undefined)[];
};

/** The deadline as a line of people: who hears of it before, when it is due, and who hears of it after, the further the higher. */
export function LadderPicture({ ladder, reminders, days }: Props) {
  return (
    <ol className="ladder" aria-label="Quién se entera, y cuándo">
      {momentsOf(ladder, reminders).map((moment) => (
        <li key={moment.key} className={`ladder__moment ladder__moment--${moment.kind}`}>
          <span className="ladder__mark" aria-hidden="true">
            {moment.kind === "due" ? <StatusShape tone="today" size={20} /> : moment.kind === "rung" ? moment.level : null}
          </span>
          <span className="ladder__when">{moment.when}</span>
          <strong className="ladder__who">{moment.who}</strong>
          {moment.note && <span className="support">{moment.note}</span>}
          {moment.kind === "rung" && days[moment.at] && <span className="support">{longDay(days[moment.at]!)}</span>}
        </li>
      ))}
    </ol>
  );
}
