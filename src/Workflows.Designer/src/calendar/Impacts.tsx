import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import type { Api } from "../api/client";
import { DataTable } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { togetherBySame, type SameImpact } from "./impacts";
import { deadlineText, impactState, judgedState, judgedText, noticeName } from "./words";

type Impact = Api["ImpactView"];

const keyOf = (impact: Impact) => impact.taskId ?? `${impact.instanceId}/${impact.taskTitle}`;
const addressOf = (impact: Impact) => (impact.taskId ? `/tareas/${impact.taskId}` : `/procesos/${impact.instanceId}`);

/** Each deadline that a change moves, and the notices that go with it; what was judged by the old date is told and does not move. What is the same for many institutions stands in one row. */
export function Impacts({ impacts, caption }: { impacts: readonly Impact[]; caption: string }) {
  if (impacts.length === 0) return <EmptyState title="No mueve nada">El cambio no mueve ningún plazo abierto ni una fecha que un proceso espere.</EmptyState>;
  return (
    <DataTable
      caption={caption} minWidth="40rem" rows={togetherBySame(impacts)} keyOf={({ of }) => keyOf(of)}
      columns={[
        {
          key: "what", head: "Tarea o espera", names: true,
          cell: ({ of, all }) => (
            <>
              {all.length > 1 ? <Many of={of} all={all} /> : <One impact={of} />}
              <div className="support">
                {of.judged ? judgedState[of.state] : impactState[of.state]}
                {of.note && `: ${of.note}`}
              </div>
            </>
          ),
        },
        {
          key: "date", head: "Fecha",
          cell: ({ of }) =>
            of.judged ? (
              <>
                <div className="support">Se resolvió con: {deadlineText(of.from)}</div>
                Con el cambio: <strong>{deadlineText(of.to)}</strong>
              </>
            ) : of.from === of.to ? (
              <>Igual fecha: {deadlineText(of.to)}</>
            ) : (
              <>
                <div className="support">Antes: {deadlineText(of.from)}</div>
                Con el cambio: <strong>{deadlineText(of.to)}</strong>
              </>
            ),
        },
        {
          key: "notices", head: "Qué más cambia",
          cell: ({ of }) =>
            of.judged
              ? judgedText[of.judged]
              : of.notices.map((notice) => (
                  <div key={notice.key}>
                    {noticeName(notice.key)}: {notice.to ? longDateTime(notice.to) : "no sale"}
                  </div>
                )),
        },
      ]}
    />
  );
}

function One({ impact }: { impact: Impact }) {
  return (
    <>
      <Anchor component={Link} to={addressOf(impact)}>
        {impact.taskTitle}
      </Anchor>
      {impact.institutionName && <div>{impact.institutionName}</div>}
    </>
  );
}

/** More than these are read only when somebody asks who they are. */
const fewest = 3;

function Many({ of, all }: SameImpact) {
  const institutions = (
    <ul>
      {all.map((impact) => (
        <li key={keyOf(impact)}>
          <Anchor component={Link} to={addressOf(impact)}>
            {impact.institutionName}
          </Anchor>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {of.taskTitle}
      {all.length <= fewest ? (
        institutions
      ) : (
        <details>
          <summary>{all.length} instituciones</summary>
          {institutions}
        </details>
      )}
    </>
  );
}
