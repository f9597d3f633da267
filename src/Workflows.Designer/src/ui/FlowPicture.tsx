/** A flow in few shapes, only to be looked at. */
export function FlowPicture() {
  return (
    <svg className="flow-picture" viewBox="0 0 480 160" aria-hidden="true">
      <g fill="none" stroke="#74b5df" strokeWidth="2">
        <path d="M20 80h420" />
        <path d="M200 80q16 0 16-16V42q0-16 16-16h80q16 0 16 16v22q0 16 16 16" />
        <path d="M200 80q16 0 16 16v22q0 16 16 16h80q16 0 16-16V96q0-16 16-16" />
      </g>
      <circle cx="16" cy="80" r="8" fill="#0f69b4" />
      <path d="M84 60h68v40H84z" fill="#1a79b7" />
      <path d="M236 8h72v36h-72z" fill="#c9e1f2" />
      <path d="M236 62h72v36h-72z" fill="#74b5df" />
      <path d="M236 116h72v36h-72z" fill="#c9e1f2" />
      <path d="m438 52 28 28-28 28-28-28z" fill="#e22c2c" />
    </svg>
  );
}
