import type { Api } from "../api/client";
import { partsOf } from "../processes/states";
import { StackedBar } from "../ui/Bars";
import { StatusShape } from "../ui/StatusTag";
import "./stages.css";

type Props = { view: Api["StageView"]; step: string; state: string; onChoose: (changed: { step?: string; state?: string }) => void };

/** Where each institution is: the steps of the flow in their order with how many wait there, and all of them by state. Each narrows the list. */
export function StageStrip({ view, step, state, onChoose }: Props) {
  return (
    <section className="card" aria-labelledby="pasos">
      <div className="card__head">
        <h2 id="pasos">Dónde está cada institución</h2>
        <span className="support">Elige un paso o un estado para filtrar la lista</span>
      </div>
      <ol className="strip">
        {view.steps.map((one) => (
          <li key={one.activityId}>
            <button type="button" aria-pressed={step === one.activityId} onClick={() => onChoose({ step: step === one.activityId ? "" : one.activityId })}>
              <span className="strip__name">{one.label}</span>
              <span className="strip__counts">
                <b>{one.waiting}</b>
                {one.late > 0 && (
                  <span className="strip__late">
                    <StatusShape tone="late" size={14} /> {one.late} {one.late === 1 ? "atrasada" : "atrasadas"}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <StackedBar
        label="Por estado"
        parts={partsOf(view.summary).map((part) => ({ ...part, isChosen: state === part.key, onChoose: () => onChoose({ state: state === part.key ? "" : part.key }) }))}
      />
    </section>
  );
}
