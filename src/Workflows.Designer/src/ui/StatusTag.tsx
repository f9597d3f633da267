import type { ReactNode } from "react";
import "./status.css";

/** How something stands. There are nine, on every page, in mails and documents; each has a shape of its own. */
export type Tone = "onTime" | "soon" | "today" | "late" | "extended" | "stopped" | "done" | "returned" | "unknown";

type Props = {
  tone: Tone;
  /** Without its tint: inside a list, a card or a node, where the tint of many would shout. */
  bare?: boolean;
  children: ReactNode;
};

/** A state in words with its shape before them, so that nothing depends on telling colours apart. */
export function StatusTag({ tone, bare = false, children }: Props) {
  return (
    <span className={`tag tag--${tone}${bare ? " tag--bare" : ""}`}>
      <StatusShape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** The shape alone, for where the words stand beside it. */
export function StatusShape({ tone, size = 16 }: { tone: Tone; size?: number }) {
  return (
    <svg className={`shape shape--${tone}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

const exclamation = (
  <>
    <path className="shape__cut" d="M8 5v4" />
    <circle className="shape__hole" cx="8" cy="11.4" r="1.05" />
  </>
);

const shapes: Record<Tone, ReactNode> = {
  onTime: (
    <>
      <circle className="shape__line" cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="2.4" />
    </>
  ),
  soon: (
    <>
      <circle className="shape__line" cx="8" cy="8" r="6" />
      <path className="shape__line" d="M8 4.6V8l2.4 1.8" />
    </>
  ),
  today: (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8z" />
      {exclamation}
    </>
  ),
  late: (
    <>
      <path d="M8 1 15.6 14.6H.4z" />
      <path className="shape__cut" d="M8 6v3.6" />
      <circle className="shape__hole" cx="8" cy="12" r="1.05" />
    </>
  ),
  extended: (
    <>
      <circle className="shape__line" cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" />
    </>
  ),
  stopped: (
    <>
      <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" />
      <path className="shape__cut" d="M6.2 5.2v5.6M9.8 5.2v5.6" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="7.2" />
      <path className="shape__cut" d="m4.8 8.3 2.3 2.3 4.2-4.8" />
    </>
  ),
  returned: (
    <>
      <path d="M1 2h14v9.6H7.4L4 15v-3.4H1z" />
      <path className="shape__cut" d="M4 5.4h8M4 8.4h5" />
    </>
  ),
  unknown: <circle className="shape__line shape__line--broken" cx="8" cy="8" r="6" />,
};
