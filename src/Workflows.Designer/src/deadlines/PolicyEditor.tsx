import { NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { DayReason } from "../calendar/derivation";
import { WhyThisDate } from "../calendar/WhyThisDate";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Waiting } from "../ui/Waiting";
import { AdditionalSwitch } from "./AdditionalSwitch";
import { BlankInput } from "./BlankInput";
import type { Rung } from "./ladder";
import { LadderEditor } from "./LadderEditor";
import { termKindOf, termKinds, valueAt, withValue, type Policy } from "./policies";
import "./policies.css";

type Props = { policy: Policy; onChange: (policy: Policy) => void };
type Plan = { deadline: string; sentence?: string; explanation?: DayReason[] };

/** The port that silence leaves by belongs to the drawing, which has its arrow. */
const drawn = ["silence.outcome"];

/** A deadline policy as the sentences the server writes of it, with blanks to fill; the date it would give; and its ladder. */
export function PolicyEditor({ policy, onChange }: Props) {
  const [opened, setOpened] = useState("");
  const [year, setYear] = useState<number>();
  const reading = useQuery({
    queryKey: ["/api/deadlines/reading", { policy, opened, year }],
    queryFn: ({ signal }) =>
      answerOf(api.POST("/api/deadlines/reading", { body: { policy, ...(opened && { openedAt: `${opened}T15:00:00Z` }), ...(year && { year }) }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  const plan = reading.data?.plan as Plan | null | undefined;
  const kind = termKindOf(policy);

  return (
    <>
      <div className="split">
        <section className="card" aria-labelledby="plazo">
          <h2 id="plazo">El plazo</h2>
          <NativeSelect
            maw="28rem" label="Cómo se fija el plazo" value={kind} data={termKinds.map(({ value, label }) => ({ value, label }))}
            onChange={(event) => onChange({ ...policy, term: termKinds.find(({ value }) => value === event.currentTarget.value)?.first(new Date().toISOString().slice(0, 10)) })}
          />
          {reading.error instanceof ApiProblem && <ProblemAlert problem={reading.error} />}
          {reading.data ? (
            reading.data.sentences.filter(isNotRung).map((sentence) => (
              <Sentence key={`${kind} ${sentence.topic} ${sentence.parts.find((part) => part.blank)?.blank?.path}`} sentence={sentence} policy={policy} onChange={onChange} />
            ))
          ) : (
            !reading.error && <Waiting />
          )}
          <AdditionalSwitch policy={policy} onChange={onChange} />
          <Switch
            mt="md" label="Quien recibe un aviso debe tomar conocimiento" checked={policy.acknowledgement !== undefined}
            onChange={(event) => onChange(withValue(policy, "acknowledgement", event.currentTarget.checked ? { climbsAgainAfter: 3 } : undefined))}
          />
        </section>
        <section className="card" aria-labelledby="ejemplo">
          <h2 id="ejemplo">Qué fecha daría</h2>
          <div className="policy__example">
            <TextInput type="date" label="Si la tarea se abriera el" value={opened} onChange={(event) => setOpened(event.currentTarget.value)} />
            {kind === "on" && (
              <NumberInput label="Año del proceso" allowDecimal={false} min={2015} max={2045} value={year ?? ""} onChange={(number) => setYear(typeof number === "number" ? number : undefined)} />
            )}
          </div>
          <div role="status">
            {plan ? (
              <>
                <p>{plan.sentence}</p>
                {plan.explanation && <WhyThisDate derivation={plan.explanation} />}
              </>
            ) : (
              <p className="support">Elige un día para ver cuándo vencería y qué día saldría cada aviso.</p>
            )}
          </div>
        </section>
      </div>
      <LadderEditor
        ladder={(policy.ladder as Rung[] | undefined) ?? []} reminders={remindersOf(policy)} deadline={plan?.deadline.slice(0, 10) ?? ""} onChange={(ladder) => onChange({ ...policy, ladder })}
      />
    </>
  );
}

/** How many working days before it a deadline reminds. */
function remindersOf(policy: Policy): number[] {
  return Array.isArray(policy.reminders) ? policy.reminders.filter((days) => typeof days === "number") : [];
}

/** The rungs have a place of their own. */
const isNotRung = (sentence: Api["PolicySentence"]) => !sentence.parts.some((part) => part.blank?.path.startsWith("ladder["));

function Sentence({ sentence, policy, onChange }: Props & { sentence: Api["PolicySentence"] }) {
  return (
    <div className="policy__sentence">
      {sentence.parts.map(({ text, blank }, at) => {
        if (!blank || drawn.includes(blank.path)) return <span key={at}>{text}</span>;
        const value = valueAt(policy, blank.path) ?? blank.value;
        return (
          <span key={blank.path} className="policy__blank">
            <BlankInput blank={blank} value={value} onChange={(filled) => onChange(withValue(policy, blank.path, filled))} />
            {(value === undefined || value === null) && blank.kind !== "place" && <span className="policy__unsaid">{text}</span>}
          </span>
        );
      })}
    </div>
  );
}
