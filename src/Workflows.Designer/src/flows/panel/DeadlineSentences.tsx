import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { WhyThisDate } from "../../calendar/WhyThisDate";
import { AdditionalSwitch } from "../../deadlines/AdditionalSwitch";
import { BlankInput } from "../../deadlines/BlankInput";
import { termKindOf, termKinds, valueAt, withValue, type Policy } from "../../deadlines/policies";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Waiting } from "../../ui/Waiting";
import { useReading } from "./useReading";

type Props = { policy: Policy; onChange: (policy: Policy) => void };

/** The port that silence leaves by belongs to the drawing, which has its arrow. */
const drawn = ["silence.outcome"];
const today = () => new Date().toISOString().slice(0, 10);

/** A deadline as sentences with blanks to fill, and the date it would give. Its ladder stands elsewhere. */
export function DeadlineSentences({ policy, onChange }: Props) {
  const [opened, setOpened] = useState(today);
  const [year, setYear] = useState<number>();
  const { sentences, plan, error } = useReading(policy, opened, year);
  const kind = termKindOf(policy);

  return (
    <>
      <NativeSelect
        label="Cómo se fija" value={kind} data={termKinds.map(({ value, label }) => ({ value, label }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...policy, term: termKinds.find((known) => known.value === value)!.first(today()) })
        }
      />
      {error instanceof ApiProblem && <ProblemAlert problem={error} />}
      {!sentences && !error && <Waiting />}
      <div className="step-panel__sentences">
        {sentences?.filter(({ topic }) => topic !== "ladder").map((sentence) => (
          <Sentence key={`${kind} ${keyOf(sentence)}`} sentence={sentence} policy={policy} onChange={onChange} />
        ))}
      </div>
      <AdditionalSwitch policy={policy} onChange={onChange} />
      {plan?.sentence && (
        <div className="step-panel__plan" role="status">
          <p>{plan.sentence}</p>
          {plan.explanation && <WhyThisDate derivation={plan.explanation} />}
        </div>
      )}
      <div className="step-panel__example">
        <TextInput type="date" label="Si se abriera el" value={opened} onChange={(event) => setOpened(event.currentTarget.value)} />
        {kind === "on" && (
          <NumberInput
            label="Año del proceso" w="8rem" allowDecimal={false} min={2015} max={2045} value={year ?? ""}
            onChange={(number) => setYear(typeof number === "number" ? number : undefined)}
          />
        )}
      </div>
    </>
  );
}

const keyOf = (sentence: Api["PolicySentence"]) => `${sentence.topic} ${sentence.parts.find((part) => part.blank)?.blank?.path}`;

function Sentence({ sentence, policy, onChange }: Props & { sentence: Api["PolicySentence"] }) {
  return (
    <div className="step-panel__sentence">
      {sentence.parts.map(({ text, blank }, at) => {
        if (!blank || drawn.includes(blank.path)) return <span key={at}>{text}</span>;
        const value = valueAt(policy, blank.path) ?? blank.value;
        const isUnsaid = (value === undefined || value === null) && blank.kind !== "place";
        return (
          <span key={blank.path} className="step-panel__blank">
            <BlankInput blank={blank} value={value} onChange={(filled) => onChange(withValue(policy, blank.path, filled))} />
            {isUnsaid && <span className="step-panel__unsaid">{text}</span>}
          </span>
        );
      })}
    </div>
  );
}
