import "./mark.css";

export type Tone = "good" | "warning" | "bad" | "neutral";

/** A shape for each tone, so that nothing depends on telling colours apart. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <svg className={`mark mark--${tone}`} viewBox="0 0 24 24" aria-hidden="true">
      {tone === "good" && (
        <>
          <circle cx="12" cy="12" r="11" />
          <path d="m6.5 12.5 4 4 7-8.5" />
        </>
      )}
      {tone === "warning" && (
        <>
          <path className="mark__shape" d="M12 1 23.5 22H.5z" />
          <path d="M12 9v6m0 3v1.5" />
        </>
      )}
      {tone === "bad" && (
        <>
          <rect x="1" y="1" width="22" height="22" />
          <path d="m7 7 10 10M17 7 7 17" />
        </>
      )}
      {tone === "neutral" && (
        <>
          <circle cx="12" cy="12" r="11" />
          <path d="M6.5 12h11" />
        </>
      )}
    </svg>
  );
}
