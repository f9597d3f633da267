import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { wordsOf } from "./news";
import { useOpen } from "./useOpen";
import { longDateTime } from "../ui/dates";

const shown = 5;

/** What arrived: what the server did for this person while they were elsewhere, and the last tasks that came to them. */
export function Bell() {
  const { isOpen, setOpen, area, button, onKeyDown } = useOpen<HTMLDivElement>();
  const news = useQuery({ queryKey: ["/api/jobs/news"], queryFn: ({ signal }) => answerOf(api.GET("/api/jobs/news", { signal })) }).data;
  const query = { pageSize: shown, sort: "-openedAt" };
  const tasks = useQuery({
    queryKey: ["/api/tasks", "bell", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks", { params: { query }, signal })),
    enabled: isOpen,
  }).data;
  const count = news ? news.running + news.unseen : 0;

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="bell" ref={area} onKeyDown={onKeyDown}>
      <button type="button" ref={button} className="bell__button" aria-expanded={isOpen} aria-controls="novedades" onClick={() => setOpen(!isOpen)}>
        <IconBell aria-hidden size={20} stroke={1.75} />
        <span className="hidden-words">Novedades{count > 0 && news ? `: ${wordsOf(news)}` : ""}</span>
        {count > 0 && (
          <span className="bell__count" aria-hidden="true">
            {count}
          </span>
        )}
      </button>
      <div id="novedades" className="panel" hidden={!isOpen}>
        <div className="panel__part">
          <strong>Novedades</strong>
          {news && count > 0 && (
            <div>
              <Link to="/trabajos">{wordsOf(news)}</Link>
            </div>
          )}
        </div>
        <div className="panel__part">
          <div className="support">Lo último que te llegó</div>
          {tasks?.items.length === 0 && <p>Nada por ahora.</p>}
          <ul className="panel__links">
            {tasks?.items.map((task) => (
              <li key={task.id}>
                <Link to={`/tareas/${task.id}`}>{task.title}</Link>
                <div className="support">
                  {task.institutionName && `${task.institutionName}, `}
                  {longDateTime(task.openedAt)}
                </div>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
