import { useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import { spanish } from "../ui/numbers";

type Score = Api["ScoreView"];

/** The result a process has computed, and why it is what it is: nothing while there is none. */
export function ScoreSection({ instanceId }: { instanceId: string }) {
  const answer = useQuery({
    queryKey: ["/api/instances", instanceId, "score"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/instances/{id}/score", { params: { path: { id: instanceId } }, signal })),
  });
  const score = answer.data?.score;
  if (!score) return null;

  return (
    <section className="section" aria-labelledby="resultado">
      <h2 id="resultado">Resultado</h2>
      <dl className="facts">
        <div>
          <dt>Grado de cumplimiento</dt>
          <dd>{score.degree}</dd>
        </div>
        <div>
          <dt>Incremento que corresponde</dt>
          <dd>
            {score.percent}
            {score.collective && `, y ${score.collective} a los equipos`}
          </dd>
        </div>
        <div>
          <dt>Régimen</dt>
          <dd>
            {score.regimeName} ({score.norm})
          </dd>
        </div>
        {score.instalments.length > 0 && (
          <div>
            <dt>Se paga en</dt>
            <dd>{score.instalments.join(", ")}</dd>
          </div>
        )}
      </dl>
      <Lines lines={score.lines} />
      {score.goals.map((goal) => (
        <details key={goal.name} className="score__goal">
          <summary>
            {goal.name}: {goal.degree}, aporta {spanish(goal.points)} de {spanish(goal.weight)} puntos
          </summary>
          <Lines lines={goal.lines} />
        </details>
      ))}
      {score.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {score.unconfirmed.length > 0 && <p className="form__hint">Por confirmar en las reglas de este régimen: {score.unconfirmed.join(", ")}.</p>}
    </section>
  );
}

function Lines({ lines }: { lines: Score["lines"] }) {
  return (
    <ul>
      {lines.map((line, i) => (
        <li key={i}>
          {line.text}
          {line.norm && <span className="score__norm"> {line.norm}.</span>}
        </li>
      ))}
    </ul>
  );
}
