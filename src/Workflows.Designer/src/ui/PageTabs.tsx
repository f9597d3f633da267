import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useFilters } from "./useFilters";

/** A part of a page that is open alone. */
type PageTab = { value: string; label: string; draw: () => ReactNode };

type Props = {
  tabs: readonly PageTab[];
  /** The filters of its lists: another tab has others. */
  filters?: readonly string[];
};

/** Parts of a page of which one is open. The address keeps which, so that a link and the way back show the same. */
export function PageTabs({ tabs, filters: names = [] }: Props) {
  const filters = useFilters();
  const open = tabs.find((tab) => tab.value === filters.of("ver")) ?? tabs[0]!;
  const show = (value: string | null) =>
    filters.set({ ...Object.fromEntries(names.map((name) => [name, ""])), ver: value === tabs[0]!.value ? "" : (value ?? "") });

  return (
    <Tabs value={open.value} onChange={show} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open.value}>{open.draw()}</Tabs.Panel>
    </Tabs>
  );
}
