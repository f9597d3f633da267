import type { Api } from "../api/client";
import { partsOf } from "../processes/states";
import { StackedBar } from "../ui/Bars";
import { rove, tabIndexOf } from "../ui/roving";
import { StatusShape } from "../ui/StatusTag";
import "./stages.css";

type Props = { view: Api["StageView"]; step: string; onChoose: (changed: { step: string }) => void };

/** Where each institution is: the steps of the flow in their order with how many wait there, each of which narrows the list, and all of them by state. */
export function StageStrip({ view, step, onChoose }: Props) {
  return (
    <section className="card" aria-labelledby="pasos">
      <div className="card__head">
        <h2 id="pasos">Dónde está cada institución</h2>
        <span className="support">Elige un paso para filtrar la lista</span>
      </div>
      {/* The arrows go from step to step. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol className="strip" onKeyDown={rove}>
        {view.steps.map((one, i) => (
          <li key={one.activityId}>
            <button type="button" tabIndex={tabIndexOf(step === one.activityId, i, view.steps.some((other) => other.activityId === step))} aria-pressed={step === one.activityId} onClick={() => onChoose({ step: step === one.activityId ? "" : one.activityId })}>
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
      <StackedBar label="Por estado" parts={partsOf(view.summary)} />
    </section>
  );
}
