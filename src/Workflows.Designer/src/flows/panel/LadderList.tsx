import { ActionIcon, Button, MultiSelect, NativeSelect, NumberInput, Switch } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { at, distanceOf, isHeld, nextRung, problemsOf, rungUnits, unitOf, type Rung, type RungUnit } from "../../deadlines/ladder";
import { withValue, type Policy } from "../../deadlines/policies";
import { PlaceField } from "../../organisation/PlaceField";
import { lateNoticeInside } from "../../ui/lateness";
import { StatusTag } from "../../ui/StatusTag";
import { Disclosure } from "./Disclosure";
import { useReached } from "./useReached";
import { useReaders } from "./useReaders";
import { useRowFocus } from "./useRowFocus";
import "./ladder.css";

type Props = { policy: Policy; onChange: (policy: Policy) => void };

/** Whom the product tells when something is late: notice by notice, each with how long after and to whom. */
export function LadderList({ policy, onChange }: Props) {
  const ladder = Array.isArray(policy.ladder) ? (policy.ladder as Rung[]) : [];
  const next = nextRung(ladder);
  const rows = useRowFocus();
  const [institution, setInstitution] = useState("");
  const reached = useReached(institution);
  const set = (rungs: Rung[]) => onChange({ ...policy, ladder: rungs });

  return (
    <fieldset className="step-panel__group">
      <legend>Escalamiento, si no llega</legend>
      {ladder.length === 0 && <p className="support">Nadie recibe un aviso cuando se atrasa.</p>}
      <ol className="ladder" ref={rows.ref}>
        {ladder.map((rung, index) => (
          <li key={rung.level}>
            <RungRow
              rung={rung} reached={reached(rung)} onChange={(changed) => set(ladder.with(index, changed))}
              onRemove={() => {
                set(ladder.filter((other) => other !== rung));
                rows.focus(index - 1);
              }}
            />
          </li>
        ))}
      </ol>
      {next && (
        <Button
          variant="default" size="compact-md" leftSection={<IconPlus aria-hidden size={14} />}
          onClick={() => {
            set([...ladder, next]);
            rows.focus(ladder.length);
          }}
        >
          {`Agregar el ${lateNoticeInside(next.level)}`}
        </Button>
      )}
      {ladder.length > 0 && (
        <Disclosure className="step-panel__more" summary="A quién llegaría en una institución">
          {() => <PlaceField kind="Institution" value={institution} onChange={setInstitution} />}
        </Disclosure>
      )}
      <div role="status">
        {problemsOf(ladder).map((problem) => <p key={problem}><StatusTag bare tone="late">{problem}</StatusTag></p>)}
      </div>
      <Switch
        mt="md" label="Quien recibe un aviso debe tomar conocimiento" checked={policy.acknowledgement !== undefined}
        onChange={({ currentTarget: { checked } }) =>
          onChange(withValue(policy, "acknowledgement", checked ? { climbsAgainAfter: 3 } : undefined))
        }
      />
    </fieldset>
  );
}

type RungProps = { rung: Rung; reached: string | null; onChange: (rung: Rung) => void; onRemove: () => void };

function RungRow({ rung, reached, onChange, onRemove }: RungProps) {
  const [recipients, copy] = [rung.recipients ?? ["authority"], rung.copy ?? []];
  const data = useReaders([...recipients, ...copy]);
  const notice = lateNoticeInside(rung.level);

  return (
    <>
      <span className="ladder__level" aria-hidden>{rung.level}</span>
      <div className="ladder__rung">
        <MultiSelect
          label={`A quién, ${notice}`} searchable comboboxProps={{ withinPortal: false }} data={data} value={recipients}
          onChange={(chosen) => onChange({ ...rung, recipients: chosen })}
        />
        <div className="ladder__when">
          <NumberInput
            aria-label={`Cuánto después, ${notice}`} w="5rem" min={1} max={1000} allowDecimal={false} value={distanceOf(rung)}
            onChange={(distance) => onChange(at(rung, unitOf(rung), Number(distance)))}
          />
          <NativeSelect
            aria-label={`Unidad, ${notice}`} value={unitOf(rung)} data={rungUnits.map(({ value, label }) => ({ value, label }))}
            onChange={(event) => onChange(at(rung, event.currentTarget.value as RungUnit, distanceOf(rung)))}
          />
          <ActionIcon variant="default" size="2.25rem" aria-label={`Quitar el ${notice}`} onClick={onRemove}>
            <IconX aria-hidden size={16} />
          </ActionIcon>
        </div>
        {reached && <p className="support" role="status">{reached}</p>}
        {isHeld(rung) && <p className="support">Queda retenido hasta que la coordinación lo revisa.</p>}
        <Disclosure startsOpen={copy.length > 0} summary={<span className="support">Con copia</span>}>
          {() => (
            <MultiSelect
              aria-label={`Con copia a, ${notice}`} searchable comboboxProps={{ withinPortal: false }} data={data} value={copy}
              onChange={(chosen) => onChange({ ...rung, copy: chosen })}
            />
          )}
        </Disclosure>
      </div>
    </>
  );
}
