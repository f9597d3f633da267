import { AreaChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import { shortDay } from "./dates";
import { peakOf, type TrendPoint } from "./trend";

type Tick = { x: string | number; y: string | number; payload: { value: string } };

type Dot = { cx?: number; cy?: number; index?: number };

/** The drawing of a trend, in a file of its own: what draws axes comes with the page that needs it. */
export default function TrendArea({ points }: { points: readonly TrendPoint[] }) {
  const [peak, last] = [peakOf(points), points.length - 1];

  /** Only where it was highest, with its number, and where it is. */
  const dot = ({ cx, cy, index }: Dot) => {
    if (cx === undefined || cy === undefined || (index !== peak && index !== last)) return <g key={index} />;
    return (
      <g key={index}>
        <circle cx={cx} cy={cy} r={4} className={index === last ? "trend__last" : "trend__peak"} />
        {index === peak && (
          <text x={cx} y={cy - 9} textAnchor={peak === 0 ? "start" : peak === last ? "end" : "middle"} className="trend__number">
            {points[peak]!.value}
          </text>
        )}
      </g>
    );
  };

  /** The first day begins where the line does, and the last one ends with it: neither sticks out. */
  const dayAt = ({ x, y, payload }: Tick) => (
    <text x={x} y={Number(y) + 12} textAnchor={payload.value === shortDay(points[0]!.day) ? "start" : "end"} className="recharts-cartesian-axis-tick-value">
      {payload.value}
    </text>
  );

  return (
    <AreaChart
      h={140} data={points.map(({ day, value }) => ({ day: shortDay(day), value }))} dataKey="day" series={[{ name: "value", color: "var(--series-2)" }]}
      curveType="linear" withGradient={false} fillOpacity={0.14} withTooltip={false} gridAxis="x" strokeDasharray="0" tickLine="none" areaChartProps={{ accessibilityLayer: false, margin: { top: 20, left: 8 } }}
      areaProps={{ isAnimationActive: false, dot }} yAxisProps={{ orientation: "right", width: 40, tickMargin: 12, tickCount: 3, allowDecimals: false, domain: [0, "auto"] }}
      xAxisProps={{ ticks: [shortDay(points[0]!.day), shortDay(points[last]!.day)], interval: 0, padding: { left: 4, right: 4 }, tick: dayAt }}
    />
  );
}
