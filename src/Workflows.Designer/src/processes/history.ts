import type { Api } from "../api/client";

type Burst = Api["ReadJournalBurst"];

/** What happened in the same way at the same moment is told once, with how often: a body of forty seats is silent forty times. */
export function together(bursts: readonly Burst[]): { burst: Burst; times: number }[] {
  const told: { burst: Burst; times: number }[] = [];
  for (const burst of bursts) {
    const last = told.at(-1);
    if (last && saysOf(last.burst) === saysOf(burst)) last.times++;
    else told.push({ burst, times: 1 });
  }
  return told;
}

const saysOf = ({ at, by, onBehalfOf, what, lines }: Burst) => JSON.stringify([at.slice(0, 16), by, onBehalfOf, what, lines]);
