import { NativeSelect, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Api } from "../../api/client";
import { Callout } from "../../ui/Callout";
import { Answer } from "../../ui/Answer";
import { longDateTime } from "../../ui/dates";
import { FileList } from "../evidence/FileList";
import type { Content, Field, Remark, Requirement, Result } from "../form/content";
import { ReadAnswers } from "../form/ReadAnswers";
import { RoundsList } from "../page/RoundsHistory";
import { timelinessLabels } from "../words";
import { Comparison } from "./Comparison";

type Rounds = Api["ReadRoundsResponse"];

/** What is reviewed: the last version, side by side with the one before, with what was said and answered so far. */
export function SubjectPanel({ content, rounds }: { content: Content; rounds: UseQueryResult<Rounds> }) {
  if (typeof content.subject === "string") return <Text>{content.subject}</Text>;
  return (
    <section className="section" aria-labelledby="lo-entregado">
      <h2 id="lo-entregado">Lo que se entregó</h2>
      <Noted background={content.background} />
      <Accepted background={content.background} />
      <Answer query={rounds}>{(found) => <Versions rounds={found} />}</Answer>
    </section>
  );
}

function Versions({ rounds }: { rounds: Rounds }) {
  const current = rounds.rounds.findLastIndex((round) => !round.receipt.withdrawnAt);
  const earlier = rounds.rounds.slice(0, Math.max(current, 0));
  const [against, setAgainst] = useState(() => earlier.findLast((round) => !round.receipt.withdrawnAt)?.number);
  const now = rounds.rounds[current];
  if (!now) return <Text>No hay nada entregado.</Text>;

  const form = (rounds.form ?? []) as Field[];
  const body = now.body as Result;
  const before = earlier.find((round) => round.number === against);
  return (
    <Stack gap="md">
      <Text>
        Versión {now.number}, recibida el {longDateTime(now.receipt.receivedAt)} ({timelinessLabels[now.receipt.timeliness] ?? now.receipt.timeliness})
        {now.personName && ` de ${now.personName}`}. Folio {now.receipt.folio}.
      </Text>
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
      {before ? (
        <Comparison form={form} before={before.body as Result} after={body} numbers={[before.number, now.number]} />
      ) : (
        <ReadAnswers form={form} answers={body.answers ?? {}} />
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
