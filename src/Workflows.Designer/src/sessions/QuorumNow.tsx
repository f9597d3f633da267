import { List } from "@mantine/core";
import { hourOf } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { blocksOf, countsOf, type Session } from "./record";

/** The quorum of this moment with its base and its norm, who presides, and each count that was written down. */
export function QuorumNow({ session }: { session: Session }) {
  const { quorum } = session;
  const blocks = blocksOf(session.seats);

  return (
    <div className="session__quorum">
      <StatusTag bare tone={quorum.isReached ? "done" : "late"}>{quorum.lines.map((line) => line.text).join(" ")}</StatusTag>
      <div className="session__blocks" aria-hidden="true">
        {blocks.map((block, i) => (
          <span key={i} className={`session__block session__block--${block}${i + 1 === quorum.needed ? " session__block--threshold" : ""}`} />
        ))}
      </div>
      <p className="session__counts">
        {countsOf(session.seats)}
        {quorum.needed && quorum.needed < blocks.length ? ` La raya está en ${quorum.needed}, el quórum.` : ""}
      </p>
      <dl className="facts">
        <div>
          <dt>Norma</dt>
          <dd>{session.norm}</dd>
        </div>
        <div>
          <dt>Preside</dt>
          <dd>{session.presiding ?? (session.hasPresidency ? "Nadie todavía: registra quién preside" : "Su composición no lo dice")}</dd>
        </div>
        {session.call > 1 && (
          <div>
            <dt>Citación</dt>
            <dd>Segunda</dd>
          </div>
        )}
      </dl>
      {session.counts.length > 0 && (
        <List size="sm">
          {session.counts.map((count, i) => (
            <List.Item key={i}>
              {hourOf(count.at)}: {count.lines.map((line) => line.text).join(" ")}
              {count.by && ` Contó ${count.by}.`}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
