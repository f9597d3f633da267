import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";

/** A part that is open alone. */
export type Part = { value: string; label: ReactNode; draw: () => ReactNode };

type Props = { parts: readonly Part[]; open: string; onOpen: (value: string) => void; /** Its parts begin at the edge. */ isTight?: boolean; className?: string };

/** Parts of something of which one is open, as whoever draws them decides. A page keeps which in its address: see PageTabs. */
export function PartTabs({ parts, open, onOpen, isTight = false, className }: Props) {
  const shown = parts.find((part) => part.value === open) ?? parts[0]!;

  return (
    <Tabs value={shown.value} onChange={(value) => value && onOpen(value)} keepMounted={false} className={className}>
      <Tabs.List>
        {parts.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown.value} pt={isTight ? 0 : "md"}>
        {shown.draw()}
      </Tabs.Panel>
    </Tabs>
  );
}
