import "./letter.css";

type Props = { label: string; subject: string; text: string };

/** A mail as it would be read, before anybody gets it. */
export function Letter({ label, subject, text }: Props) {
  return (
    <article className="letter letter--small" aria-label={label}>
      <p>
        <b>{subject}</b>
      </p>
      <div className="letter__text">{text}</div>
    </article>
  );
}
