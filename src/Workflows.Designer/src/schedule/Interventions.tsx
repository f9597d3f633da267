import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { longDateTime } from "../ui/dates";
import { Timeline } from "../ui/Timeline";

const shown = 10;

/** What people did to all this lately, and why. */
export function Interventions() {
  const list = useQuery({
    queryKey: ["/api/interventions"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/interventions", { params: { query: { pageSize: shown } }, signal })),
  });

  if (!list.data || list.data.total === 0) return null;
  return (
    <section className="section" aria-labelledby="decisiones">
      <h2 id="decisiones">Últimas decisiones</h2>
      <Timeline
        label="Últimas decisiones, la más reciente primero"
        moments={list.data.items.map((one, at) => ({ key: String(at), title: one.what, at: longDateTime(one.at), children: <div className="support">{`${one.personName}: ${one.reason}`}</div> }))}
      />
    </section>
  );
}
