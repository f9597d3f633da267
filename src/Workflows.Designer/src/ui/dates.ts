const zone = "America/Santiago";

const parts = new Intl.DateTimeFormat("es-CL", {
  timeZone: zone, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function read(instant: string) {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of parts.formatToParts(new Date(instant))) found[type] = value;
  return { weekday: found.weekday!, date: `${found.day}/${found.month}/${found.year}`, time: `${found.hour}:${found.minute}` };
}

/** «lunes 09/03/2026», the day an instant falls on in Santiago. */
export function longDate(instant: string): string {
  const { weekday, date } = read(instant);
  return `${weekday} ${date}`;
}

/** «lunes 09/03/2026 a las 18:00 horas». */
export function longDateTime(instant: string): string {
  const { weekday, date, time } = read(instant);
  return `${weekday} ${date} a las ${time} horas`;
}

/** «09/03/2026 18:00», for tables. */
export function shortDateTime(instant: string): string {
  const { date, time } = read(instant);
  return `${date} ${time}`;
}

/** 2026-03-09, the day an instant falls on in Santiago, as forms keep it. */
export function dayOf(instant: string): string {
  return read(instant).date.split("/").reverse().join("-");
}

/** «18:00», the hour in Santiago. */
export function hourOf(instant: string): string {
  return read(instant).time;
}

/** «lunes 09/03/2026» of a civil date such as 2026-03-09, whatever the clock of this machine says. */
export function longDay(day: string): string {
  return longDate(`${day}T15:00:00Z`);
}

/** «09/03/2026» of a civil date, where there is no room for its day of the week. */
export const shortDay = (day: string) => day.split("-").reverse().join("/");
