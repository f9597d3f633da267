import { Button, SegmentedControl } from "@mantine/core";
import { IconCalendarPlus, IconGitPullRequest, IconMailPause, IconMailQuestion, IconPlugConnectedX } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { StackedBar } from "../ui/Bars";
import { EmptyState } from "../ui/EmptyState";
import { longDate } from "../ui/dates";
import { CopySummary } from "../ui/CopySummary";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { Trend } from "../ui/Trend";
import { IncidentList } from "./IncidentList";
import { NextDates } from "./NextDates";
import "./processes.css";
import { partsOf, pathOfProcess, pathOfStage, stateSentence, toneOf, stepPartsOf } from "./states";
import { countOf, queueOf, titleOf, type ToDecide } from "./today";
import { useToday } from "./useToday";

const icons: Record<ToDecide["kind"], typeof IconMailPause> = {
  incident: IconPlugConnectedX, extension: IconCalendarPlus, proposal: IconGitPullRequest, held: IconMailPause, mail: IconMailQuestion,
};

/** What a coordinator looks at first: what waits for their decision, how far each stage is, and what is latest. */
export function CoordinationPage() {
  const session = useSession();
  const { stages, late, lateness, next, incidents, waiting, isAsking } = useToday();
  const [by, setBy] = useState<"step" | "state">("step");
  const queue = queueOf(waiting);
  const count = countOf(waiting);
  const mayDecide = decides(session);
  const all = stages.data ?? [];
  const totalLate = late.data?.total ?? 0;
  const facts = [
    all.length > 0 && (all.length === 1 ? "1 etapa en curso" : `${all.length} etapas en curso`),
    late.data && (totalLate === 1 ? "1 proceso atrasado" : `${totalLate} procesos atrasados`),
  ];

  return (
    <Page
      title={isAsking ? "Lo que espera tu decisión" : titleOf(count, mayDecide)} facts={facts}
      actions={<CopySummary lines={[titleOf(count, mayDecide), ...facts.filter((fact) => typeof fact === "string"), ...queue.slice(0, 2).map((one) => `${one.title}: ${one.state}`)]} />}
    >
      <div className="split">
        <div>
          <section className="card card--key keeps-room" aria-labelledby="espera">
            <h2 id="espera">Espera tu decisión</h2>
            {!isAsking && queue.length === 0 && <EmptyState title="Nada espera una decisión">Prórrogas, fallas, cambios propuestos y avisos retenidos llegan aquí.</EmptyState>}
            <ul className="queue">
              {queue.map((one, i) => (
                <Line key={one.key} one={one} isFirst={i === 0} />
              ))}
            </ul>
          </section>

          <section className="card" aria-labelledby="etapas">
            <div className="card__head">
              <h2 id="etapas">Etapas en curso</h2>
              <SegmentedControl
                size="xs" aria-label="Cómo se cuentan las etapas" value={by} data={[{ value: "step", label: "Por paso" }, { value: "state", label: "Por estado" }]}
                onChange={(chosen) => setBy(chosen as "step" | "state")}
              />
            </div>
            <Answer query={stages}>
              {(found) =>
                found.length === 0 ? (
                  <p>Ninguna etapa está abierta.</p>
                ) : (
                  <ul className="stage-bars">
                    {found.map((stage) => (
                      <li key={pathOfStage(stage)}>
                        <div className="card__head">
                          <Link to={pathOfStage(stage)}>
                            {stage.name} {stage.year}
                          </Link>
                          <StatusTag tone={stage.late > 0 ? "late" : "onTime"}>{stage.late > 0 ? `${stage.late} ${stage.late === 1 ? "atrasado" : "atrasados"}` : "Sin atrasos"}</StatusTag>
                        </div>
                        <StackedBar label={`${stage.name} ${stage.year}`} parts={by === "state" ? partsOf(stage) : stepPartsOf(stage)} />
                        <div className="support">
                          {stage.total} {stage.total === 1 ? "proceso" : "procesos"}
                          {stage.nextDueAt && `. Lo próximo vence el ${longDate(stage.nextDueAt)}`}
                        </div>
                      </li>
                    ))}
                  </ul>
                )
              }
            </Answer>
            <p className="card__more">
              <Link to="/etapas">Ver como tabla</Link>
            </p>
          </section>

          {(incidents.data?.total ?? 0) > 0 && (
            <section className="card" aria-labelledby="fallas">
              <h2 id="fallas">Fallas por decidir</h2>
              <IncidentList incidents={incidents.data!.items} namesProcess />
            </section>
          )}
        </div>

        <aside aria-label="Cómo va y qué viene">
          {!lateness.error && <Trend title="Atrasados por semana" id="por-semana" of="procesos atrasados" points={lateness.data?.map(({ date, processes }) => ({ day: date, value: processes }))} />}
          {!next.error && <NextDates days={next.data} />}
          <section className="card" aria-labelledby="atrasados">
            <div className="card__head">
              <h2 id="atrasados">Lo más atrasado</h2>
              <Link to="/procesos?state=Late">Ver todo</Link>
            </div>
            <Answer query={late}>
              {(found) =>
                found.items.length === 0 ? (
                  <p>Ningún proceso está atrasado.</p>
                ) : (
                  <ul className="lines">
                    {found.items.map((line) => (
                      <li key={line.id}>
                        <Link to={pathOfProcess(line.id)}>{line.institutionName ?? line.title}</Link>
                        {line.institutionName && <div className="support">{line.title}</div>}
                        <StatusTag bare tone={toneOf(line)}>
                          {stateSentence(line)}
                        </StatusTag>
                      </li>
                    ))}
                  </ul>
                )
              }
            </Answer>
          </section>
        </aside>
      </div>
    </Page>
  );
}

function Line({ one, isFirst }: { one: ToDecide; isFirst: boolean }) {
  const Icon = icons[one.kind];
  const common = { variant: isFirst ? "filled" : "default", "aria-label": `${one.act}: ${one.title}` };

  return (
    <li>
      <span className="queue__icon">
        <Icon aria-hidden size={20} stroke={1.75} />
      </span>
      <div className="queue__what">
        <h3>{one.title}</h3>
        <p>{one.detail}</p>
        <StatusTag bare tone={one.tone}>
          {one.state}
        </StatusTag>
      </div>
      {one.to.startsWith("#") ? (
        <Button {...common} component="a" href={one.to}>
          {one.act}
        </Button>
      ) : (
        <Button {...common} component={Link} to={one.to}>
          {one.act}
        </Button>
      )}
    </li>
  );
}
