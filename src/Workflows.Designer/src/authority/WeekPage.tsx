import { Button } from "@mantine/core";
import { IconCalendarEvent, IconFileText, IconSignature } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { CopySummary } from "../ui/CopySummary";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import "./authority.css";
import { beginsAt, daysOfWeek, linesOfWeek, partsOf, stateOfItem, titleOfWeek, whoOf, type Week, type WeekItem } from "./week";

const icons: Record<string, typeof IconFileText> = { owes: IconFileText, decides: IconSignature, attends: IconCalendarEvent };

/** «La semana»: what the authorities of a ministry owe, decide and attend until Sunday, for them and for the cabinet that prepares it. */
export function WeekPage() {
  const weeks = useQuery({ queryKey: ["/api/alerts", "week"], queryFn: ({ signal }) => answerOf(api.GET("/api/alerts/week", { signal })) });

  return (
    <Answer query={weeks} heading="La semana">
      {(found) => (
        <Page
          title={titleOfWeek(found)} facts={[found.length === 1 && found[0]!.ministryName, found[0] && daysOfWeek(found[0])]}
          actions={found.some((week) => week.count > 0) && <CopySummary lines={found.flatMap(linesOfWeek)} />}
        >
          {found.length === 0 && (
            <EmptyState title="No tiene un ministerio a su cargo en este momento" action={<Link to="/tareas">Ver mis tareas</Link>}>
              Esta página reúne lo que una autoridad debe, decide y atiende en la semana.
            </EmptyState>
          )}
          {found.map((week) => (
            <section key={week.ministryCode} className="week" aria-label={week.ministryName}>
              {found.length > 1 && <h2>{week.ministryName}</h2>}
              {week.count === 0 ? (
                <EmptyState title="Nada vence ni se celebra en estos días" action={<Link to="/alertas">Ver las alertas</Link>}>
                  Lo atrasado también aparecería aquí.
                </EmptyState>
              ) : (
                <WeekParts week={week} isAlone={found.length === 1} />
              )}
            </section>
          ))}
        </Page>
      )}
    </Answer>
  );
}

/** The three parts as cards, each as long as it is: what has nothing says so in one line. */
function WeekParts({ week, isAlone }: { week: Week; isAlone: boolean }) {
  const Heading = isAlone ? "h2" : "h3";
  return partsOf(week).map(({ key, title, items, verb, none }) => {
    const Icon = icons[key]!;
    return (
      <section key={key} className="card" aria-labelledby={`${week.ministryCode}-${key}`}>
        <div className="card__head">
          <Heading id={`${week.ministryCode}-${key}`} className="week__part">
            {title}
          </Heading>
          <span className="support">{items.length === 0 ? none : items.length === 1 ? "1 asunto" : `${items.length} asuntos`}</span>
        </div>
        {items.length > 0 && (
          <ul className="queue">
            {items.map((item, i) => (
              <li key={item.taskId ?? `${item.title} ${i}`}>
                <span className="queue__icon">
                  <Icon aria-hidden size={20} stroke={1.75} />
                </span>
                <div className="queue__what">
                  <strong>{item.title}</strong>
                  <div className="support">{[item.institution, whoOf(item)].filter(Boolean).join(" · ")}</div>
                  <When item={item} isSession={key === "attends"} from={week.from} />
                </div>
                {item.taskId ? (
                  <Button component={Link} to={`/tareas/${item.taskId}`} variant="default" aria-label={`${verb}: ${item.title}${item.institution ? `, ${item.institution}` : ""}`}>
                    {verb}
                  </Button>
                ) : (
                  <span className="support">La abre quien tiene el cargo</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
}

function When({ item, isSession, from }: { item: WeekItem; isSession: boolean; from: string }) {
  if (isSession) return <StatusTag bare tone="onTime">{beginsAt(item)}</StatusTag>;
  const state = stateOfItem(item, from);
  return <StatusTag bare tone={state.tone}>{state.text}</StatusTag>;
}
