import { Checkbox, NativeSelect, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Api } from "../../api/client";
import { Callout } from "../../ui/Callout";
import { Answer } from "../../ui/Answer";
import { useSession } from "../../session/session";
import { longDateTime } from "../../ui/dates";
import type { Draft } from "../draft/draft";
import { FileList } from "../evidence/FileList";
import { typeOf, type Answers, type Content, type Field, type Remark, type Requirement, type Result } from "../form/content";
import { LaterLaw } from "../page/LaterLaw";
import { RoundsList } from "../page/RoundsHistory";
import { timelinessLabels } from "../words";
import { withRemark, remarkOf } from "./cellRemarks";
import { CellRemark } from "./CellRemark";
import { ReadVersion } from "./ReadVersion";

type Rounds = Api["ReadRoundsResponse"];

type Remarks = { list: Draft["remarks"]; onChange: (remarks: Draft["remarks"]) => void };

type Props = {
  content: Content;
  rounds: UseQueryResult<Rounds>;
  /** What is remarked of its cells, by whoever may send it back. */
  remarks?: Remarks;
};

/** What is reviewed: the last version, with what it was in the one before and what was said and answered so far. */
export function SubjectPanel({ content, rounds, remarks }: Props) {
  if (typeof content.subject === "string") return <Text>{content.subject}</Text>;
  return (
    <section className="section" aria-labelledby="lo-entregado">
      <h2 id="lo-entregado">Lo que se entregó</h2>
      <Noted background={content.background} />
      <Accepted background={content.background} />
      <Answer query={rounds}>{(found) => <Versions rounds={found} remarks={remarks} />}</Answer>
    </section>
  );
}

function Versions({ rounds, remarks }: { rounds: Rounds; remarks?: Remarks }) {
  const me = useSession()?.name;
  const current = rounds.rounds.findLastIndex((round) => !round.receipt.withdrawnAt);
  const earlier = rounds.rounds.slice(0, Math.max(current, 0));
  const [against, setAgainst] = useState(() => earlier.findLast((round) => !round.receipt.withdrawnAt)?.number);
  const [onlyChanges, setOnlyChanges] = useState(false);
  const [cell, setCell] = useState<{ table: Field; index: number; column: string }>();
  const now = rounds.rounds[current];
  if (!now) return <Text>No hay nada entregado.</Text>;

  const form = (rounds.form ?? []) as Field[];
  const body = now.body as Result;
  const before = earlier.find((round) => round.number === against);
  const answers = body.answers ?? {};
  // Less than all is offered to whoever has seen the rest: they decided on a version before.
  const sawBefore = before?.decisions.some((decision) => decision.personName === me) ?? false;
  return (
    <Stack gap="md">
      <Text>
        Versión {now.number}, recibida el {longDateTime(now.receipt.receivedAt)} ({timelinessLabels[now.receipt.timeliness] ?? now.receipt.timeliness})
        {now.personName && ` de ${now.personName}`}. Folio {now.receipt.folio}.
      </Text>
      <LaterLaw law={now.laterLaw} />
      {earlier.length > 0 && (
        <NativeSelect
          label="Comparar con"
          value={against ?? ""}
          data={[
            ...earlier.map((round) => ({ value: String(round.number), label: `Versión ${round.number}${round.receipt.withdrawnAt ? " (retirada)" : ""}` })),
            { value: "", label: "Ninguna: ver solo la última" },
          ]}
          onChange={({ currentTarget: { value } }) => setAgainst(value === "" ? undefined : Number(value))}
          maw="24rem"
        />
      )}
      {sawBefore && <Checkbox label="Ver solo lo que cambió" checked={onlyChanges} onChange={(event) => setOnlyChanges(event.currentTarget.checked)} />}
      {remarks && form.some((field) => typeOf(field) === "table") && <p className="support">Para observar una celda, elígela: con las flechas te mueves y con Entrar la observas.</p>}
      <ReadVersion
        form={form} answers={answers} before={before && ((before.body as Result).answers ?? {})} onlyChanges={sawBefore && onlyChanges}
        remarking={remarks && { remarks: remarks.list, onRemark: (table, index, column) => setCell({ table, index, column }) }}
      />
      {cell && remarks && (
        <CellRemark
          {...cell} row={(answers[cell.table.id] as Answers[])[cell.index] ?? {}} text={remarkOf(remarks.list, cell.table, cell.index, cell.column)} onClose={() => setCell(undefined)}
          onSay={(text) => {
            remarks.onChange(withRemark(remarks.list, cell.table, cell.index, cell.column, text));
            setCell(undefined);
          }}
        />
      )}
      <div>
        <Text fw={700}>Archivos</Text>
        <FileList files={body.evidence ?? []} requirements={(rounds.evidence ?? []) as Requirement[]} before={before && ((before.body as Result).evidence ?? [])} />
      </div>
      <RoundsList rounds={rounds} id="historia-de-lo-entregado" />
    </Stack>
  );
}

/** What the process says of it beforehand: whether the associations took part. */
function Noted({ background }: { background: unknown }) {
  const { aviso } = (background ?? {}) as { aviso?: unknown };
  return typeof aviso === "string" && aviso !== "" ? <Text>{aviso}</Text> : null;
}

/** The remarks were not answered in time, and by a norm that counts as accepting them. */
function Accepted({ background }: { background: unknown }) {
  const accepted = background as { remarks?: Remark[]; norm?: string; unverified?: boolean } | null | undefined;
  if (!accepted?.norm) return null;
  return (
    <Callout tone="soon" title="Observaciones aceptadas por silencio">
      El servicio no respondió dentro del plazo y las observaciones se entienden aceptadas. {accepted.norm}.
      {accepted.unverified && " Regla por confirmar."}
    </Callout>
  );
}
