import { List, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { longDateTime } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { asWhom, stateOf, type Alert } from "./alerts";

/** A late task as an authority reads it: what, the legal term, how late, what was done and what comes next. */
export function AlertCard({ alert, children }: { alert: Alert; children?: ReactNode }) {
  const state = stateOf(alert);

  return (
    <article className="card" aria-labelledby={`alerta-${alert.id}`}>
      <Title order={2} size="h4" id={`alerta-${alert.id}`}>
        {alert.task} · {alert.institution}
      </Title>
      <Text mt="xs">
        <StatusTag bare tone={state.tone}>{state.text}</StatusTag>
      </Text>
      <dl className="alert__facts">
        <dt>Nivel</dt>
        <dd>
          {alert.level}. Actúas {asWhom(alert.title)}.
        </dd>
        <dt>Proceso</dt>
        <dd>{alert.process}</dd>
        <dt>Plazo</dt>
        <dd>{alert.deadline}</dd>
        <dt>Por qué esa fecha</dt>
        <dd>{alert.legalTerm}</dd>
        {alert.before && (
          <>
            <dt>Antes</dt>
            <dd>{alert.before}</dd>
          </>
        )}
        <dt>Qué sigue</dt>
        <dd>{alert.next}</dd>
      </dl>
      {alert.acts.length > 0 && (
        <List aria-label="Lo que se hizo" mb="sm">
          {alert.acts.map((act) => (
            <List.Item key={`${act.at}${act.action}`}>
              Nivel {act.level}: {act.by} {act.label} el {longDateTime(act.at)}
              {act.onBehalfOf && ` (${act.onBehalfOf})`}. {act.text}
              {act.climbsAgainAt && ` El escalamiento espera hasta el ${longDateTime(act.climbsAgainAt)}.`}
            </List.Item>
          ))}
        </List>
      )}
      {children}
    </article>
  );
}
