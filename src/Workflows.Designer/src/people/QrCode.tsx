import { encode } from "uqr";

/** A QR drawn on this machine: what it says goes to no other. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: 2 });
  const dots = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");

  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="208" height="208" shapeRendering="crispEdges" style={{ forcedColorAdjust: "none" }}>
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#0A132D" d={dots} />
    </svg>
  );
}
