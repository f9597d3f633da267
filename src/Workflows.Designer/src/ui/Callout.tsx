import type { ReactNode, Ref } from "react";
import { StatusShape, type Tone } from "./StatusTag";

type Props = {
  tone: Tone;
  title?: ReactNode;
  /** `alert` for what interrupts, `status` for what may wait until one has read on; nothing for what was there from the start. */
  role?: "alert" | "status";
  /** For whoever has to be taken to it. */
  ref?: Ref<HTMLDivElement>;
  children?: ReactNode;
};

/** What somebody has to know before going on. At most one of each kind on a page. */
export function Callout({ tone, title, role, ref, children }: Props) {
  return (
    <div className={`callout callout--${tone}`} role={role} ref={ref} tabIndex={ref ? -1 : undefined}>
      <StatusShape tone={tone} />
      <div>
        {title && <div className="callout__title">{title}</div>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
