import { List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../../api/client";
import { Answer } from "../../ui/Answer";
import { longDateTime } from "../../ui/dates";
import { consequenceOf } from "../words";

type Props = { taskId: string; notices: Api["NextNotice"][]; isMine: boolean; lateFrom?: string | null };

/** What happens by itself while nobody does the task, and the very words that would leave: whoever is late reads them first. */
export function WhatComesNext({ taskId, notices, isMine, lateFrom }: Props) {
  const [isOpen, setOpen] = useState(false);

  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Qué pasa si no se hace</summary>
      <List size="sm">
        {notices.map((notice) => (
          <List.Item key={notice.name}>{consequenceOf(notice, isMine, lateFrom)}</List.Item>
        ))}
      </List>
      {isOpen && <NoticesToCome taskId={taskId} />}
    </details>
  );
}

function NoticesToCome({ taskId }: { taskId: string }) {
  const query = useQuery({
    queryKey: ["/api/tasks", { id: taskId, of: "notices" }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/notices", { params: { path: { id: taskId } }, signal })),
  });

  return <Answer query={query}>{(notices) => (notices.length > 0 ? <Letters notices={notices} /> : null)}</Answer>;
}

function Letters({ notices }: { notices: Api["NextNoticesNoticeView"][] }) {
  return (
    <section aria-label="Avisos que saldrán">
      <p>Estos avisos saldrán si la tarea sigue abierta. Puedes leerlos antes de que salgan.</p>
      {notices.map((notice, i) => (
        <details key={i} className="task__notice">
          <summary>
            {longDateTime(notice.leavesAt)}: {notice.why}, para {notice.to.map(nameOf).join(", ")}
          </summary>
          {notice.isHeld && <p>Queda retenido desde el {longDateTime(notice.writtenAt)} para que la coordinación lo revise.</p>}
          <p>
            <strong>{notice.subject}</strong>
          </p>
          <p className="task__letter">{notice.text}</p>
        </details>
      ))}
    </section>
  );
}

const nameOf = (reader: Api["NextNoticesReaderView"]) => (reader.isCopy ? `${reader.name} (copia)` : reader.name);
